package io.vedette.status;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** The version of the service, as the build wrote it into the archive. */
final class Version {
  private static final String MANIFEST = "/META-INF/MANIFEST.MF";

  private Version() {}

  static String of(ServletContext archive) {
    try (InputStream in = archive.getResourceAsStream(MANIFEST)) {
      String version =
          in == null
              ? null
              : new Manifest(in)
                  .getMainAttributes()
                  .getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      return version == null ? "unknown" : version;
    } catch (IOException e) {
      throw new UncheckedIOException(MANIFEST, e);
    }
  }
}
