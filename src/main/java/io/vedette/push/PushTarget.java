package io.vedette.push;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One receiver of tasks, as the configuration says.
 *
 * @param privateAllowed whether it may be on this machine or in a private network
 * @param trust certificates (PEM) to trust instead of those of the Java runtime
 * @param connections the most at the same time, 1 to 1000; who finds none free waits
 */
public record PushTarget(
    TargetUrl url, boolean privateAllowed, Optional<Path> trust, int connections) {
  private static final int MOST = 1000;

  /**
   * Checks it, but for a name, which is resolved for each push.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public PushTarget {
    if (connections < 1 || connections > MOST) {
      throw new IllegalArgumentException("connections are 1 to " + MOST);
    }
    Optional<InetAddress> address = url.address();
    try {
      address.ifPresent(it -> TargetAddresses.checked(List.of(it), privateAllowed));
    } catch (PushFailure e) {
      throw new IllegalArgumentException("has an address that is not allowed", e);
    }
  }
}
