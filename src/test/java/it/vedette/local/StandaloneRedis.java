package it.vedette.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;

/** One {@code redis-server} without replicas and sentinels: enough where only scripts are tried. */
public final class StandaloneRedis implements AutoCloseable {
  private static final String NAME = "standalone";

  private final RunFolder folder;
  private final RedisProcess process;

  private StandaloneRedis(RunFolder folder) {
    this.folder = folder;
    Path binary = RedisBinary.find(folder);
    RedisFiles files =
        new RedisFiles(folder, RedisBinary.tellsWhatIsOnDisk(binary), Optional.empty());
    int port = Ports.free();
    ProcessBuilder command =
        new ProcessBuilder(List.of(binary.toString(), files.standalone(NAME, port).toString()));
    LogFile log = new LogFile(folder.path().resolve(NAME + ".log"));
    ChildProcess child = new ChildProcess(folder, command, log);
    this.process =
        new RedisProcess(NAME, port, files.password(), SocketFactory.getDefault(), child);
  }

  /**
   * Starts one on a free port; it answers when this returns.
   *
   * @throws IllegalStateException with the end of the log, when it does not come up; nothing stays
   */
  public static StandaloneRedis start() {
    RunFolder folder = RunFolder.create();
    try {
      StandaloneRedis redis = new StandaloneRedis(folder);
      redis.process.start();
      return redis;
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** What commands go to. */
  public RedisProcess process() {
    return process;
  }

  /** Kills it and removes its folder. A second call does nothing. */
  @Override
  public void close() {
    folder.close();
  }
}
