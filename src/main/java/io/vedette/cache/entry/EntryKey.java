package io.vedette.cache.entry;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.http.JsonMembers;
import io.vedette.http.PercentEncoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The key of an entry, as Redis has it: the client's 1 to 512 bytes, with a byte of 1 behind each
 * zero byte. That keeps the order of the bytes, and what has two zero bytes is one of ours.
 *
 * <p>In a path a key stands as it is, with {@code /} between its parts, or wholly escaped: both are
 * the same key, {@code ;} and {@code \} are escaped. What servers and proxies on the way may
 * rewrite is refused: empty parts, {@code .} and {@code ..}, control characters. Such keys are sent
 * in base64url.
 */
@SuppressWarnings("ArrayRecordComponent") // compared only in Redis
public record EntryKey(byte[] bytes) {
  private static final int LONGEST = 512;
  private static final int MOST = 1000;

  public EntryKey {
    if (bytes.length == 0) {
      throw refused("a key has 1 to %d bytes".formatted(LONGEST));
    }
  }

  private static EntryKey checked(byte[] bytes) {
    if (bytes.length > LONGEST) {
      throw refused("a key has 1 to %d bytes".formatted(LONGEST));
    }
    return new EntryKey(stored(bytes));
  }

  /** What the keys that begin with this text begin with in Redis. */
  public static byte[] prefix(String text) {
    return stored(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] stored(byte[] bytes) {
    boolean asItIs = true;
    for (byte next : bytes) {
      asItIs = asItIs && next != 0;
    }
    return asItIs ? bytes : escaped(bytes);
  }

  private static byte[] escaped(byte[] bytes) {
    ByteArrayOutputStream stored = new ByteArrayOutputStream(bytes.length);
    for (byte next : bytes) {
      stored.write(next);
      if (next == 0) {
        stored.write(1);
      }
    }
    return stored.toByteArray();
  }

  /** The bytes that the client sent. */
  public byte[] sent() {
    ByteArrayOutputStream sent = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i += bytes[i] == 0 ? 2 : 1) {
      sent.write(bytes[i]);
    }
    return sent.toByteArray();
  }

  /**
   * Reads a key from the end of a request target, as the client sent it.
   *
   * @param encoding the value of {@code keyEncoding}, if it was given
   */
  public static EntryKey of(String tail, Optional<String> encoding) {
    if (encoding.isEmpty()) {
      return plain(tail);
    }
    if (!encoding.get().equals("base64url")) {
      throw Failure.malformed(
          InputError.parameter("keyEncoding", "the only key encoding is 'base64url'"));
    }
    try {
      return checked(Base64.getUrlDecoder().decode(tail));
    } catch (IllegalArgumentException e) {
      throw refused("the key is not base64url (RFC 4648, section 5)");
    }
  }

  /** Whether a JSON object says that its keys are written in base64url. */
  public static boolean isBase64(JsonMembers body) {
    Optional<String> encoding = body.text("keyEncoding");
    if (encoding.isPresent() && !encoding.get().equals("base64url")) {
      throw body.refused("keyEncoding", "the only key encoding is 'base64url'");
    }
    return encoding.isPresent();
  }

  /**
   * Reads a key in a JSON document, where it needs no escaping but JSON's.
   *
   * @param base64 whether it is written in base64url
   * @param pointer where it stands
   */
  public static EntryKey inJson(String text, boolean base64, String pointer) {
    try {
      byte[] bytes =
          base64 ? Base64.getUrlDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
      return checked(bytes);
    } catch (IllegalArgumentException | Failure e) {
      throw Failure.malformed(
          InputError.pointer(pointer, "a key is a string of 1 to %d bytes".formatted(LONGEST)));
    }
  }

  /** Reads 1 to 1000 {@code keys}, written as {@code keyEncoding} says. */
  public static List<EntryKey> listInJson(JsonMembers body) {
    boolean base64 = isBase64(body);
    body.checkSize("keys", MOST);
    List<String> keys = body.texts("keys", MOST);
    return IntStream.range(0, keys.size())
        .mapToObj(i -> inJson(keys.get(i), base64, body.pointer("keys") + "/" + i))
        .toList();
  }

  private static EntryKey plain(String tail) {
    EntryKey key =
        PercentEncoding.decode(tail)
            .filter(PercentEncoding::isUtf8)
            .map(EntryKey::checked)
            .orElseThrow(() -> refused("the key is not percent-encoded UTF-8"));
    if (!PercentEncoding.isCarried(key.text())) {
      throw refused(
          "the key has a part that paths do not carry unchanged (an empty or dot segment, a control"
              + " character); send it with ?keyEncoding=base64url");
    }
    return key;
  }

  private static Failure refused(String detail) {
    return Failure.malformed(InputError.parameter("key", detail));
  }

  /** Whether the key can be shown as text. */
  public boolean isText() {
    return PercentEncoding.isUtf8(bytes) && text().chars().noneMatch(Character::isISOControl);
  }

  /** The key as text; exact only if {@link #isText()}. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The client's bytes in base64url without padding. */
  public String base64() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sent());
  }
}
