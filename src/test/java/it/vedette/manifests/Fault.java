package it.vedette.manifests;

import java.util.function.Consumer;

/**
 * A known mistake of Redis Sentinel sets on Kubernetes, and the check that it was not made.
 *
 * @param number its place in the list of such mistakes, 1 to 27
 * @param check fails with an {@link AssertionError} when the mistake is there
 */
record Fault(int number, String mistake, Consumer<Rendered> check) {
  String title() {
    return "%02d: %s".formatted(number, mistake);
  }
}
