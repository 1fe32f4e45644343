package io.vedette.cache.bulk;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.cache.entry.Entry;
import io.vedette.cache.entry.EntryAnswer;
import io.vedette.cache.entry.EntryStore.Read;
import io.vedette.cache.entry.EntryStore.Written;
import io.vedette.http.PercentEncoding;
import io.vedette.http.Problems;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What one operation of a batch answers: a status as if it had come alone, and what belongs to it.
 */
public final class BatchResult {
  private BatchResult() {}

  public static JsonObject read(Optional<Read> read) {
    return read.map(BatchResult::found).orElseGet(() -> status(404).build());
  }

  private static JsonObject found(Read read) {
    Entry entry = read.entry();
    JsonObjectBuilder result =
        status(read.modified() ? 200 : 304).add("etag", EntryAnswer.quoted(entry.etag()));
    if (read.modified()) {
      result.add("mediaType", entry.mediaType());
      if (PercentEncoding.isUtf8(entry.value())) {
        result.add("value", new String(entry.value(), StandardCharsets.UTF_8));
      } else {
        result.add("base64", Base64.getEncoder().encodeToString(entry.value()));
      }
    }
    entry.left().ifPresent(left -> result.add("ttl", EntryAnswer.seconds(left)));
    if (!entry.groups().names().isEmpty()) {
      result.add("groups", JSON.createArrayBuilder(entry.groups().names()));
    }
    return result.build();
  }

  public static JsonObject written(Written written) {
    return status(written.created() ? 201 : 204)
        .add("etag", EntryAnswer.quoted(written.etag()))
        .build();
  }

  public static JsonObject deleted() {
    return status(204).build();
  }

  /** Of one that failed alone: its problem document has the status too. */
  public static JsonObject failed(Throwable thrown, String requestId) {
    JsonObject problem = Problems.document(thrown, requestId);
    return status(problem.getInt("status")).add("problem", problem).build();
  }

  private static JsonObjectBuilder status(int status) {
    return JSON.createObjectBuilder().add("status", status);
  }
}
