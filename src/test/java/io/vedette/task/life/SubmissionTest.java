package io.vedette.task.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.vedette.redis.Fields;
import io.vedette.task.queue.QueueName;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SubmissionTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final NewTask TASK =
      NewTask.of(new QueueName("q"), "type", "key", new Payload("text/plain", new byte[0]));

  private static String id(String schedule, Instant instant) {
    return Fields.text(Submission.ofInstant(TASK, schedule).arguments("", instant).get(0));
  }

  @Test
  void taskOfAnInstant_hasTheSameId_wheneverItIsSubmitted() {
    assertEquals(id("s", NOON), id("s", NOON));
    assertNotEquals(id("s", NOON), id("s", NOON.plusMillis(1)));
    assertNotEquals(id("s", NOON), id("t", NOON));
  }
}
