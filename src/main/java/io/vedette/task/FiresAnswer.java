package io.vedette.task;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.http.JsonAnswer;
import io.vedette.task.schedule.Timing;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;

/** Answers with instants, and with the release of the time zone database that decides them. */
final class FiresAnswer {
  static final int MOST = 1000;
  static final int USUAL = 10;

  private FiresAnswer() {}

  static Response of(List<Instant> instants) {
    JsonArrayBuilder fires = JSON.createArrayBuilder();
    instants.forEach(instant -> fires.add(instant.toString()));
    return JsonAnswer.ok(
            JSON.createObjectBuilder()
                .add("fires", fires)
                .add("zoneData", Timing.zoneData())
                .build())
        .build();
  }
}
