package io.vedette.cache.entry;

import io.vedette.http.LanguageRanges;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the answers for one key stand that vary with the request: after the key and two zero bytes,
 * which no key of a client has.
 */
final class VariantKeys {
  private static final int DIGEST = 16;

  private VariantKeys() {}

  /**
   * The key of the answer to a request.
   *
   * @param selecting the names of the fields that the answers vary with
   * @param forwarded the fields of the request
   */
  static EntryKey of(EntryKey main, Map<String, String> selecting, Map<String, String> forwarded) {
    Map<String, String> selected = new TreeMap<>();
    selecting.keySet().forEach(name -> selected.put(name, selecting(name, forwarded)));
    byte[] digest = digest(selected.toString());
    byte[] key = main.bytes();
    byte[] variant = Arrays.copyOf(key, key.length + 2 + DIGEST);
    System.arraycopy(digest, 0, variant, key.length + 2, DIGEST);
    return new EntryKey(variant);
  }

  /**
   * A field of a request as it is compared. Only of {@code Accept-Language} it is known which of
   * its values say the same.
   */
  static String selecting(String name, Map<String, String> forwarded) {
    String value = forwarded.getOrDefault(name, "");
    return name.equals(LanguageRanges.FIELD) ? LanguageRanges.normal(value) : value;
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
