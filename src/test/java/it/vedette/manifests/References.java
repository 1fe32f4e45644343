package it.vedette.manifests;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import it.vedette.manifests.Rendered.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names in one object that must be found in another: the API server accepts what leads nowhere. */
final class References {
  private final Rendered rendered;
  private final List<String> broken = new ArrayList<>();

  References(Rendered rendered) {
    this.rendered = rendered;
  }

  /** One line for each reference that leads nowhere. */
  List<String> broken() {
    rendered.all(Service.class).forEach(this::service);
    rendered.all(PodDisruptionBudget.class).forEach(this::budget);
    rendered.all(NetworkPolicy.class).forEach(this::policy);
    rendered.all(HorizontalPodAutoscaler.class).forEach(this::autoscaler);
    rendered.workloads().forEach(this::workload);
    return broken;
  }

  private void service(Service service) {
    String name = "Service/" + service.getMetadata().getName();
    List<Workload> backends = selected(service.getSpec().getSelector());
    expect(!backends.isEmpty(), name + " selects no pod");
    service
        .getSpec()
        .getPorts()
        .forEach(
            port ->
                backends.forEach(
                    backend ->
                        expect(
                            hasPort(backend, port.getTargetPort()),
                            name + " leads to no port " + port.getTargetPort())));
  }

  private static boolean hasPort(Workload workload, @Nullable IntOrString port) {
    return port != null
        && workload.containers().stream().anyMatch(container -> hasPort(container, port));
  }

  private static boolean hasPort(Container container, IntOrString port) {
    return container.getPorts().stream()
        .anyMatch(
            it ->
                Objects.equals(it.getName(), port.getStrVal())
                    || Objects.equals(it.getContainerPort(), port.getIntVal()));
  }

  private void budget(PodDisruptionBudget budget) {
    expect(
        !selected(labels(budget.getSpec().getSelector())).isEmpty(),
        "PodDisruptionBudget/" + budget.getMetadata().getName() + " selects no pod");
  }

  private void policy(NetworkPolicy policy) {
    expect(
        !selected(labels(policy.getSpec().getPodSelector())).isEmpty(),
        "NetworkPolicy/" + policy.getMetadata().getName() + " selects no pod");
  }

  private static Map<String, String> labels(@Nullable LabelSelector selector) {
    return selector == null || selector.getMatchLabels() == null
        ? Map.of()
        : selector.getMatchLabels();
  }

  private void autoscaler(HorizontalPodAutoscaler autoscaler) {
    String target = autoscaler.getSpec().getScaleTargetRef().getName();
    expect(
        rendered.workloads().stream().anyMatch(it -> it.name().equals(target)),
        "HorizontalPodAutoscaler/" + autoscaler.getMetadata().getName() + " has no " + target);
  }

  private List<Workload> selected(@Nullable Map<String, String> labels) {
    return rendered.workloads().stream()
        .filter(
            it ->
                labels != null
                    && it.template()
                        .getMetadata()
                        .getLabels()
                        .entrySet()
                        .containsAll(labels.entrySet()))
        .toList();
  }

  private void workload(Workload workload) {
    String name = workload.name();
    String account = workload.pod().getServiceAccountName();
    expect(
        account != null && rendered.find(ServiceAccount.class, account).isPresent(),
        name + " has no ServiceAccount " + account);
    workload.pod().getVolumes().forEach(volume -> volume(name, volume));
    workload.containers().forEach(container -> container(workload, container));
  }

  private void volume(String workload, Volume volume) {
    if (volume.getConfigMap() != null) {
      configMap(workload, volume.getConfigMap().getName());
    }
    if (volume.getProjected() != null) {
      volume.getProjected().getSources().stream()
          .filter(source -> source.getConfigMap() != null)
          .forEach(source -> configMap(workload, source.getConfigMap().getName()));
    }
  }

  private void container(Workload workload, Container container) {
    container.getEnvFrom().stream()
        .filter(source -> source.getConfigMapRef() != null)
        .forEach(source -> configMap(workload.name(), source.getConfigMapRef().getName()));
    container
        .getVolumeMounts()
        .forEach(
            mount ->
                expect(
                    volumes(workload).anyMatch(mount.getName()::equals),
                    workload.name() + " mounts what is no volume: " + mount.getName()));
    Stream.of(
            container.getStartupProbe(),
            container.getLivenessProbe(),
            container.getReadinessProbe())
        .filter(Objects::nonNull)
        .map(Probe::getHttpGet)
        .filter(Objects::nonNull)
        .map(HTTPGetAction::getPort)
        .forEach(
            port ->
                expect(
                    hasPort(container, port), workload.name() + " is probed at no port " + port));
  }

  private Stream<String> volumes(Workload workload) {
    Stream<String> claimed =
        rendered.find(StatefulSet.class, workload.name()).stream()
            .flatMap(set -> set.getSpec().getVolumeClaimTemplates().stream())
            .map(claim -> claim.getMetadata().getName());
    return Stream.concat(claimed, workload.pod().getVolumes().stream().map(Volume::getName));
  }

  private void configMap(String workload, String name) {
    expect(
        rendered.find(ConfigMap.class, name).isPresent(),
        workload + " uses what is no ConfigMap: " + name);
  }

  private void expect(boolean condition, String otherwise) {
    if (!condition) {
      broken.add(otherwise);
    }
  }
}
