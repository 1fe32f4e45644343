package it.vedette.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;

/** Mistakes that keep sentinels from starting, from knowing one another, or from agreeing. */
final class SentinelFaults {
  private SentinelFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(1, "its configuration is where it cannot write", SentinelFaults::readOnly),
        new Fault(2, "host names are not resolved", SentinelFaults::hostNames),
        new Fault(7, "pods announce addresses that others will get", SentinelFaults::addresses),
        new Fault(8, "no majority of three", SentinelFaults::majority),
        new Fault(12, "one identity for all", SentinelFaults::identity),
        new Fault(23, "a small CPU limit on sentinels", SentinelFaults::throttled),
        new Fault(24, "a restart forgets the present master", SentinelFaults::forgetful));
  }

  private static void readOnly(Rendered rendered) {
    String start = rendered.file("sentinel", "start");

    assertTrue(start.endsWith("exec redis-server \"$memory\" --sentinel\n"), start);
    assertEquals("/data/sentinel.conf", Text.value(start, "^memory=(.+)$"));
    assertTrue(Volumes.isClaimed(rendered, "sentinel", "/data"));
  }

  private static void hostNames(Rendered rendered) {
    Text.assertHasLine(
        rendered.file("sentinel", "sentinel.conf"), "sentinel resolve-hostnames yes");
    Text.assertHasLine(
        rendered.file("sentinel", "sentinel.conf"), "sentinel announce-hostnames yes");
  }

  private static void addresses(Rendered rendered) {
    Text.assertHas(rendered.file("redis", "start"), "\"replica-announce-ip $me\"");
    Text.assertHas(rendered.file("sentinel", "start"), "\"sentinel announce-ip $me\"");
    Text.assertHasLine(rendered.file("redis", "ask"), "me=$(hostname -f)");
  }

  private static void majority(Rendered rendered) {
    assertEquals(3, rendered.one(StatefulSet.class, "sentinel").getSpec().getReplicas());
    assertEquals(
        "2",
        Text.value(rendered.file("sentinel", "start"), "sentinel monitor vedette \\S+ 6379 (.)"));
  }

  private static void identity(Rendered rendered) {
    Text.assertHas(rendered.file("sentinel", "start"), "sentinel myid $(printf %s \"$me\"");
    assertFalse(rendered.file("sentinel", "sentinel.conf").contains("myid"));
  }

  private static void throttled(Rendered rendered) {
    Map<String, Quantity> limits =
        rendered.workload("sentinel").container().getResources().getLimits();

    assertFalse(limits.containsKey("cpu"), limits::toString);
    assertTrue(limits.containsKey("memory"), limits::toString);
  }

  private static void forgetful(Rendered rendered) {
    String start = rendered.file("sentinel", "start");

    Text.assertHas(start, "if grep -q '^sentinel monitor ' \"$memory\"");
    for (String learned : List.of("monitor", "config-epoch", "current-epoch", "known-sentinel")) {
      Text.assertHas(Text.value(start, "^learned='(.+)'$"), learned);
    }
    assertFalse(rendered.file("sentinel", "sentinel.conf").contains("monitor"));
  }
}
