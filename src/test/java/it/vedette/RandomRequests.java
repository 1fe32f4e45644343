package it.vedette;

import java.util.Random;
import java.util.function.Supplier;

/** Requests that are nearly right: the grammar of the API, and garbage in each of its places. */
final class RandomRequests {
  private static final String[] METHODS = {
    "GET", "GET", "HEAD", "PUT", "PUT", "POST", "POST", "DELETE", "OPTIONS", "PATCH", "TRACE",
    "BREW"
  };
  private static final String[] ROOTS = {
    "/api/v1/caches/%s/entries/",
    "/api/v1/caches/%s/ttl/",
    "/api/v1/caches/%s/counters/",
    "/api/v1/caches/%s/fill-leases/",
    "/api/v1/caches/%s/batch",
    "/api/v1/caches/%s/invalidations",
    "/api/v1/caches/%s/loads",
    "/api/v1/caches/%s/entries",
    "/api/v1/caches/%s/stats",
    "/api/v1/caches/%s",
    "/api/v1/caches",
    "/api/v1/sessions",
    "/api/v1/sessions/current",
    "/api/v1/sessions/current/",
    "/api/v1/sessions/current/attributes",
    "/api/v1/sessions/current/attributes/",
    "/api/v1/sessions/current/rotate",
    "/api/v1/sessions/current/touch",
    "/api/v1/subjects/%s/sessions",
    "/api/v1/subjects/%s/sessions/",
    "/api/v1/subjects/",
    "/api/v1/tasks",
    "/api/v1/tasks/",
    "/api/v1/tasks/batch",
    "/api/v1/queues/%s",
    "/api/v1/queues/%s/leases",
    "/api/v1/leases/",
    "/api/v1/batches/%s",
    "/api/v1/batches/%s/seal",
    "/api/v1/schedules",
    "/api/v1/schedules/%s",
    "/api/v1/schedules/%s/run",
    "/api/v1/schedules/%s/fires",
    "/api/v1/schedules/preview",
    "/api/v1/status",
    "/api/v1/",
    "/",
    "/WEB-INF/web.xml",
    "/a"
  };
  private static final String[] KEYS = {
    "k",
    "a/b",
    "user/42",
    "YQ",
    "a%20b",
    "%E2%82%AC",
    "..",
    "a//b",
    "%2e%2e/",
    "%",
    "%zz",
    "a;b",
    "%00",
    "%252e",
    "a%2Fb",
    "[",
    "é",
    ""
  };
  private static final String[] PARAMETERS = {
    "ttl=5",
    "ttl=PT1H",
    "ttl=-1",
    "ttl=1e9",
    "idle=5",
    "keyEncoding=base64url",
    "keyEncoding=x",
    "limit=1",
    "limit=0",
    "limit=99999999999",
    "prefix=u",
    "prefix=%ff",
    "group=a",
    "group=%00",
    "cursor=YQ",
    "cursor=Ojo",
    "cursor=%25",
    "cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTk6",
    "touch=false",
    "queue=random",
    "status=dead",
    "n=3",
    "n=0",
    "except=current",
    "x=y",
    "=",
    "&",
    "%",
    "ttl",
    "ttl=5&ttl=6"
  };
  private static final String[] FIELDS = {
    "If-Match: *",
    "If-Match: \"a\"",
    "If-Match: a",
    "If-None-Match: *",
    "If-None-Match: W/\"a\", \"b\"",
    "If-None-Match: \"a\",,,,",
    "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT",
    "If-Unmodified-Since: never",
    "Prefer: return=representation",
    "Prefer: wait=1, fill-lease",
    "Prefer: durability=none",
    "Prefer: durability=x",
    "Prefer: ;;=,",
    "Cache-Control: no-cache",
    "Cache-Control: max-age=99999999999999999999, only-if-cached=\"",
    "Cache-Groups: \"a\", \"b\"",
    "Cache-Groups: a",
    "Cache-Groups: \"\\",
    "Content-Type: application/json",
    "Content-Type: text/html;;;",
    "Content-Type: /",
    "Content-Encoding: gzip",
    "Content-Range: x",
    "Idempotency-Key: \"%s\"",
    "Idempotency-Key: x",
    "Idempotency-Key: \"",
    "Fill-Lease: x",
    "Session-Id: vds_%s",
    "Session-Id: vds_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "Session-Id: \u0001",
    "Content-Type: application/merge-patch+json",
    "X-Request-Id: a",
    "X-Request-Id: <>",
    "traceparent: 00-%s",
    "Accept: text/html",
    "Accept: ;",
    "Accept-Language: ,;q=x",
    "Range: bytes=0-1",
    "Expect: x",
    "Connection: X-A",
    "Upgrade: h2c",
    "Transfer-Encoding: x",
    "Cookie: a=b; c",
    "Origin: null",
    "Authorization: Bearer x",
    "X: \u0000"
  };
  private static final String[] BODIES = {
    "",
    "x",
    "{}",
    "[]",
    "null",
    "{\"ttl\":5}",
    "{\"by\":1}",
    "{\"by\":1,\"max\":5}",
    "{\"ttl\":null}",
    "{\"operations\":[{\"op\":\"put\",\"key\":\"k\",\"value\":\"v\"}]}",
    "{\"operations\":[{\"op\":\"get\",\"key\":\"k\"},{\"op\":\"delete\",\"key\":\"j\"}]}",
    "{\"operations\":[{\"op\":\"put\",\"key\":\"k\",\"base64\":\"YQ==\"}],\"atomic\":true}",
    "{\"groups\":[\"a\"],\"mode\":\"soft\"}",
    "{\"prefix\":\"u\"}",
    "{\"keys\":[\"k\"]}",
    "{\"all\":true}",
    "{\"maxBytes\":10,\"public\":true}",
    "{\"jitter\":1e5}",
    "{\"subject\":\"u\",\"attributes\":{\"a\":{\"b\":[]}},\"idle\":5}",
    "{\"queue\":\"random\",\"type\":\"t\",\"unique\":{\"value\":\"u\",\"onConflict\":\"replace\"}}",
    "{\"queue\":\"random\",\"type\":\"t\",\"batch\":\"random\",\"key\":\"k\",\"priority\":9}",
    "{\"type\":\"t\",\"runAt\":\"9999-12-31T23:59:59Z\",\"startBy\":\"9999-12-31T23:59:59.1Z\"}",
    "{\"type\":\"t\",\"deadline\":\"+1000000000-12-31T23:59:59Z\"}",
    "{\"tasks\":[{\"type\":\"t\"},{\"type\":\"t\",\"delay\":\"P1D\"}]}",
    "{\"max\":2,\"lease\":1}",
    "{\"order\":\"fifo\",\"maxLength\":50}",
    "{\"onFinished\":{\"queue\":\"random\",\"type\":\"t\"}}",
    "{\"onFinished\":{\"type\":\"t\"},\"onFailed\":{\"type\":\"t\",\"payload\":[]}}",
    "{\"cron\":\"@yearly\",\"task\":{\"queue\":\"random\",\"type\":\"t\"},\"overlap\":\"allow\"}",
    "{\"cron\":\"0 0 L * ?\",\"zone\":\"Europe/Paris\",\"n\":1000,\"inclusive\":true}",
    "{\"cron\":\"0 0 29 2 MON#5\",\"from\":\"0000-01-01T00:00:00Z\"}",
    "{\"cron\":\"* * * * * *\",\"from\":\"9999-12-31T23:59:59Z\",\"n\":1e3}",
    "{\"a\":{\"b\":null},\"c\":1e400}",
    "{\"by\":1e2147483648}",
    "[[[[[[[[[[[[[[[[[[",
    "{\"a\":\"\\ud800\"}"
  };

