package io.vedette.redis;

import java.net.SocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Tells in one line for each address why there is no TLS connection to it, as long as that lasts.
 */
final class TlsTrouble {
  private static final Logger LOG = Logger.getLogger(TlsTrouble.class.getName());

  private final Map<SocketAddress, String> told = new ConcurrentHashMap<>();

  /** Does nothing when it is another trouble, or was the last that was told of that address. */
  void tell(@Nullable SocketAddress address, Throwable cause) {
    reason(cause)
        .filter(reason -> address != null && !reason.equals(told.put(address, reason)))
        .ifPresent(
            reason ->
                LOG.log(Level.WARNING, "No TLS with {0}: {1}", new Object[] {address, reason}));
  }

  /** It answers: the next trouble is news. */
  void over(@Nullable SocketAddress address) {
    if (address != null && !told.isEmpty()) {
      told.remove(address);
    }
  }

  /** What lies at the bottom says what is wrong; what lies above, that something is. */
  private static Optional<String> reason(Throwable cause) {
    boolean tls = false;
    Throwable deepest = cause;
    for (Throwable next = cause; next != null; next = next.getCause()) {
      tls |= next instanceof SSLException;
      deepest = next;
    }
    return tls ? Optional.of(String.valueOf(deepest.getMessage())) : Optional.empty();
  }
}
