package it.vedette.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of this machine that nobody listens on. Whoever is given one may take a minute to listen:
 * until a JVM ends, all others know by locks on one file that its ports are taken.
 */
public final class Ports {
  private static final int FIRST = 10_240;
  private static final int LAST = 32_767;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();
  private static final FileChannel LOCKS = locks();

  private Ports() {}

  private static FileChannel locks() {
    try {
      return FileChannel.open(
          Path.of("target", "ports.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A free port, never the same one twice. */
  public static int free() {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      if (GIVEN.add(port) && isOurs(port) && isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port between " + FIRST + " and " + LAST);
  }

  private static boolean isOurs(int port) {
    try {
      return LOCKS.tryLock(port, 1, false) != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether nobody listens on {@code port} at any address of localhost. */
  public static boolean isFree(int port) {
    try {
      for (InetAddress address : InetAddress.getAllByName("localhost")) {
        if (!isFree(address, port)) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("this machine does not know localhost", e);
    }
  }

  private static boolean isFree(InetAddress address, int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, address)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
