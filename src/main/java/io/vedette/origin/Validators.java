package io.vedette.origin;

import io.vedette.http.EntityTag;
import io.vedette.http.HttpDate;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What tells a stored answer from others of its origin: RFC 9110, section 8.8.
 *
 * @param etag quoted, weak or strong
 * @param lastModified a date, as the origin sent it
 */
public record Validators(Optional<String> etag, Optional<String> lastModified) {
  /** Of nothing: its origin is asked without a condition. */
  public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

  /** Whether there are none. */
  public boolean isEmpty() {
    return etag.isEmpty() && lastModified.isEmpty();
  }

  /** The conditions of a request that asks whether what is stored is still true. */
  Map<String, String> conditions() {
    Map<String, String> conditions = new HashMap<>();
    etag.ifPresent(tag -> conditions.put("if-none-match", tag));
    lastModified.ifPresent(date -> conditions.put("if-modified-since", date));
    return conditions;
  }

  /**
   * Whether a 304 with these fields is about what is stored, and may update it: RFC 9111, section
   * 4.3.4. One without any validator is: nothing else was asked for.
   */
  boolean confirmedBy(HttpHeaders fields) {
    Optional<EntityTag> tag = fields.firstValue("ETag").flatMap(EntityTag::parse);
    if (tag.isPresent()) {
      return etag.flatMap(EntityTag::parse).filter(tag.get()::confirms).isPresent();
    }
    Optional<String> date = fields.firstValue("Last-Modified");
    return date.isEmpty()
        || lastModified.isEmpty()
        || date.flatMap(HttpDate::parse).equals(lastModified.flatMap(HttpDate::parse));
  }
}
