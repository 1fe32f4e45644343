package io.vedette.redis;

import io.vedette.redis.Script.Effect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.command.CommandBatchService;

/**
 * A script with the keys that it names and its arguments. Each argument is given once, in any
 * order: another name, or the same again, fails with {@link IllegalArgumentException}.
 */
public final class ScriptCall implements Command {
  private static final RedisCommand<List<Object>> BY_DIGEST =
      new RedisCommand<>(RedisCommands.EVAL_LIST, "EVALSHA");

  /** In lower case Redisson sends it as it is, and does not make a digest of it. */
  private static final RedisCommand<List<Object>> BY_SOURCE =
      new RedisCommand<>(RedisCommands.EVAL_LIST, "eval");

  private static final String ONE_SLOT = "";
  private static final int BYTES_OF_A_SHARE = 8 * 1024;

  private final Script script;
  private final List<byte[]> keys;
  private final byte[][] named;
  private final List<byte[]> rest = new ArrayList<>();
  private @Nullable Staged staged;

  ScriptCall(Script script, List<byte[]> keys) {
    this.script = script;
    this.keys = new ArrayList<>(keys);
    this.named = new byte[script.parameters().size()][];
  }

  /** An argument of any bytes. */
  public ScriptCall with(String parameter, byte[] value) {
    int place = script.place(parameter);
    if (place < 0 || named[place] != null) {
      throw new IllegalArgumentException(script + " takes no such argument: " + parameter);
    }
    named[place] = value;
    return this;
  }

  /** A text, in UTF-8. */
  public ScriptCall with(String parameter, String value) {
    return with(parameter, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A number, in digits. */
  public ScriptCall with(String parameter, long value) {
    return with(parameter, Fields.ascii(value));
  }

  /** A time, in milliseconds. */
  public ScriptCall with(String parameter, Duration value) {
    return with(parameter, Fields.millis(value));
  }

  /** Arguments without a name, behind those that were added before. */
  public ScriptCall rest(List<byte[]> values) {
    rest.addAll(values);
    return this;
  }

  /** The same for a few. */
  public ScriptCall rest(byte[]... values) {
    return rest(List.of(values));
  }

  /** A large value, for a script that takes one. */
  public ScriptCall staging(Staged value) {
    keys.add(value.key());
    staged = value;
    return this;
  }

  Optional<Staged> staged() {
    return Optional.ofNullable(staged);
  }

  Script script() {
    return script;
  }

  @Override
  public String label() {
    return script.label();
  }

  @Override
  public Effect effect() {
    return script.effect();
  }

  List<byte[]> keys() {
    return keys;
  }

  @Override
  public int share() {
    return 1 + (int) (bytes() / BYTES_OF_A_SHARE);
  }

  /**
   * Adds it to a batch.
   *
   * @param bySource whether the script goes along whole, because the server does not have it
   */
  CompletionStage<List<Object>> addTo(CommandBatchService batch, boolean bySource) {
    List<Object> words = new ArrayList<>();
    words.add(bySource ? script.source() : script.digest());
    words.add(keys.size());
    words.addAll(keys);
    words.addAll(arguments());
    return batch.writeAsync(
        ONE_SLOT, ByteArrayCodec.INSTANCE, bySource ? BY_SOURCE : BY_DIGEST, words.toArray());
  }

  /** Of all keys and arguments. */
  long bytes() {
    long bytes = 0;
    for (List<byte[]> some : List.of(keys, arguments())) {
      for (byte[] one : some) {
        bytes += one.length;
      }
    }
    return bytes;
  }

  /** In their places; fails with {@link IllegalStateException} when one is missing. */
  List<byte[]> arguments() {
    int missing = Arrays.asList(named).indexOf(null);
    if (missing >= 0) {
      throw new IllegalStateException(script + " lacks " + script.parameters().get(missing));
    }
    List<byte[]> all = new ArrayList<>(named.length + rest.size());
    all.addAll(Arrays.asList(named));
    all.addAll(rest);
    return all;
  }
}
