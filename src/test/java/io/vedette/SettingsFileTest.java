package io.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vedette.config.Configuration;
import io.vedette.config.Settings;
import io.vedette.config.TestSettings;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The file of settings tells all that a reader of it needs, and the code agrees. */
class SettingsFileTest {
  private static final Path FILE =
      Path.of("src/main/resources/META-INF/microprofile-config.properties");

  /** What a value may be, and what it means when it is empty. */
  private static final Pattern KIND = Pattern.compile("\\[([^]]+)](?: Empty: (.+))?");

  /** What no refusal has in the same words: these are checked item by item. */
  private static final Set<String> IN_PARTS =
      Set.of("text", "a list", "a list of group=scope scope", "a list of files", "a file");

  /** Those of one origin or target. */
  private static final Pattern OF_ONE = Pattern.compile("vedette\\.(origins|targets)\\.some\\..*");

  private static final List<Method> ROOMS = rooms();

  private record Setting(String key, String value, List<String> comment) {
    /** The last line of the comment, if it tells what a value may be. */
    Matcher kind() {
      return KIND.matcher(comment.isEmpty() ? "" : comment.get(comment.size() - 1));
    }
  }

  @Test
  void eachSetting_tellsWhatItIs_whatItMayBe_andWhatEmptyMeans() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Setting setting : ofTheFile()) {
      Matcher kind = setting.kind();
      if (setting.comment().size() < 2 || !kind.matches()) {
        wrong.add(setting.key() + " does not tell what it is, and below that [what it may be]");
      } else if (setting.value().isEmpty() && kind.group(2) == null) {
        wrong.add(setting.key() + " does not tell what empty means");
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void settings_areThoseThatTheCodeReads() throws IOException {
    Properties values = enough();
    Set<String> read = new TreeSet<>();
    Settings noted =
        new Settings(
            name -> {
              read.add(name);
              return Optional.ofNullable(values.getProperty(name));
            });
    ROOMS.forEach(room -> assertEquals(Optional.empty(), refusal(room, noted)));
    read.removeIf(name -> !name.startsWith("vedette.") || OF_ONE.matcher(name).matches());

    assertEquals(
        ofTheFile().stream().map(Setting::key).collect(Collectors.toCollection(TreeSet::new)),
        read);
  }

  @Test
  void whatASettingMayBe_isWhatTheCodeTakes() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Setting setting : ofTheFile()) {
      Matcher kind = setting.kind();
      if (kind.matches() && !IN_PARTS.contains(kind.group(1))) {
        String told = kind.group(1).equals("true or false") ? "true nor false" : kind.group(1);
        String refusal = refusalOf(setting.key());
        if (!refusal.contains(told)) {
          wrong.add(setting.key() + " may be " + told + ", but: " + refusal);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static List<Setting> ofTheFile() throws IOException {
    List<Setting> settings = new ArrayList<>();
    List<String> comment = new ArrayList<>();
    for (String line : Files.readAllLines(FILE)) {
      if (line.startsWith("# ")) {
        comment.add(line.substring(2));
        continue;
      }
      if (line.startsWith("vedette.")) {
        String[] pair = line.split("=", 2);
        settings.add(new Setting(pair[0], pair[1], List.copyOf(comment)));
      }
      comment.clear();
    }
    assertTrue(settings.size() > 50, () -> "only " + settings);
    return settings;
  }

  /** What a server starts with that uses everything. */
  private static Properties enough() {
    Properties values = TestSettings.defaults();
    values.setProperty("vedette.redis.sentinels", "redis://localhost:1");
    values.setProperty("vedette.access.open", "true");
    values.setProperty("vedette.origins", "some");
    values.setProperty("vedette.origin.url", "https://localhost/{key}");
    values.setProperty("vedette.targets", "some");
    values.setProperty("vedette.target.url", "https://localhost/");
    return values;
  }

  private static String refusalOf(String key) {
    Properties values = enough();
    values.setProperty(key, "?");
    Settings settings = new Settings(name -> Optional.ofNullable(values.getProperty(name)));
    return ROOMS.stream()
        .flatMap(room -> refusal(room, settings).stream())
        .findFirst()
        .orElse("it is not refused");
  }

  private static Optional<String> refusal(Method room, Settings settings) {
    try {
      room.invoke(null, settings);
      return Optional.empty();
    } catch (InvocationTargetException e) {
      return Optional.of(String.valueOf(e.getCause()));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What reads the settings of each room. */
  private static List<Method> rooms() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.vedette")
            .stream()
            .filter(type -> type.isAssignableTo(Configuration.class) && !type.isInterface())
            .map(type -> reading(type.reflect()))
            .toList();
  }

  private static Method reading(Class<?> configuration) {
    try {
      Method from = configuration.getDeclaredMethod("from", Settings.class);
      from.setAccessible(true);
      return from;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
