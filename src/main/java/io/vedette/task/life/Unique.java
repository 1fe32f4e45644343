package io.vedette.task.life;

import io.vedette.http.JsonMembers;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a task shares with no other unfinished one of its queue.
 *
 * @param value any text of 1 to 512 characters
 * @param onConflict what happens to a second one
 */
record Unique(String value, OnConflict onConflict) {
  private static final List<String> MEMBERS = List.of("value", "onConflict");
  private static final int LONGEST = 512;

  /** What happens to a second task with the value. */
  enum OnConflict {
    /** It is refused. */
    REJECT,
    /** The first is the answer. */
    EXISTING,
    /** It takes the place of the first, unless that has been begun. */
    REPLACE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Unique of(JsonObject object, String place) {
    JsonMembers members = new JsonMembers(object, place, MEMBERS);
    String value =
        members
            .text("value")
            .filter(text -> !text.isEmpty() && text.length() <= LONGEST)
            .orElseThrow(() -> members.refused("value", "'value' has 1 to 512 characters"));
    String word = members.text("onConflict").orElse(OnConflict.REJECT.word());
    return new Unique(
        value,
        Arrays.stream(OnConflict.values())
            .filter(one -> one.word().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    members.refused("onConflict", "'onConflict' is reject, existing or replace")));
  }
}
