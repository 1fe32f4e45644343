package io.vedette.redis.client;

import java.net.InetSocketAddress;
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

  /**
   * Tells it, unless it was the last that was told of that address.
   *
   * @return whether it is TLS that fails
   */
  boolean tell(@Nullable SocketAddress address, Throwable cause) {
    Optional<String> reason = reason(cause);
    if (reason.isPresent() && address != null && !reason.get().equals(told.get(address))) {
      told.put(address, reason.get());
      LOG.log(Level.WARNING, "No TLS with {0}: {1}", new Object[] {text(address), reason.get()});
    }
    return reason.isPresent();
  }

  private static String text(SocketAddress address) {
    return address instanceof InetSocketAddress node
        ? node.getHostString() + ":" + node.getPort()
        : address.toString();
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
