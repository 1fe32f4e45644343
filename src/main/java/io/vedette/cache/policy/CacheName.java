package io.vedette.cache.policy;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import java.util.regex.Pattern;

/** The name of a cache: {@code [a-z0-9][a-z0-9._-]{0,63}}. */
public record CacheName(String text) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  public CacheName {
    if (!isName(text)) {
      throw Failure.malformed(
          InputError.parameter(
              "cache", "the name of a cache is " + FORM.pattern() + ", lower case only"));
    }
  }

  /** Within what an idempotency key stands for one request. */
  public String scope(String collection) {
    return "caches/" + text + "/" + collection;
  }

  public static boolean isName(String text) {
    return FORM.matcher(text).matches();
  }
}
