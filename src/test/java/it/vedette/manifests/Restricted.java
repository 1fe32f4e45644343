package it.vedette.manifests;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContext;
import it.vedette.manifests.Rendered.Workload;
import java.util.ArrayList;
import java.util.List;

/** The Pod Security level "restricted", and what we ask beyond it. */
final class Restricted {
  private final List<String> violations = new ArrayList<>();

  private Restricted() {}

  /** One line for each rule that a pod or a container breaks. */
  static List<String> violations(Rendered rendered) {
    Restricted restricted = new Restricted();
    rendered.workloads().forEach(restricted::workload);
    return restricted.violations;
  }

  private void workload(Workload workload) {
    String name = workload.name();
    PodSecurityContext context = workload.pod().getSecurityContext();
    expect(Boolean.TRUE.equals(context.getRunAsNonRoot()), name + " may run as root");
    expect(context.getRunAsUser() != null && context.getRunAsUser() > 0, name + " names no user");
    expect("RuntimeDefault".equals(context.getSeccompProfile().getType()), name + " lacks seccomp");
    expect(
        Boolean.FALSE.equals(workload.pod().getAutomountServiceAccountToken()),
        name + " gets a token");
    expect(workload.pod().getHostNetwork() == null, name + " uses the network of the node");
    workload
        .pod()
        .getVolumes()
        .forEach(
            volume -> expect(volume.getHostPath() == null, name + " mounts a path of the node"));
    workload.containers().forEach(container -> container(name, container));
  }

  private void container(String workload, Container container) {
    String name = workload + "/" + container.getName();
    SecurityContext context = container.getSecurityContext();
    expect(
        Boolean.FALSE.equals(context.getAllowPrivilegeEscalation()), name + " may gain privileges");
    expect(
        Boolean.TRUE.equals(context.getReadOnlyRootFilesystem()), name + " may write to its root");
    expect(!Boolean.TRUE.equals(context.getPrivileged()), name + " is privileged");
    expect(
        context.getCapabilities() != null
            && context.getCapabilities().getDrop().equals(List.of("ALL"))
            && context.getCapabilities().getAdd().isEmpty(),
        name + " keeps capabilities");
    expect(
        container.getResources().getRequests().containsKey("memory"), name + " requests nothing");
    expect(container.getResources().getLimits().containsKey("memory"), name + " has no limit");
  }

  private void expect(boolean condition, String otherwise) {
    if (!condition) {
      violations.add(otherwise);
    }
  }
}
