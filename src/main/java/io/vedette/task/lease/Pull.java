package io.vedette.task.lease;

import io.vedette.http.JsonMembers;
import io.vedette.task.life.Visible;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * What a worker asks for.
 *
 * @param max the most tasks, 1 to 100
 * @param patience how long it waits for the first one; zero: not at all
 * @param lease how long it has them unless it extends its leases
 * @param types those that it wants; empty for any
 * @param worker its name, for those who look; a hyphen when it has not told
 */
public record Pull(int max, Duration patience, Duration lease, List<String> types, String worker) {
  /** What a pull may say. */
  public static final List<String> MEMBERS = List.of("max", "wait", "lease", "types", "worker");

  /** The same of the tasks that are taken when others are given back. */
  static final List<String> NEXT_MEMBERS = List.of("max", "lease", "types", "worker");

  /** The most tasks that one call takes. */
  public static final int MOST = 100;

  private static final int USUAL = 1;
  private static final Duration USUAL_LEASE = Duration.ofSeconds(30);
  private static final Duration LONGEST_LEASE = Duration.ofHours(12);
  private static final int LONGEST_WAIT_SECONDS = 30;
  private static final int MOST_TYPES = 16;

  public Pull {
    types = types.stream().sorted().distinct().toList();
  }

  /** Reads a request. */
  public static Pull of(JsonObject document) {
    return of(new JsonMembers(document, "", MEMBERS));
  }

  /** Reads what is to be taken when others are given back. */
  static Pull next(JsonObject object, String place) {
    return of(new JsonMembers(object, place, NEXT_MEMBERS));
  }

  private static Pull of(JsonMembers members) {
    return new Pull(
        (int) number(members, "max", 1, MOST, USUAL),
        Duration.ofSeconds(number(members, "wait", 0, LONGEST_WAIT_SECONDS, 0)),
        members.duration("lease", LONGEST_LEASE).orElse(USUAL_LEASE),
        types(members),
        members.text("worker").map(it -> Visible.checked(members, "worker", it)).orElse("-"));
  }

  private static long number(JsonMembers members, String name, int least, int most, int usual) {
    long number = members.integer(name).orElse(usual);
    if (number < least || number > most) {
      throw members.refused(
          name, "'%s' is a whole number from %d to %d".formatted(name, least, most));
    }
    return number;
  }

  private static List<String> types(JsonMembers members) {
    return members.has("types")
        ? members.texts("types", MOST_TYPES).stream()
            .map(type -> Visible.checked(members, "types", type))
            .toList()
        : List.of();
  }

  /** As scripts take them. */
  String joinedTypes() {
    return String.join(" ", types);
  }
}
