package io.vedette.cache.policy;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.http.Conditions;
import io.vedette.http.EntityTag;
import io.vedette.http.JsonAnswer;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** The policy of a cache as answers tell it. */
public final class PolicyAnswer {
  private static final int DIGEST_BYTES = 16;

  private PolicyAnswer() {}

  /**
   * 200 with the policy, 304, or 412. Only what was set by HTTP has a strong tag, which a writer
   * can name: what is common or fixed is not there to be replaced.
   */
  public static Response found(CacheName cache, Policies policies, Conditions conditions) {
    Optional<StoredPolicy> set = policies.setByHttp(cache);
    Policy policy = set.map(StoredPolicy::policy).orElseGet(() -> policies.policy(cache));
    JsonObject document = document(cache, policies.isFixed(cache), policy).build();
    String tag =
        set.map(it -> new EntityTag(false, it.etag()).text())
            .orElseGet(() -> new EntityTag(true, digest(document)).text());
    if (isRefused(conditions.ifMatch(), tag)) {
      throw Failure.of(
          Problem.PRECONDITION_FAILED, "The policy does not meet the request's condition.");
    }
    return isKnown(conditions.ifNoneMatch(), tag)
        ? Response.status(304).header("ETag", tag).header("Cache-Control", "no-store").build()
        : JsonAnswer.ok(document).header("ETag", tag).build();
  }

  private static boolean isRefused(String ifMatch, String tag) {
    return !ifMatch.isEmpty() && !ifMatch.equals("*") && !ifMatch.contains(tag);
  }

  private static boolean isKnown(String ifNoneMatch, String tag) {
    return ifNoneMatch.equals("*") || ifNoneMatch.contains(tag.replace("W/", ""));
  }

  private static String digest(JsonObject document) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(document.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest, DIGEST_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static JsonObjectBuilder document(CacheName cache, boolean fixed, Policy policy) {
    return JSON.createObjectBuilder()
        .add("name", cache.text())
        .add("fixed", fixed)
        .addAll(PolicyDocument.of(policy));
  }

  /** 201 with its place, or 204. */
  public static Response written(PolicyChange change, String target) {
    Response.ResponseBuilder answer =
        change.created() ? Response.status(201).header("Location", target) : Response.noContent();
    return answer.header("ETag", new EntityTag(false, change.version()).text()).build();
  }
}
