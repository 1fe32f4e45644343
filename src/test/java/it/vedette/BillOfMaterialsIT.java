package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the application carries, and the list of it (CycloneDX). */
class BillOfMaterialsIT {
  private static final Path WAR = Path.of("target", "vedette.war");
  private static final String BILL = "WEB-INF/classes/META-INF/sbom/application.cdx.json";
  private static final String LIBRARIES = "WEB-INF/lib/";
  private static final int MOST_BYTES = 12 * 1024 * 1024;

  @Test
  void bill_inTheApplication_listsExactlyItsLibraries() throws IOException {
    try (ZipFile war = new ZipFile(WAR.toFile())) {
      Set<String> packaged =
          war.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
              .map(name -> name.substring(LIBRARIES.length()))
              .collect(Collectors.toCollection(TreeSet::new));
      assertTrue(packaged.size() > 5, packaged::toString);
      ZipEntry entry = war.getEntry(BILL);
      assertNotNull(entry, "no bill: its plugin does nothing when Maven is offline (-o)");
      try (InputStream bill = war.getInputStream(entry);
          var reader = Json.createReader(bill)) {
        assertEquals(packaged, listed(reader.readObject()));
      }
    }
  }

  private static Set<String> listed(JsonObject bill) {
    assertEquals("CycloneDX", bill.getString("bomFormat"));
    return bill.getJsonArray("components").getValuesAs(JsonObject.class).stream()
        .map(part -> part.getString("name") + "-" + part.getString("version") + ".jar")
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void application_isSmall() throws IOException {
    assertTrue(Files.size(WAR) <= MOST_BYTES, () -> WAR.toFile().length() + " bytes");
  }
}
