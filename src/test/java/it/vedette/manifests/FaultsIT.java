package it.vedette.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The 27 mistakes that such manifests usually have, looked for one by one in all that renders. */
class FaultsIT {
  @TestFactory
  Stream<DynamicContainer> known_areNotMade() {
    Kubectl.require();
    return Kustomizations.complete().map(Rendered::of).map(FaultsIT::checks);
  }

  private static DynamicContainer checks(Rendered rendered) {
    return dynamicContainer(
        rendered.folder().toString(),
        faults(rendered.hasRedis()).stream()
            .map(fault -> dynamicTest(fault.title(), () -> fault.check().accept(rendered))));
  }

  private static List<Fault> faults(boolean withRedis) {
    List<Fault> faults = new ArrayList<>(ApplicationFaults.all());
    if (withRedis) {
      Stream.of(SentinelFaults.all(), RedisFaults.all())
          .flatMap(Collection::stream)
          .forEach(faults::add);
    }
    return faults;
  }

  @Test
  void all_areLookedFor() {
    assertEquals(
        IntStream.rangeClosed(1, 27).boxed().toList(),
        faults(true).stream().map(Fault::number).sorted().toList());
  }
}
