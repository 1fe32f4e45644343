package io.vedette.push;

import java.net.InetAddress;
import java.util.List;

/** Decides whether a target may be where its name says. */
final class TargetAddresses {
  private TargetAddresses() {}

  /**
   * The same addresses, all of which may be connected to. Whoever does must use these and resolve
   * no name again, as a second answer may be another one.
   *
   * @param resolved the whole answer for the name
   * @throws PushFailure when one of them is refused, or there is none
   */
  static List<InetAddress> checked(List<InetAddress> resolved, boolean privateAllowed) {
    if (resolved.isEmpty()) {
      throw new PushFailure(PushFailure.Reason.NAME_NOT_RESOLVED, "The target has no address.");
    }
    for (InetAddress address : resolved) {
      if (!AddressScope.of(address).isAllowed(privateAllowed)) {
        throw new PushFailure(
            PushFailure.Reason.REFUSED_ADDRESS, "The target has an address that is not allowed.");
      }
    }
    return List.copyOf(resolved);
  }
}
