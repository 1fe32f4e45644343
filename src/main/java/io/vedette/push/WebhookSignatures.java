package io.vedette.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vedette.config.LastKnownGood;
import io.vedette.config.RotatingSecret;
import io.vedette.config.Secret;
import io.vedette.config.SettingError;
import io.vedette.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Signs what is pushed to one target, as Standard Webhooks 1.0.0 says: with one secret, or with the
 * old and the new one while they change. Safe for many threads.
 */
public final class WebhookSignatures {
  private static final int MOST_SECRETS = 2;
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;

  /** A full stop would let a receiver take a part of the id for the time. */
  private static final Pattern ID = Pattern.compile("[!-~&&[^.]]{1,255}");

  private final LastKnownGood<List<SigningKey>> keys;

  private WebhookSignatures(String setting, RotatingSecret secret) {
    List<SigningKey> first = keys(secret.first());
    this.keys = new LastKnownGood<>(setting + "-file", first, new Reading(secret, first)::call);
  }

  /**
   * Signs with the secret in the key {@code name}, or with those in the file that {@code name-file}
   * names, one a line, which is read again at each signature: while it is away or wrong, the last
   * good ones count.
   *
   * @return empty when there is neither
   * @throws SettingError when there are more than two, or one is not {@code whsec_} with 24 to 64
   *     bytes in base64 or {@code whsk_}
   */
  public static Optional<WebhookSignatures> from(Settings settings, String name) {
    Optional<RotatingSecret> secret = settings.rotatingSecret(name);
    try {
      return secret.map(it -> new WebhookSignatures(name, it));
    } catch (IllegalArgumentException e) {
      throw new SettingError(name, String.valueOf(e.getMessage()));
    }
  }

  private static List<SigningKey> keys(Secret lines) {
    List<SigningKey> keys =
        lines
            .value()
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(WebhookSignatures::key)
            .toList();
    if (keys.isEmpty() || keys.size() > MOST_SECRETS) {
      throw new IllegalArgumentException("has %d secrets, not one or two".formatted(keys.size()));
    }
    return keys;
  }

  private static SigningKey key(String line) {
    SigningKey key = SigningKey.parse(line);
    if (key.strength() < SHORTEST || key.strength() > LONGEST) {
      throw new IllegalArgumentException(
          "has a secret of %d bytes, not %d to %d".formatted(key.strength(), SHORTEST, LONGEST));
    }
    return key;
  }

  /** Parses only what has changed. */
  private static final class Reading {
    private final RotatingSecret secret;
    private Secret read;
    private List<SigningKey> keys;

    Reading(RotatingSecret secret, List<SigningKey> first) {
      this.secret = secret;
      this.read = secret.first();
      this.keys = first;
    }

    List<SigningKey> call() throws IOException {
      Secret now = secret.now();
      if (!now.equals(read)) {
        keys = keys(now);
        read = now;
      }
      return keys;
    }
  }

  /**
   * The fields to send with a body: {@code webhook-id}, {@code webhook-timestamp} and {@code
   * webhook-signature}. Reads a file, so it may block for a moment.
   *
   * @param id the same for each attempt: 1 to 255 visible ASCII characters, none of them a full
   *     stop
   * @param at when this attempt is made; receivers refuse what is five minutes off
   * @param body the very bytes that are sent
   * @throws IllegalArgumentException for another id
   */
  public Map<String, String> fields(String id, Instant at, byte[] body) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not the id of a webhook: " + id);
    }
    return Map.of(
        "webhook-id", id,
        "webhook-timestamp", Long.toString(at.getEpochSecond()),
        "webhook-signature", signed(keys.now(), id, at.getEpochSecond(), body));
  }

  /** The items of one signature for each key. */
  static String signed(List<SigningKey> keys, String id, long seconds, byte[] body) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes((id + "." + seconds + ".").getBytes(UTF_8));
    content.writeBytes(body);
    return keys.stream()
        .map(key -> key.sign(content.toByteArray()))
        .collect(Collectors.joining(" "));
  }
}
