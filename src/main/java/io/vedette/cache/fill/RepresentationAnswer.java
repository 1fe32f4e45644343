package io.vedette.cache.fill;

import io.vedette.cache.entry.AnswerFields;
import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.entry.Entry;
import io.vedette.cache.entry.EntryAnswer;
import io.vedette.cache.entry.EntryValue;
import io.vedette.cache.entry.Groups;
import io.vedette.cache.entry.MediaTypes;
import io.vedette.cache.entry.ResponseMetadata;
import io.vedette.cache.policy.Policy;
import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.http.Conditions;
import io.vedette.http.ContentSecurityPolicy;
import io.vedette.http.Problems;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an origin said, as an answer of ours: RFC 9111, section 3.2 and 4.3.2. */
public final class RepresentationAnswer {
  private static final String CACHE_STATUS = "Cache-Status";
  private static final String POLICY = "content-security-policy";

  /** Set below, by the rules of their own. */
  private static final Set<String> OURS =
      Set.of(
          "etag",
          "last-modified",
          "cache-control",
          "expires",
          "date",
          "cache-status",
          "pragma",
          POLICY);

  /** They belong together: one would lie without the other. */
  private static final Set<String> LASTING = Set.of("date", "expires");

  private RepresentationAnswer() {}

  /** 200, 304, 404, 412, or what a failure says. */
  public static Response of(Representation found, OriginReadRequest request) {
    if (found.failure().isPresent()) {
      return failed(found.failure().get(), found, request);
    }
    Entry entry = found.stored().entry();
    if (found.stored().isNegative()) {
      return failed(
          Failure.of(EntryAnswer.ENTRY_NOT_FOUND, "The origin has no such value."), found, request);
    }
    String tag = found.stored().tag();
    Conditions.Verdict verdict = request.entry().conditions().on(tag, entry.modified());
    if (verdict == Conditions.Verdict.FAILED) {
      throw Failure.of(
          Problem.PRECONDITION_FAILED, "The entry does not meet the request's condition.");
    }
    boolean modified = verdict == Conditions.Verdict.PASSED;
    Response.ResponseBuilder answer =
        modified
            ? Response.ok()
                .type(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .entity(EntryValue.of(entry))
            : Response.status(304);
    return fields(answer, found, request, tag).build();
  }

  private static Response failed(Failure failure, Representation found, OriginReadRequest request) {
    Response.ResponseBuilder answer =
        Problems.answer(failure, request.entry().requestId()).header(CACHE_STATUS, found.status());
    found.age().ifPresent(age -> answer.header("Age", age));
    return answer.build();
  }

  private static Response.ResponseBuilder fields(
      Response.ResponseBuilder answer,
      Representation found,
      OriginReadRequest request,
      String tag) {
    Entry entry = found.stored().entry();
    Set<String> passOn = request.origin().passOn();
    Map<String, String> said =
        found.stored().response().map(ResponseMetadata::fields).orElse(Map.of());
    said.forEach(
        (name, value) -> {
          if (!OURS.contains(name) && AnswerFields.isSent(name, passOn)) {
            AnswerFields.lines(value).forEach(line -> answer.header(name, line));
          }
        });
    if (lasts(request.policy())) {
      LASTING.stream().filter(said::containsKey).forEach(it -> answer.header(it, said.get(it)));
    }
    boolean alone = passOn.contains(POLICY) && MediaTypes.isInert(entry.mediaType());
    policies(said, alone).forEach(it -> answer.header(ContentSecurityPolicy.FIELD, it));
    found.age().ifPresent(age -> answer.header("Age", age));
    if (!entry.groups().names().isEmpty()) {
      answer.header(Groups.FIELD, entry.groups().field());
    }
    String before = said.containsKey("cache-status") ? said.get("cache-status") + ", " : "";
    return answer
        .header("ETag", tag)
        .header(
            "Last-Modified",
            Optional.ofNullable(said.get("last-modified"))
                .orElseGet(() -> EntryAnswer.date(entry.modified())))
        .header("Cache-Control", cacheControl(found.stored(), request.policy(), said))
        .header(CACHE_STATUS, before + found.status());
  }

  /**
   * A browser obeys each of several: with that of the origin it does no more than with ours.
   *
   * @param alone whether ours may be left out
   */
  private static List<String> policies(Map<String, String> said, boolean alone) {
    return Optional.ofNullable(said.get(POLICY))
        .map(theirs -> alone ? List.of(theirs) : List.of(ContentSecurityPolicy.NO_PAGE, theirs))
        .orElse(List.of());
  }

  /** Whether what the origin says of its time holds for whoever caches after us. */
  private static boolean lasts(Policy policy) {
    return policy.shared() && !policy.readThrough().override();
  }

  /** Whoever caches after us reads what the origin said, with the age that it has by now. */
  private static String cacheControl(CachedEntry stored, Policy policy, Map<String, String> said) {
    if (!policy.shared()) {
      return "private, no-cache";
    }
    return Optional.ofNullable(said.get("cache-control"))
        .filter(control -> lasts(policy))
        .orElseGet(
            () ->
                stored
                    .response()
                    .map(response -> "public, max-age=" + response.lifetime().toSeconds())
                    .orElseGet(() -> EntryAnswer.cacheControl(stored.entry(), policy)));
  }
}
