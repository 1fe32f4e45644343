package io.vedette.task.queue;

import io.vedette.redis.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A queue as it was at a moment.
 *
 * @param now the moment
 * @param known whether it has tasks or settings, or had them a moment ago
 * @param settings with those of its pause: {@code paused}, {@code reason}
 * @param tasks how many it has of each status
 * @param oldest when the queued task that has waited longest became ready
 * @param minutes how many tasks have ended by status, in the minutes of the last hour in which some
 *     have
 */
public record QueueState(
    Instant now,
    boolean known,
    QueueSettings settings,
    Map<String, Long> tasks,
    Optional<Instant> oldest,
    List<Minute> minutes) {

  /** How many tasks have ended in a minute, by status. */
  public record Minute(Instant begin, Map<String, Long> ended) {}

  private static final long SECONDS = 60;

  static QueueState of(List<Object> reply) {
    Map<String, String> settings = new LinkedHashMap<>();
    List<?> values = (List<?>) reply.get(2);
    for (int i = 0; i < values.size(); i += 2) {
      settings.put(Fields.text(values.get(i)), Fields.text(values.get(i + 1)));
    }
    String oldest = Fields.text(reply.get(4));
    return new QueueState(
        Fields.instant(reply.get(0)),
        Fields.number(reply.get(1)) == 1,
        new QueueSettings(settings),
        counts((List<?>) reply.get(3)),
        oldest.isEmpty() ? Optional.empty() : Optional.of(Fields.instant(reply.get(4))),
        minutes((List<?>) reply.get(5)));
  }

  private static Map<String, Long> counts(List<?> flat) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int i = 0; i < flat.size(); i += 2) {
      counts.put(Fields.text(flat.get(i)), Fields.number(flat.get(i + 1)));
    }
    return counts;
  }

  private static List<Minute> minutes(List<?> flat) {
    List<Minute> minutes = new ArrayList<>();
    for (int i = 0; i < flat.size(); i += 2) {
      Instant begin = Instant.ofEpochSecond(SECONDS * Fields.number(flat.get(i)));
      minutes.add(new Minute(begin, counts((List<?>) flat.get(i + 1))));
    }
    return minutes;
  }

  /** Until when it pauses, if it does; {@link Instant#MAX} when somebody has to let it go on. */
  Optional<Instant> pausedUntil() {
    return settings.number("paused").map(QueueStore::pauseEnd).filter(now::isBefore);
  }

  /** For how long the queued task has waited that has waited longest. */
  Duration lag() {
    return oldest.map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
  }
}
