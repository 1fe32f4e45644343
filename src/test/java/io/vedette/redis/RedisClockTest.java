package io.vedette.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisClockTest {
  private Instant ours = Instant.parse("2026-01-01T00:00:10Z");
  private final RedisClock clock = new RedisClock(() -> ours);

  private static List<byte[]> time(Instant time) {
    return List.of(
        Long.toString(time.getEpochSecond()).getBytes(US_ASCII),
        Integer.toString(time.getNano() / 1_000).getBytes(US_ASCII));
  }

  @Test
  void clock_beforeTheFirstHeartbeat_isOurs() {
    assertEquals(ours, clock.instant());
  }

  /** It told its time in the middle. */
  @Test
  void clock_afterAHeartbeat_isTheirs() {
    Instant sent = ours;
    ours = ours.plusMillis(200);
    clock.told(time(Instant.parse("2026-01-01T00:01:00.100Z")), sent);

    assertEquals(Instant.parse("2026-01-01T00:01:00.200Z"), clock.instant());
    ours = ours.plusSeconds(1);
    assertEquals(Instant.parse("2026-01-01T00:01:01.200Z"), clock.instant());
  }

  @Test
  void clock_thatIsBehindOurs_isTheirsToo() {
    clock.told(time(Instant.parse("2025-12-31T23:59:00Z")), ours);

    assertEquals(Instant.parse("2025-12-31T23:59:00Z"), clock.instant());
  }
}
