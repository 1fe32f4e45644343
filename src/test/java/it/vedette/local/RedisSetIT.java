package it.vedette.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class RedisSetIT {
  private static final Duration SOON = Duration.ofSeconds(15);

  private RedisSet set;

  @BeforeEach
  void start() {
    set = RedisSet.start(Duration.ofSeconds(1));
  }

  @AfterEach
  void close() {
    set.close();
  }

  /** A file that names channels is not taken by every version. */
  @Test
  void start_withTheCarriedRedis_takesTheUsersOfProduction() {
    try (RedisSet carried = RedisSet.startCarried(Duration.ofSeconds(1))) {
      RedisProcess master = carried.master();
      assertTrue(master.command("INFO", "server").contains("redis_version:6.2"));
      assertThrows(
          IllegalStateException.class, () -> master.commandAs("app", "PUBLISH", "other", "x"));
      assertEquals("0", master.commandAs("app", "PUBLISH", "vedette:x", "x"));
    }
  }

  @Test
  void start_replicatesFromTheMaster() {
    assertSame(set.nodes().get(0), set.master());
    assertEquals(set.nodes().subList(1, 3), set.replicas());

    set.master().command("SET", "key", "text with spaces and ü");
    set.master().command("WAIT", "2", "1000");

    for (RedisProcess replica : set.replicas()) {
      assertEquals("text with spaces and ü", replica.command("GET", "key"));
      assertEquals("slave", replica.info("replication").get("role"));
    }
    assertEquals("(nil)", set.master().command("GET", "absent"));
    assertEquals("appendonly\nyes", set.master().command("CONFIG", "GET", "appendonly"));
  }

  @Test
  void command_refusedByRedis_throwsItsWords() {
    Exception refusal =
        assertThrows(
            IllegalStateException.class, () -> set.replicas().get(0).command("SET", "key", "x"));

    assertTrue(refusal.toString().contains(": READONLY"), refusal::toString);
  }

  @Test
  @DisplayName("3: passwords are asked for, in files of mode 600, and on no command line")
  void passwords_areAskedForAndHidden() throws IOException {
    for (RedisProcess process : all()) {
      try (RespClient client = new RespClient(SocketFactory.getDefault(), process.port(), SOON)) {
        Exception refusal = assertThrows(IllegalStateException.class, () -> client.call("PING"));
        assertTrue(refusal.toString().contains(": NOAUTH"), refusal::toString);
      }
    }
    for (Path file : passwordFiles()) {
      String password = Files.readString(file);
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertFalse(commandLines().anyMatch(line -> line.contains(password)));
    }
    assertNotEquals(
        Files.readString(passwordFiles().get(0)), Files.readString(passwordFiles().get(1)));
  }

  @Test
  void master_killed_isReplacedAndComesBackAsReplica() {
    RedisProcess old = set.master();

    old.kill();
    set.awaitAnotherMaster(old);
    old.start();
    set.awaitComplete();
    set.awaitReplicas(2);

    assertNotEquals(old, set.master());
    assertEquals("slave", old.info("replication").get("role"));
    assertTrue(set.replicas().contains(old));
  }

  @Test
  void master_paused_isReplacedAndResumedAsReplica() {
    RedisProcess old = set.master();

    old.pause();
    assertThrows(UncheckedIOException.class, () -> old.command("PING"));
    set.awaitAnotherMaster(old);
    old.resume();
    set.awaitComplete();

    assertTrue(old.isRunning());
    assertEquals("slave", old.info("replication").get("role"));
  }

  @Test
  void stopAndStart_keepsPortAndData() {
    RedisProcess replica = set.replicas().get(0);
    set.master().command("SET", "key", "kept");
    set.awaitReplicas(2);
    long before = replica.pid();

    replica.pause();
    replica.stop();
    assertFalse(replica.isRunning());
    replica.start();

    assertNotEquals(before, replica.pid());
    assertEquals("kept", replica.command("GET", "key"));
    set.awaitComplete();
  }

  @Test
  void master_asksALiveSentinel() {
    set.sentinels().get(0).kill();

    assertSame(set.nodes().get(0), set.master());
  }

  @Test
  @DisplayName("Promise: nothing stays")
  void close_leavesNoProcessPortOrFolder() throws IOException {
    List<RedisProcess> all = all();
    List<Path> files = passwordFiles();
    List<ProcessHandle> processes =
        all.stream().flatMap(process -> ProcessHandle.of(process.pid()).stream()).toList();
    set.sentinels().get(0).pause();

    set.close();
    set.close();

    assertEquals(6, processes.size());
    assertTrue(processes.stream().noneMatch(ProcessHandle::isAlive));
    assertTrue(all.stream().allMatch(process -> Ports.isFree(process.port())));
    assertFalse(files.stream().map(Path::getParent).anyMatch(Files::exists));
    assertThrows(IllegalStateException.class, all.get(0)::start);
  }

  private List<RedisProcess> all() {
    return Stream.concat(set.nodes().stream(), set.sentinels().stream()).toList();
  }

  private List<Path> passwordFiles() {
    return Stream.of("VEDETTE_REDIS_PASSWORD_FILE", "VEDETTE_REDIS_SENTINEL_PASSWORD_FILE")
        .map(name -> Path.of(set.settings().getOrDefault(name, "")))
        .toList();
  }

  private static Stream<String> commandLines() {
    return ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream());
  }
}
