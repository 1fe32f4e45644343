package it.vedette.manifests;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Reads manifests as the API server does: a kind or a field that it does not know is an error, and
 * so is a number where it wants text.
 */
final class StrictModel {
  private static final KubernetesSerialization TYPES = types();

  private StrictModel() {}

  /**
   * The objects of a stream of YAML documents.
   *
   * @throws IllegalArgumentException naming every unknown kind and field
   */
  static List<HasMetadata> parse(String yaml) {
    List<HasMetadata> objects = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
      HasMetadata object = TYPES.convertValue(document, HasMetadata.class);
      unknown.addAll(UnknownFields.of(object));
      objects.add(object);
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", unknown));
    }
    return objects;
  }

  private static KubernetesSerialization types() {
    KubernetesSerialization types = new KubernetesSerialization(mapper(), true);
    types.registerKubernetesResource(ScaledObject.class);
    types.registerKubernetesResource(TriggerAuthentication.class);
    return types;
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder().disable(MapperFeature.ALLOW_COERCION_OF_SCALARS).build();
    MutableCoercionConfig text = mapper.coercionConfigFor(LogicalType.Textual);
    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
    text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
    text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return mapper;
  }
}
