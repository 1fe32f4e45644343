package it.vedette.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Servers whose clock is wrong, by {@code libfaketime} as Debian packages it. */
public final class WrongClock {
  private static final Path LIBRARY =
      Path.of(
          "/usr/lib/%s-linux-gnu/faketime/libfaketime.so.1"
              .formatted(System.getProperty("os.arch").replace("amd64", "x86_64")));

  private WrongClock() {}

  /** Whether there can be any on this machine. */
  public static boolean isInstalled() {
    return Files.exists(LIBRARY);
  }

  /** Starts a server whose clock is that much ahead, or behind; it runs as fast as others. */
  public static VedetteServer start(Map<String, String> settings, Duration ahead) {
    List<String> inside =
        List.of(
            "env",
            "LD_PRELOAD=" + LIBRARY,
            "FAKETIME=%+d".formatted(ahead.toSeconds()),
            "FAKETIME_DONT_FAKE_MONOTONIC=1",
            "FAKETIME_FORCE_MONOTONIC_FIX=0");
    return VedetteServer.start(settings, URI.create("http://localhost:" + Ports.free()), inside);
  }
}
