package io.vedette.redis;

import io.vedette.config.SettingError;
import io.vedette.config.Settings;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a write waits for before it is acknowledged, beyond the memory of the master. */
public enum Durability {
  /** Nothing. */
  NONE,
  /** At least one replica has it. */
  REPLICATED,
  /** It is on disk on the master and on at least one replica. */
  PERSISTED;

  /** The word used in preferences and policies. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The durability with this word, if there is one. */
  public static Optional<Durability> named(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  /** The durability that a setting names. */
  public static Durability from(Settings settings, String key) {
    String word = settings.text(key);
    return named(word)
        .orElseThrow(
            () ->
                new SettingError(key, "'%s' is not none, replicated or persisted".formatted(word)));
  }

  /**
   * The durability that a caller asks for.
   *
   * @throws Failure {@code CANNOT_HONOUR_PREFERENCE} when there is none with this word: whoever
   *     asks for more than we know must not believe that it got it
   */
  public static Durability asked(String word) {
    return named(word)
        .orElseThrow(
            () ->
                cannotHonour("A durability is 'none', 'replicated' or 'persisted'.")
                    .with(Outcome.NOT_APPLIED));
  }

  /** What a Redis and the rights there lack for this; empty when it can be had. */
  Optional<String> missing(ReplicationInfo info) {
    return switch (this) {
      case NONE -> Optional.empty();
      case REPLICATED ->
          info.waits()
              ? Optional.empty()
              : Optional.of("The user at the connected Redis may not wait: it lacks +wait.");
      case PERSISTED ->
          info.persists()
              ? Optional.empty()
              : Optional.of(
                  "Only Redis 7.2 or newer with appendonly on can tell, to a user with +waitaof.");
    };
  }

  static Failure cannotHonour(String detail) {
    return Failure.of(Problem.CANNOT_HONOUR_PREFERENCE, detail);
  }
}
