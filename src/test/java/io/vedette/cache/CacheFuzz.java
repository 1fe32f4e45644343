package io.vedette.cache;

import static io.vedette.FuzzInput.holds;
import static io.vedette.FuzzInput.reads;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vedette.FuzzInput;
import io.vedette.cache.bulk.Batch;
import io.vedette.cache.bulk.CounterStep;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.entry.EntryRequest;
import io.vedette.cache.entry.Groups;
import io.vedette.cache.entry.MediaTypes;
import io.vedette.cache.entry.ResponseMetadata;
import io.vedette.cache.policy.Capacity;
import io.vedette.cache.policy.Policy;
import io.vedette.cache.policy.PolicyDocument;
import io.vedette.cache.policy.TestPolicies;
import io.vedette.http.FakeRequest;
import io.vedette.http.JsonBody;
import io.vedette.http.JsonMembers;
import io.vedette.http.PercentEncoding;
import io.vedette.redis.Durability;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A target of the fuzzer: keys, cursors, media types and the documents of caches. */
public final class CacheFuzz {
  private static final Optional<String> BASE64 = Optional.of("base64url");
  private static final int LARGEST = 4 * 1024 * 1024;
  private static final Policy POLICY =
      new Policy(
          Duration.ofMinutes(5),
          Duration.ofDays(30),
          Optional.empty(),
          8 * 1024 * 1024,
          false,
          false,
          false,
          Optional.empty(),
          Durability.NONE,
          Capacity.UNLIMITED,
          TestPolicies.FILLED_BY_CLIENTS);

  private CacheFuzz() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    FuzzInput input = FuzzInput.of(bytes);
    String text = input.text();
    reads(
        () -> {
          switch (input.parser()) {
            case 'k' -> key(EntryKey.of(text, Optional.empty()));
            case 'b' -> key(EntryKey.of(text, BASE64));
            case 'j' -> key(EntryKey.inJson(input.unicode(), false, "/key"));
            case 'r' -> request(text);
            case 'c' -> cursor(text);
            case 'm' -> mediaType(text);
            case 'g' -> groups(text);
            case 's' -> stored(text);
            case 'o' -> Batch.of(json(input, Batch.MEMBERS), POLICY);
            case 'p' -> policy(json(input, PolicyDocument.MEMBERS));
            case '+' -> CounterStep.of(json(input, CounterStep.MEMBERS), POLICY);
            case 'i' -> InvalidationRequest.of(json(input, InvalidationRequest.MEMBERS));
            default -> keys(json(input, List.of("keys", "keyEncoding")));
          }
        });
  }

  private static JsonObject json(FuzzInput input, List<String> members) {
    FakeRequest request =
        FakeRequest.of("POST", "/").with("Content-Type", "application/json").content(input.bytes());
    return JsonBody.object(request.request(), members, LARGEST);
  }

  private static void key(EntryKey key) {
    byte[] bytes = key.bytes();
    int sent = key.sent().length;
    holds(sent >= 1 && sent <= 512, key.base64());
    holds(Arrays.equals(bytes, EntryKey.of(key.base64(), BASE64).bytes()), key.base64());
    if (key.isText()) {
      holds(Arrays.equals(bytes, key.text().getBytes(UTF_8)), key.base64());
      reads(() -> spelled(bytes));
    }
  }

  /** A spelling in a path is refused, or stands for the key and no other. */
  private static void spelled(byte[] bytes) {
    String path = PercentEncoding.encode(bytes).replace("%2F", "/");
    holds(Arrays.equals(bytes, EntryKey.of(path, Optional.empty()).bytes()), path);
  }

  private static void keys(JsonObject document) {
    JsonMembers body = new JsonMembers(document, "", List.of("keys", "keyEncoding"));
    EntryKey.listInJson(body).forEach(CacheFuzz::key);
  }

  private static void request(String text) {
    String target = "/api/v1/caches/c/entries/" + text;
    EntryRequest request =
        EntryRequest.of("c", "entries", FakeRequest.of("GET", target).request(), "ttl");
    key(request.key());
    holds(target.startsWith(request.target()) || request.target().contains("?"), target);
  }

  /** As Redis writes what it counts to. */
  private static boolean isCanonical(String number) {
    return Long.toUnsignedString(Long.parseUnsignedLong(number)).equals(number);
  }

  private static void cursor(String text) {
    CacheCursor.parse(text)
        .ifPresent(
            it -> {
              holds(CacheCursor.parse(it.text()).orElseThrow().equals(it), it);
              holds(it.scan().isEmpty() || isCanonical(it.scan()), it);
            });
  }

  private static void mediaType(String text) {
    String type = MediaTypes.of(FakeRequest.of("PUT", "/").with("Content-Type", text).request());
    holds(type.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~')), type);
  }

  private static void groups(String text) {
    Groups groups = Groups.of(text);
    holds(groups.equals(Groups.of(groups.field())), groups);
    holds(groups.equals(Groups.fromStored(new String(groups.stored(), UTF_8))), groups);
  }

  private static void policy(JsonObject document) {
    Policy policy = PolicyDocument.read(document, POLICY);
    JsonObject written = PolicyDocument.of(policy).build();
    holds(policy.equals(PolicyDocument.read(written, POLICY)), written);
  }

  /** Fields as an origin may send them: a client of HTTP gives no line breaks. */
  private static void stored(String text) {
    String value = text.replace('\n', ' ');
    ResponseMetadata response =
        new ResponseMetadata(
            200,
            Duration.ZERO,
            Duration.ofSeconds(value.length()),
            Duration.ZERO,
            Duration.ZERO,
            value.isEmpty(),
            Duration.ofMillis(1),
            Map.of("accept-language", value),
            Map.of("x-a", value, "etag", "\"a\""));
    holds(response.equals(ResponseMetadata.parse(response.text())), value);
  }
}
