package it.vedette.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpecBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoscalerTest {
  @Test
  void need_isBelievedWhenItLasts() {
    Autoscaler autoscaler = new Autoscaler(behaviour(30, 0));

    assertEquals(List.of(2, 2, 4, 8, 10), decisions(autoscaler, 2, 2, 10, 10, 10, 10));
  }

  @Test
  void need_thatPasses_isNotFollowed() {
    Autoscaler autoscaler = new Autoscaler(behaviour(60, 0));

    assertEquals(List.of(2, 2, 2, 2, 2), decisions(autoscaler, 2, 2, 10, 10, 2, 10));
  }

  @Test
  void percentPolicy_doublesWithinItsPeriodOnly() {
    Autoscaler autoscaler = new Autoscaler(behaviour(0, 0));

    assertEquals(List.of(6, 10, 10), decisions(autoscaler, 3, 12, 12, 12));
  }

  @Test
  void highestNeedOfTheWindow_keepsPods() {
    Autoscaler autoscaler = new Autoscaler(behaviour(0, 60));

    assertEquals(List.of(5, 5, 5, 5, 4), decisions(autoscaler, 5, 5, 2, 2, 2, 2));
  }

  @Test
  void tenPercentOfFewPods_isOnePodAMinute() {
    Autoscaler autoscaler = new Autoscaler(behaviour(0, 0));

    assertEquals(
        List.of(9, 9, 9, 9, 8, 8, 8, 8, 7), decisions(autoscaler, 10, 2, 2, 2, 2, 2, 2, 2, 2, 2));
  }

  @Test
  void bounds_areKept() {
    assertEquals(List.of(2, 2), decisions(new Autoscaler(behaviour(0, 0)), 3, 0, 0));
    assertEquals(List.of(10), decisions(new Autoscaler(behaviour(0, 0)), 8, 20));
  }

  private static List<Integer> decisions(Autoscaler autoscaler, int first, int... proposals) {
    List<Integer> decisions = new ArrayList<>();
    int current = first;
    for (int proposal : proposals) {
      current = autoscaler.decide(decisions.size() * 15, current, proposal);
      decisions.add(current);
    }
    return decisions;
  }

  private static HorizontalPodAutoscalerSpec behaviour(int upWindow, int downWindow) {
    return new HorizontalPodAutoscalerSpecBuilder()
        .withMinReplicas(2)
        .withMaxReplicas(10)
        .withNewBehavior()
        .withNewScaleUp()
        .withStabilizationWindowSeconds(upWindow)
        .addNewPolicy(15, "Percent", 100)
        .endScaleUp()
        .withNewScaleDown()
        .withStabilizationWindowSeconds(downWindow)
        .addNewPolicy(60, "Percent", 10)
        .endScaleDown()
        .endBehavior()
        .build();
  }
}