  private final Random random;

  RandomRequests(long seed) {
    random = new Random(seed);
  }

  /** The next one, as it goes over the wire. */
  String next() {
    String body = random.nextBoolean() ? "" : some(BODIES, this::garbage);
    StringBuilder request = new StringBuilder();
    request.append(some(METHODS, this::word)).append(' ').append(target()).append(" HTTP/1.1\r\n");
    request.append("Host: x\r\nConnection: close\r\nContent-Length: ").append(body.length());
    for (int i = random.nextInt(8) - 3; i > 0; i--) {
      String field = some(FIELDS, () -> word() + ": " + garbage());
      request
          .append("\r\n")
          .append(field.replace("%s", word()).replace("\r", "").replace("\n", ""));
    }
    return request.append("\r\n\r\n").append(body).toString();
  }

  private String target() {
    String root = some(ROOTS, () -> "/" + garbage());
    String path = root.replace("%s", random.nextInt(8) == 0 ? word() : "random");
    String key = path.endsWith("/") ? some(KEYS, this::garbage) : "";
    String query = "";
    for (int i = random.nextInt(3); i > 0; i--) {
      query += (query.isEmpty() ? "?" : "&") + some(PARAMETERS, this::garbage);
    }
    return (path + key + query).replaceAll("[\r\n ]", "");
  }

  private String some(String[] good, Supplier<String> bad) {
    return random.nextInt(12) == 0 ? bad.get() : good[random.nextInt(good.length)];
  }

  private String word() {
    return Integer.toString(random.nextInt(1 << 20), 36);
  }

  /** Any bytes, each as a character. */
  private String garbage() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append((char) random.nextInt(256));
    }
    String once = text.toString();
    return random.nextInt(10) == 0 ? once.repeat(100) : once;
  }
}
