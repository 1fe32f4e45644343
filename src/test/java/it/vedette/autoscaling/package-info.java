/**
 * A model of the Horizontal Pod Autoscaler, for what cannot be tried without a cluster.
 *
 * <p><b>Promise.</b> It reads the rendered HorizontalPodAutoscaler and Deployment, applies the
 * published algorithm to what was {@linkplain it.vedette.autoscaling.Measured measured} of a pod,
 * and shows how many pods a load leads to. {@code k8s/hpa.svg} is its drawing.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>From the algorithm: utilisation relative to the request, the tolerance of 10 %, a decision
 *       every 15 s, the highest of all metrics, pods that are not ready or not measured yet, both
 *       stabilisation windows, and policies with their periods.
 *   <li>Load is spread evenly, and a pod starts as fast as measured: scheduling and pulling an
 *       image come on top.
 * </ol>
 */
@NullMarked
package it.vedette.autoscaling;

import org.jspecify.annotations.NullMarked;
