package it.vedette.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.autoscaling.Simulation.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From 2 pods to 10 and back, as the manifests say. */
class ScalingIT {
  private final Scenario production = Scenario.production();

  ScalingIT() throws IOException {}

  @ParameterizedTest
  @EnumSource(names = {"RAMP", "SPIKE"})
  void load_bringsTenPodsAndTakesThemAway(Load load) {
    List<Integer> pods = production.run(load).stream().map(Moment::pods).toList();

    assertEquals(2, pods.get(0));
    assertEquals(10, Collections.max(pods));
    assertEquals(2, pods.get(pods.size() - 1));
  }

  @ParameterizedTest
  @EnumSource(names = {"RAMP", "SPIKE"})
  void pods_growAndThenShrink_neverToAndFro(Load load) {
    List<Integer> steps = production.run(load).stream().map(Moment::pods).distinct().toList();
    List<Moment> moments = production.run(load);
    int peak = moments.stream().map(Moment::pods).toList().lastIndexOf(10);

    assertTrue(steps.contains(10));
    for (int i = 1; i < moments.size(); i++) {
      int change = moments.get(i).pods() - moments.get(i - 1).pods();
      assertTrue(i <= peak ? change >= 0 : change <= 0, "at second " + i);
    }
  }

  @Test
  void spike_isMetWithinTwoMinutes_andColdPodsRefuseLittle() {
    List<Moment> moments = production.run(Load.SPIKE);
    int full = moments.stream().map(Moment::pods).toList().indexOf(10);
    double refused = moments.stream().mapToDouble(Moment::refused).sum();
    double arrived = moments.subList(300, 600).stream().mapToDouble(Moment::load).sum();

    assertTrue(full - 300 <= 120, full - 300 + " s");
    assertTrue(refused <= arrived / 100, refused + " of " + arrived);
    assertEquals(0, moments.stream().skip(360).mapToDouble(Moment::refused).sum());
  }

  @Test
  void memory_neverHoldsAPod() {
    double percent = production.size().restingMemoryPercent();

    for (int pods = 3; pods <= 10; pods++) {
      List<Usage> usages = Collections.nCopies(pods, Usage.of(percent));
      assertTrue(Proposal.of(pods, 80, usages) < pods, pods + " pods at " + percent + " %");
    }
    List<Moment> idle = production.run(Load.NONE, 10);
    assertEquals(2, idle.get(idle.size() - 1).pods());
  }

  @Test
  void plot_isOfTheseManifests() throws IOException {
    assertEquals(
        Plot.svg(production),
        Files.readString(Plot.FILE),
        "./mvnw -q test-compile exec:java -Dexec.mainClass=it.vedette.autoscaling.Plot");
  }
}
