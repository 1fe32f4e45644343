package it.vedette.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Mistakes in what the pods are given, and in what watches them. */
final class ApplicationFaults {
  private static final Pattern PASSWORD =
      Pattern.compile(
          "(?m)^\\s*(requirepass|masterauth|sentinel auth-pass \\S+|sentinel sentinel-pass) \"?[^\"$\\s]"
              + "|^user .*[>#][0-9a-zA-Z]{4}");
  private static final Pattern ON_COMMAND_LINE =
      Pattern.compile("redis-cli[^\\n]* (-a|--pass|--no-auth-warning)\\b");
  private static final Pattern PINNED =
      Pattern.compile(".+(:(?!latest)[\\w.-]+|@sha256:[0-9a-f]{64})");

  private ApplicationFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(5, "a password in a manifest", ApplicationFaults::passwords),
        new Fault(13, "one address for all sentinels", ApplicationFaults::oneAddress),
        new Fault(17, "a password on a command line", ApplicationFaults::commandLines),
        new Fault(20, "open to everybody in the cluster", ApplicationFaults::open),
        new Fault(21, "an image that is not pinned, or runs as root", ApplicationFaults::images),
        new Fault(25, "an autoscaler without requests", ApplicationFaults::requests),
        new Fault(26, "probes that ask for Redis", ApplicationFaults::probes),
        new Fault(27, "metrics that ask for a password", ApplicationFaults::metrics));
  }

  private static void passwords(Rendered rendered) {
    assertEquals(List.of(), rendered.all(Secret.class));
    files(rendered)
        .forEach(text -> assertTrue(!PASSWORD.matcher(text).find(), () -> "password in " + text));
    containers(rendered)
        .flatMap(container -> container.getEnv().stream())
        .filter(variable -> variable.getName().endsWith("PASSWORD"))
        .forEach(variable -> assertEquals(null, variable.getValue(), variable.getName()));
  }

  private static void oneAddress(Rendered rendered) {
    String addresses =
        rendered.workload("vedette").container().getEnv().stream()
            .filter(variable -> variable.getName().equals("VEDETTE_REDIS_SENTINELS"))
            .map(EnvVar::getValue)
            .findFirst()
            .orElseGet(() -> rendered.file("external-redis", "VEDETTE_REDIS_SENTINELS"));

    assertEquals(3, Stream.of(addresses.split(",", -1)).distinct().count(), addresses);
  }

  private static void commandLines(Rendered rendered) {
    List<String> commands = new ArrayList<>();
    files(rendered).forEach(commands::add);
    containers(rendered)
        .forEach(
            it -> commands.add(String.join(" ", it.getCommand()) + String.join(" ", it.getArgs())));
    commands.forEach(
        text -> assertTrue(!ON_COMMAND_LINE.matcher(text).find(), () -> "password in " + text));
  }

  private static void open(Rendered rendered) {
    files(rendered).forEach(text -> assertTrue(!text.contains("protected-mode no"), text));
    if (rendered.hasRedis()) {
      Text.assertHasLine(rendered.file("redis", "users.acl"), "user default reset off");
      Text.assertHasLine(rendered.file("sentinel", "users.acl"), "user default reset off");
    }
    if (!rendered.isLocal()) {
      NetworkPolicy denial = rendered.one(NetworkPolicy.class, "deny-all");
      assertEquals(List.of("Ingress", "Egress"), denial.getSpec().getPolicyTypes());
      assertEquals(Map.of(), denial.getSpec().getPodSelector().getMatchLabels());
      assertEquals(List.of(), denial.getSpec().getIngress());
      assertEquals(List.of(), denial.getSpec().getEgress());
    }
  }

  private static void images(Rendered rendered) {
    containers(rendered)
        .map(Container::getImage)
        .forEach(image -> assertTrue(PINNED.matcher(image).matches(), image));
    rendered
        .workloads()
        .forEach(
            it -> assertEquals(true, it.pod().getSecurityContext().getRunAsNonRoot(), it.name()));
  }

  private static void requests(Rendered rendered) {
    for (Container container : rendered.workload("vedette").containers()) {
      assertTrue(
          container.getResources().getRequests().keySet().containsAll(List.of("cpu", "memory")));
    }
    assertEquals(
        null, rendered.one(Deployment.class, "vedette").getSpec().getReplicas(), "replicas");
  }

  private static void probes(Rendered rendered) {
    Container container = rendered.workload("vedette").container();

    assertProbe("/health/started", container.getStartupProbe());
    assertProbe("/health/live", container.getLivenessProbe());
    assertProbe("/health/ready", container.getReadinessProbe());
    Probe startup = container.getStartupProbe();
    int patience = startup.getPeriodSeconds() * startup.getFailureThreshold();
    assertTrue(patience >= 300, "at a tenth of a core a start takes minutes: " + patience);
  }

  private static void assertProbe(String path, Probe probe) {
    assertEquals(path, probe.getHttpGet().getPath());
    assertEquals(new IntOrString("management"), probe.getHttpGet().getPort());
  }

  private static void metrics(Rendered rendered) {
    Text.assertHas(Text.read("liberty/server.xml"), "<mpMetrics authentication=\"false\"/>");
    List<Integer> ports =
        rendered.workload("vedette").container().getPorts().stream()
            .map(ContainerPort::getContainerPort)
            .toList();
    assertEquals(List.of(9080, 9090), ports);
    rendered
        .one(Service.class, "vedette")
        .getSpec()
        .getPorts()
        .forEach(port -> assertEquals(new IntOrString("http"), port.getTargetPort()));
    rendered
        .all(PodMonitor.class)
        .forEach(
            it ->
                assertEquals("management", it.getSpec().getPodMetricsEndpoints().get(0).getPort()));
  }

  private static Stream<Container> containers(Rendered rendered) {
    return rendered.workloads().stream().flatMap(it -> it.containers().stream());
  }

  private static Stream<String> files(Rendered rendered) {
    return rendered.all(ConfigMap.class).stream().flatMap(it -> it.getData().values().stream());
  }
}
