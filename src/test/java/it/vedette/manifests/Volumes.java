package it.vedette.manifests;

import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;

/** Where a path of a container is kept. */
final class Volumes {
  private Volumes() {}

  /** Whether that mount outlives the pod and may be written to. */
  static boolean isClaimed(Rendered rendered, String statefulSet, String path) {
    VolumeMount mount =
        rendered.workload(statefulSet).container().getVolumeMounts().stream()
            .filter(it -> it.getMountPath().equals(path))
            .findFirst()
            .orElseThrow(() -> new AssertionError(statefulSet + " mounts nothing at " + path));
    return !Boolean.TRUE.equals(mount.getReadOnly())
        && rendered.one(StatefulSet.class, statefulSet).getSpec().getVolumeClaimTemplates().stream()
            .anyMatch(claim -> claim.getMetadata().getName().equals(mount.getName()));
  }
}
