package io.vedette.task.life;

import io.vedette.failure.Failure;
import io.vedette.redis.Fields;
import io.vedette.task.queue.QueueName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of one task that was submitted.
 *
 * @param submitted it, or the one that was there before
 * @param refusal why it was not taken; empty when it was
 */
public record SubmitResult(Optional<Submitted> submitted, Optional<Failure> refusal) {

  /** Reads the reply of {@code task-submit}. */
  static List<SubmitResult> of(QueueName queue, List<Submission> tasks, List<Object> reply) {
    String now = Fields.text(Fields.ascii(Fields.number(reply.get(0))));
    List<SubmitResult> results = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      results.add(of(queue, tasks.get(i).task(), (List<?>) reply.get(i + 1), now));
    }
    return results;
  }

  private static SubmitResult of(QueueName queue, NewTask task, List<?> item, String now) {
    String word = Fields.text(item.get(0));
    TaskId id = new TaskId(queue, Fields.text(item.get(1)));
    if (item.size() < 4) {
      return new SubmitResult(Optional.empty(), Optional.of(TaskRefusal.of(word, id, queue)));
    }
    Map<String, String> fields = new TreeMap<>(task.fields());
    fields.put("status", Fields.text(item.get(2)));
    fields.put("at", Long.toString(Fields.number(item.get(3))));
    fields.put("created", now);
    fields.put("version", "1");
    Task submitted = Task.bare(id, fields);
    return new SubmitResult(
        Optional.of(
            new Submitted(submitted, Submitted.Word.valueOf(word.toUpperCase(Locale.ROOT)))),
        Optional.empty());
  }

  /** It, or the one that was there before, or why it was not taken. */
  public Submitted get() {
    refusal.ifPresent(
        failure -> {
          throw failure;
        });
    return submitted.orElseThrow();
  }
}
