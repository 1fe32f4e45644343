package io.vedette.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A session as it was when Redis was asked.
 *
 * @param handle names it and grants nothing
 * @param digest the SHA-256 of its current id
 * @param expires its absolute limit
 * @param idle how long it may be unused
 * @param left until it ends if nobody uses it
 * @param tag without quotes; another one after each change of attributes
 * @param device a compact JSON text
 * @param attributes in the order of their names
 */
record Session(
    String handle,
    String digest,
    Optional<String> subject,
    Instant created,
    Instant expires,
    Duration idle,
    Duration left,
    String tag,
    Optional<String> device,
    List<Attribute> attributes) {

  Session {
    attributes = List.copyOf(attributes);
  }

  /** The attribute of this name, if there is one. */
  Optional<Attribute> attribute(AttributeName name) {
    return attributes.stream().filter(one -> one.name().equals(name.text())).findFirst();
  }

  /** The same, so much later, not having been used. */
  Session after(Duration time) {
    Duration rest = left.minus(time);
    return new Session(
        handle,
        digest,
        subject,
        created,
        expires,
        idle,
        rest.isNegative() ? Duration.ZERO : rest,
        tag,
        device,
        attributes);
  }

  /** The same with another tag. */
  Session withTag(String other) {
    return new Session(
        handle, digest, subject, created, expires, idle, left, other, device, attributes);
  }

  /** About how many bytes it takes. */
  int bytes() {
    return attributes.stream().mapToInt(one -> 100 + 2 * one.value().length()).sum()
        + 2 * device.map(String::length).orElse(0);
  }
}
