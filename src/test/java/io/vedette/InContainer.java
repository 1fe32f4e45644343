package io.vedette;

import java.io.File;
import java.util.Map;
import java.util.Properties;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The archive that the build made, with other settings in it. */
public final class InContainer {
  private static final String SETTINGS = "META-INF/microprofile-config.properties";

  private InContainer() {}

  public static WebArchive archive(String name, Properties defaults, Map<String, String> settings) {
    Properties all = new Properties();
    all.putAll(defaults);
    all.putAll(settings);
    // In a managed server the process is not ours to end.
    all.setProperty("vedette.stay-up", "true");
    StringBuilder text = new StringBuilder();
    all.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    WebArchive archive =
        ShrinkWrap.create(ZipImporter.class, name)
            .importFrom(new File("target/vedette.war"))
            .as(WebArchive.class);
    archive.delete("/WEB-INF/classes/" + SETTINGS);
    return archive.addAsResource(new StringAsset(text.toString()), SETTINGS);
  }
}
