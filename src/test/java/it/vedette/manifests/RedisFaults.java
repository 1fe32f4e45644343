package it.vedette.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import it.vedette.manifests.Rendered.Workload;
import java.util.List;

/** Mistakes that lose data, or the master. */
final class RedisFaults {
  private static final List<String> SETS = List.of("redis", "sentinel");

  private RedisFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(3, "a Service that leads to one pod for ever", RedisFaults::fixedMaster),
        new Fault(4, "sentinels without a Redis of lasting identity", RedisFaults::noRedis),
        new Fault(6, "a password in one direction only", RedisFaults::halfAuthenticated),
        new Fault(9, "all on one node, all drained at once", RedisFaults::together),
        new Fault(10, "an isolated master goes on writing", RedisFaults::unlimitedLoss),
        new Fault(11, "a restart begins with nothing", RedisFaults::noPersistence),
        new Fault(14, "names vanish while a pod starts", RedisFaults::namesVanish),
        new Fault(15, "all start at once and elect by what they see", RedisFaults::selfElected),
        new Fault(16, "a node that loads is killed", RedisFaults::impatient),
        new Fault(18, "memory without a bound, or up to the limit", RedisFaults::memory),
        new Fault(19, "a stop is an unplanned fail-over", RedisFaults::abruptStop),
        new Fault(22, "an autoscaler on Redis", RedisFaults::scaled));
  }

  private static void fixedMaster(Rendered rendered) {
    for (Service service : rendered.all(Service.class)) {
      assertFalse(
          service.getSpec().getSelector().containsKey("statefulset.kubernetes.io/pod-name"),
          service.getMetadata()::getName);
    }
  }

  private static void noRedis(Rendered rendered) {
    StatefulSet redis = rendered.one(StatefulSet.class, "redis");

    assertEquals(3, redis.getSpec().getReplicas());
    assertEquals("redis", redis.getSpec().getServiceName());
    assertTrue(Volumes.isClaimed(rendered, "redis", "/data"));
  }

  private static void halfAuthenticated(Rendered rendered) {
    Text.assertHasLine(rendered.file("redis", "redis.conf"), "masteruser replica");
    Text.assertHas(rendered.file("redis", "start"), "masterauth \\\"$(password replica)\\\"");
    Text.assertHasLine(
        rendered.file("sentinel", "sentinel.conf"), "sentinel auth-user vedette sentinel");
    Text.assertHas(rendered.file("sentinel", "start"), "sentinel auth-pass vedette");
  }

  private static void together(Rendered rendered) {
    for (String set : SETS) {
      PodDisruptionBudget budget = rendered.one(PodDisruptionBudget.class, set);
      assertEquals(1, budget.getSpec().getMaxUnavailable().getIntVal());
      if (!rendered.isLocal()) {
        assertEquals(
            List.of("kubernetes.io/hostname"),
            rendered
                .workload(set)
                .pod()
                .getAffinity()
                .getPodAntiAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .stream()
                .map(PodAffinityTerm::getTopologyKey)
                .toList());
      }
    }
  }

  private static void unlimitedLoss(Rendered rendered) {
    Text.assertHasLine(rendered.file("redis", "redis.conf"), "min-replicas-to-write 1");
    Text.assertHasLine(rendered.file("redis", "redis.conf"), "min-replicas-max-lag 10");
  }

  private static void noPersistence(Rendered rendered) {
    Text.assertHasLine(rendered.file("redis", "redis.conf"), "appendonly yes");
    Text.assertHasLine(rendered.file("redis", "redis.conf"), "dir /data");
    Text.assertHas(rendered.file("redis", "start"), "has_copy");
  }

  private static void namesVanish(Rendered rendered) {
    for (String name : SETS) {
      Service service = rendered.one(Service.class, name);
      assertEquals("None", service.getSpec().getClusterIP());
      assertEquals(true, service.getSpec().getPublishNotReadyAddresses());
    }
  }

  private static void selfElected(Rendered rendered) {
    Text.assertHas(rendered.file("redis", "ask"), "SENTINEL GET-MASTER-ADDR-BY-NAME vedette");
    Text.assertHas(rendered.file("redis", "ask"), "$1 >= 2 || $2 == \"nobody\" && $1 == 3");
    Text.assertHas(rendered.file("redis", "start"), "elif [ \"$pod\" != redis-0 ]; then");
  }

  private static void impatient(Rendered rendered) {
    for (String set : SETS) {
      Workload workload = rendered.workload(set);
      Probe liveness = workload.container().getLivenessProbe();
      assertNotNull(workload.container().getStartupProbe(), set);
      assertTrue(liveness.getTimeoutSeconds() >= 5, set);
      assertTrue(liveness.getPeriodSeconds() * liveness.getFailureThreshold() >= 60, set);
      assertFalse(rendered.file(set, "alive").contains("PONG"), set);
    }
  }

  private static void memory(Rendered rendered) {
    int percent =
        Integer.parseInt(
            Text.value(
                rendered.file("redis", "start"),
                "maxmemory \\$\\(\\(MEMORY_LIMIT \\* (\\d+) / 100"));
    EnvVar limit =
        rendered.workload("redis").container().getEnv().stream()
            .filter(variable -> variable.getName().equals("MEMORY_LIMIT"))
            .findFirst()
            .orElseThrow();

    assertTrue(percent >= 50 && percent <= 70, percent + " %");
    assertEquals("limits.memory", limit.getValueFrom().getResourceFieldRef().getResource());
    assertTrue(
        rendered.workload("redis").container().getResources().getLimits().containsKey("memory"));
    Text.assertHasLine(rendered.file("redis", "redis.conf"), "maxmemory-policy noeviction");
  }

  private static void abruptStop(Rendered rendered) {
    Workload redis = rendered.workload("redis");

    assertEquals(
        List.of("/etc/redis/stop"),
        redis.container().getLifecycle().getPreStop().getExec().getCommand());
    Text.assertHas(rendered.file("redis", "stop"), "ask_for_failover");
    assertTrue(redis.pod().getTerminationGracePeriodSeconds() >= 60);
  }

  private static void scaled(Rendered rendered) {
    rendered
        .all(HorizontalPodAutoscaler.class)
        .forEach(it -> assertEquals("Deployment", it.getSpec().getScaleTargetRef().getKind()));
  }
}
