package io.vedette.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A script that runs inside Redis. Each file says what it takes, what it returns and what it keeps
 * true.
 *
 * <p>A file names its arguments, as {@code ARGV.root}, in any order: the names have places in the
 * order in which they first come. {@code REST} is the place of the first argument without a name.
 *
 * <p>A script that changes state takes an operation id and is harmless when it runs twice with the
 * same one: an attempt whose answer was lost may be sent again.
 */
public final class Script {
  private static final Pattern ARGUMENT = Pattern.compile("\\bARGV\\.(\\w+)");
  private static final Pattern REST = Pattern.compile("\\bREST\\b");

  /** The prelude that decides the conditions of a request. */
  public static final String CONDITIONS = "/io/vedette/redis/conditions";

  /** The prelude that tells all servers something. */
  public static final String TOPICS = "/io/vedette/redis/topics";

  /** Answers a heartbeat with the replication state of the node. */
  static final Script HEARTBEAT = Script.of(Script.class, "heartbeat", Effect.READS, List.of());

  /** What running a script may change. */
  public enum Effect {
    /** Nothing. */
    READS,
    /** Only what the caller does not see as a write: idle limits, dead index members, rates. */
    SLIDES,
    /** Entries: a failure must tell its outcome. */
    WRITES
  }

  private final String label;
  private final Effect effect;
  private final List<String> parameters;
  private final String source;
  private final String digest;

  private Script(String label, Effect effect, String text) {
    this.label = label;
    this.effect = effect;
    this.parameters = ARGUMENT.matcher(text).results().map(it -> it.group(1)).distinct().toList();
    String placed =
        ARGUMENT.matcher(text).replaceAll(it -> "ARGV[%d]".formatted(place(it.group(1)) + 1));
    this.source = REST.matcher(placed).replaceAll(Integer.toString(parameters.size() + 1));
    this.digest = digest(source);
  }

  /**
   * Loads one from the folder of its room.
   *
   * @param home a class of the room
   * @param label the name of its file, without {@code .lua}, and in metrics
   * @param preludes what goes before it: the same of this room, or from the root
   * @throws IllegalStateException when a file is missing
   */
  public static Script of(Class<?> home, String label, Effect effect, List<String> preludes) {
    String source =
        Stream.concat(preludes.stream(), Stream.of(label))
            .map(file -> load(home, file))
            .collect(Collectors.joining("\n"));
    return new Script(label, effect, source);
  }

  /** A call of it, whose arguments are to be given. */
  public ScriptCall on(byte[]... keys) {
    return on(List.of(keys));
  }

  /** The same for keys of which there may be any number. */
  public ScriptCall on(List<byte[]> keys) {
    return new ScriptCall(this, keys);
  }

  /** The names of its arguments, in the order of their places. */
  List<String> parameters() {
    return parameters;
  }

  /** From 0; -1 when it has no argument of that name. */
  int place(String parameter) {
    return parameters.indexOf(parameter);
  }

  /** The name in files and metrics, for example {@code entry-read}. */
  String label() {
    return label;
  }

  Effect effect() {
    return effect;
  }

  String source() {
    return source;
  }

  /** What Redis knows the source by. */
  String digest() {
    return digest;
  }

  private static String digest(String source) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha1.digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String load(Class<?> home, String name) {
    String file = name + ".lua";
    try (InputStream in = home.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no script " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  @Override
  public String toString() {
    return label;
  }
}
