package io.vedette.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Typed, checked reading of settings. Every method throws {@link SettingError}, naming the key and
 * what is allowed, when the value is missing or wrong. An empty value counts as missing.
 */
public final class Settings {
  /** RFC 9110, section 5.6.2. */
  private static final Pattern FIELD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private final Function<String, Optional<String>> source;

  /** Reads from {@code source}, which gives the raw text of a key. */
  public Settings(Function<String, Optional<String>> source) {
    this.source = source;
  }

  /** Reads from MicroProfile Config: environment, system properties, files, then the defaults. */
  public static Settings of(Config config) {
    return new Settings(name -> config.getOptionalValue(name, String.class));
  }

  /**
   * The same settings, where a key under {@code root} that is not set is taken from {@code common}.
   */
  public Settings within(String root, String common) {
    return new Settings(
        name ->
            source
                .apply(name)
                .filter(text -> !text.isBlank())
                .or(
                    () ->
                        name.startsWith(root)
                            ? source.apply(common + name.substring(root.length()))
                            : Optional.empty()));
  }

  /** The text, which must be there. */
  public String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> new SettingError(name, "is missing; it has no default"));
  }

  /** The text, or empty. */
  public Optional<String> optionalText(String name) {
    return source.apply(name).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** A comma-separated list; empty when the key is not set. Blank items are dropped. */
  public List<String> list(String name) {
    return Stream.of(optionalText(name).orElse("").split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** A whole number from {@code least} to {@code most}. */
  public int number(String name, int least, int most) {
    return (int) inRange(name, text(name), least, most);
  }

  /** A whole number from {@code least} to {@code most}, or empty. */
  public OptionalLong optionalNumber(String name, long least, long most) {
    Optional<String> text = optionalText(name);
    return text.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(inRange(name, text.get(), least, most));
  }

  private static long inRange(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, with what is allowed.
    }
    throw new SettingError(
        name, "'%s' is not a whole number from %d to %d".formatted(text, least, most));
  }

  /** {@code true} or {@code false}, and no other word. */
  public boolean flag(String name) {
    String text = text(name);
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new SettingError(name, "'%s' is neither true nor false".formatted(text));
    };
  }

  /** A duration from {@code least} to {@code most}. */
  public Duration duration(String name, Duration least, Duration most) {
    return optionalDuration(name, least, most)
        .orElseThrow(() -> new SettingError(name, "is missing; give " + Durations.FORM));
  }

  /** A duration from {@code least} to {@code most}, or empty. */
  public Optional<Duration> optionalDuration(String name, Duration least, Duration most) {
    return optionalText(name).map(text -> inRange(name, text, least, most));
  }

  private static Duration inRange(String name, String text, Duration least, Duration most) {
    return Durations.parse(text)
        .filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0)
        .orElseThrow(
            () ->
                new SettingError(
                    name,
                    "'%s' is not a duration from %s to %s; give %s"
                        .formatted(text, least, most, Durations.FORM)));
  }

  /** The secret in the key {@code name}, or in the file that {@code name-file} names, or empty. */
  public Optional<Secret> secret(String name) {
    return textOrFile(name).map(Secret::new);
  }

  /** The same for a secret that is read from its file again whenever it is needed. */
  public Optional<RotatingSecret> rotatingSecret(String name) {
    Optional<Path> file = optionalText(name + "-file").map(Path::of);
    return secret(name).map(first -> new RotatingSecret(first, file));
  }

  /**
   * Fields of a request, by their names as they are written, from a text or file of lines {@code
   * Name: value}. A refusal shows no line: one of them is likely a credential.
   */
  public Map<String, String> fields(String name) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : textOrFile(name).orElse("").split("\\R", -1)) {
      int colon = line.indexOf(':');
      String field = line.substring(0, Math.max(0, colon)).strip();
      if (!line.isBlank() && !FIELD.matcher(field).matches()) {
        throw new SettingError(name, "has a line that is not 'Name: value' of a field to be sent");
      } else if (!line.isBlank()) {
        fields.put(field, line.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  /** A file that can be read, or empty. */
  public Optional<Path> file(String name) {
    return optionalText(name).map(path -> readable(name, path));
  }

  /** The files of a comma-separated list, all of which can be read. */
  public List<Path> files(String name) {
    return list(name).stream().map(path -> readable(name, path)).toList();
  }

  private static Path readable(String name, String path) {
    if (!Files.isReadable(Path.of(path))) {
      throw new SettingError(name, "the file '%s' cannot be read".formatted(path));
    }
    return Path.of(path);
  }

  /**
   * The text of {@code name}, or the content of the file that {@code name-file} names, or empty.
   */
  public Optional<String> textOrFile(String name) {
    Optional<String> direct = optionalText(name);
    Optional<String> file = optionalText(name + "-file");
    if (direct.isPresent() && file.isPresent()) {
      throw new SettingError(name, "is given twice, also as a file; give one of them");
    }
    return direct.or(() -> file.map(path -> content(name + "-file", path)));
  }

  private static String content(String name, String path) {
    try {
      String content = Files.readString(Path.of(path)).strip();
      if (!content.isEmpty()) {
        return content;
      }
    } catch (IOException e) {
      throw new SettingError(name, "the file '%s' cannot be read".formatted(path));
    }
    throw new SettingError(name, "the file '%s' is empty".formatted(path));
  }
}
