package it.vedette.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictModelTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: sample
      spec:
        template:
          spec:
            containers:
              - name: sample
                env:
                  - name: PORT
                    value: "9080"
                resources:
                  limits:
                    cpu: 2
                livenessProbe:
                  httpGet:
                    port: management
      """;
  private static final String SCALED_OBJECT =
      """
      apiVersion: keda.sh/v1alpha1
      kind: ScaledObject
      metadata:
        name: sample
      spec:
        scaleTargetRef:
          name: sample
        triggers:
          - type: cpu
            metadata:
              value: "70"
      """;
  private static final String RULE =
      """
      apiVersion: monitoring.coreos.com/v1
      kind: PrometheusRule
      metadata:
        name: sample
      spec:
        groups:
          - name: sample
            rules:
              - alert: Sample
                expr: vector(1) == 1
                for: 5m
      """;
  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata:
        name: sample
      spec:
        rules:
          - timeouts:
              request: 90s
      """;

  @Test
  void knownFields_areRead() {
    String all = String.join("---\n", DEPLOYMENT, SCALED_OBJECT, RULE, ROUTE);

    assertEquals(4, StrictModel.parse(all).size());
  }

  @ParameterizedTest
  @CsvSource({
    "livenessProbe, livenesProbe, Deployment/sample.spec.template.spec.containers.livenesProbe",
    "httpGet, httpget, Deployment/sample.spec.template.spec.containers.livenessProbe.httpget",
    "template, templates, Deployment/sample.spec.templates",
    "limits, limit, Deployment/sample.spec.template.spec.containers.resources.limit",
  })
  void misspeltField_isNamed(String right, String wrong, String path) {
    assertEquals(path, refusal(DEPLOYMENT.replaceFirst(right + ":", wrong + ":")));
  }

  @Test
  void misspeltField_ofACustomResource_isRefused() {
    assertTrue(refusal(RULE.replace("expr:", "expression:")).endsWith(".expression"));
    assertTrue(refusal(ROUTE.replace("timeouts:", "timeout:")).endsWith(".timeout"));
    assertTrue(refusal(SCALED_OBJECT.replace("triggers:", "trigger:")).contains("\"trigger\""));
  }

  @Test
  void unknownKindOrVersion_isRefused() {
    assertTrue(refusal(DEPLOYMENT.replace("Deployment", "Deploymet")).contains("Deploymet/sample"));
    assertTrue(refusal(DEPLOYMENT.replace("apps/v1", "apps/v1beta9")).contains(".spec"));
  }

  @Test
  void numberInPlaceOfText_isRefused() {
    assertTrue(refusal(DEPLOYMENT.replace("\"9080\"", "9080")).contains("9080"));
    assertTrue(refusal(SCALED_OBJECT.replace("\"70\"", "70")).contains("String"));
  }

  private static String refusal(String yaml) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> StrictModel.parse(yaml)).getMessage());
  }
}
