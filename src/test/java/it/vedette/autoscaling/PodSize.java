package it.vedette.autoscaling;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;

/** What a pod is given, and what it makes of it. */
record PodSize(double coresRequested, double coresAtMost, int memoryMib, double heapPart) {
  private static final BigDecimal MIB = BigDecimal.valueOf(1024 * 1024);

  /**
   * Of the container's resources.
   *
   * @param heapPart the part of the memory limit that is heap
   */
  static PodSize of(ResourceRequirements resources, double heapPart) {
    return new PodSize(
        amount(resources.getRequests(), "cpu").doubleValue(),
        amount(resources.getLimits(), "cpu").doubleValue(),
        amount(resources.getRequests(), "memory").divide(MIB).intValueExact(),
        heapPart);
  }

  private static BigDecimal amount(Map<String, Quantity> amounts, String resource) {
    return Quantity.getAmountInBytes(Objects.requireNonNull(amounts.get(resource), resource));
  }

  /** A warm pod, in percent of its request: the heap grows with the limit, the rest does not. */
  double restingMemoryPercent() {
    double rest = Measured.WORKING_SET_MIB - heapPart * Measured.MEASURED_LIMIT_MIB;
    return 100 * (rest + heapPart * memoryMib) / memoryMib;
  }

  /** Requests a second at which a pod is at that part of its requested cores. */
  double requestsAt(double utilisation) {
    return (utilisation * coresRequested - Measured.IDLE_CORES)
        * Measured.REQUESTS_PER_SECOND_AND_CORE;
  }
}
