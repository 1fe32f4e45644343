package io.vedette.redis;

import java.util.List;
import java.util.Random;

/**
 * What somebody does who says that a lease is his: with a real task, and with a model of it.
 *
 * @param millis of the extension or the delay
 * @param text the progress, when to try again, or the result; may be empty
 * @param flag whether another attempt may help
 */
record TaskStep(String word, long millis, String text, boolean flag) {

  static TaskStep any(Random random) {
    String word =
        List.of("heartbeat", "heartbeat", "fail", "release", "complete").get(random.nextInt(5));
    long millis = random.nextInt(4) == 0 ? 0 : random.nextInt(3_000);
    boolean silent = random.nextBoolean();
    String text =
        switch (word) {
          case "heartbeat" -> "{\"n\":1}";
          case "fail" -> "" + millis;
          default -> "text/plain\nresult";
        };
    return new TaskStep(word, millis, silent ? "" : text, random.nextInt(4) > 0);
  }

  String on(TaskQueue queue, TaskGrant grant) {
    return switch (word) {
      case "heartbeat" -> queue.heartbeat(grant, millis, text);
      case "fail" -> queue.fail(grant, flag, text);
      case "release" -> queue.release(grant, millis);
      default -> queue.complete(grant, text);
    };
  }

  String on(TaskModel task, String lease, boolean patient, long now) {
    return switch (word) {
      case "heartbeat" -> task.heartbeat(lease, millis, text, patient, now);
      case "fail" -> task.fail(lease, flag, text, patient, now);
      case "release" -> task.release(lease, millis, patient, now);
      default -> task.complete(lease, !text.isEmpty(), patient, now);
    };
  }
}
