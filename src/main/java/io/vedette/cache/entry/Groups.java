package io.vedette.cache.entry;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.http.JsonMembers;
import io.vedette.http.StringList;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/**
 * The groups of an entry (RFC 9875): up to 64 names of 1 to 128 printable ASCII characters, case
 * matters.
 *
 * @param names each once, in the order of the writer
 */
public record Groups(List<String> names) {
  public static final String FIELD = "Cache-Groups";
  public static final Groups NONE = new Groups(List.of());
  private static final int MOST = 64;
  private static final int LONGEST = 128;

  /** No group has one: what cannot be in a structured field's string. */
  private static final String SEPARATOR = "\n";

  public Groups {
    names = List.copyOf(names);
  }

  /** Reads the field of a request. */
  public static Groups of(HttpServletRequest request) {
    return of(String.join(",", Collections.list(request.getHeaders(FIELD))));
  }

  /** Reads the field, all its lines joined by commas; empty when there is none. */
  public static Groups of(String field) {
    return field.isEmpty() ? NONE : checked(StringList.parse(FIELD, field));
  }

  /** Reads a member of a JSON object. */
  public static Groups inJson(JsonMembers body, String member) {
    List<String> names = body.texts(member, MOST);
    if (!names.stream().allMatch(Groups::isName)) {
      throw body.refused(
          member, "a group is a string of 1 to %d printable ASCII characters".formatted(LONGEST));
    }
    return new Groups(names.stream().distinct().toList());
  }

  private static Groups checked(List<String> names) {
    if (names.size() > MOST) {
      throw refused("an entry is in at most %d groups".formatted(MOST));
    }
    names.forEach(
        name -> {
          if (!isName(name)) {
            throw refused("the name of a group has 1 to %d characters".formatted(LONGEST));
          }
        });
    return new Groups(names.stream().distinct().toList());
  }

  private static Failure refused(String detail) {
    return Failure.malformed(InputError.header(FIELD, detail));
  }

  /** Whether a group may have this name. */
  public static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /** Reads what {@link #stored()} made. */
  public static Groups fromStored(String text) {
    return text.isEmpty() ? NONE : new Groups(List.of(text.split(SEPARATOR, -1)));
  }

  /** As the scripts of entries have them. */
  public byte[] stored() {
    return String.join(SEPARATOR, names).getBytes(StandardCharsets.US_ASCII);
  }

  /** As a field of an answer. */
  public String field() {
    return StringList.format(names);
  }
}
