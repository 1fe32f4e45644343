package it.vedette.manifests;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;

/**
 * What we use of KEDA's TriggerAuthentication, after its definition {@code
 * keda.sh_triggerauthentications.yaml}.
 */
@Group("keda.sh")
@Version("v1alpha1")
final class TriggerAuthentication extends CustomResource<TriggerAuthentication.Spec, Void>
    implements Namespaced {
  private static final long serialVersionUID = 1;

  record Spec(List<SecretTarget> secretTargetRef) {}

  record SecretTarget(String parameter, String name, String key) {}
}
