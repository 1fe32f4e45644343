package it.vedette.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrphansIT {
  private Process owner;
  private Path folder;
  private ProcessHandle child;

  /** The main class of a JVM that owns a folder with one process in it. */
  static final class Owner {
    private Owner() {}

    public static void main(String[] arguments) throws IOException {
      RunFolder folder = RunFolder.create();
      Process child = folder.start(new ProcessBuilder("sleep", "600"));
      System.out.println(folder.path());
      System.out.println(child.pid());
      System.in.read();
    }
  }

  @BeforeEach
  void startOwner() throws IOException {
    owner = JavaMain.of(Owner.class).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out = owner.inputReader();
    folder = Path.of(out.readLine());
    child = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
  }

  @AfterEach
  void endOwner() throws InterruptedException {
    owner.destroyForcibly().waitFor();
    Orphans.remove();
  }

  @Test
  @DisplayName("4: a run that lives is left alone, in this JVM and in another one")
  void remove_ownersAlive_leavesThem() {
    try (RunFolder ours = RunFolder.create()) {
      Orphans.remove();
      Orphans.remove();

      assertTrue(Files.exists(ours.path()));
      assertTrue(Files.exists(folder));
      assertTrue(child.isAlive());
    }
  }

  @Test
  @DisplayName("4: what a killed run left is removed, and said")
  void remove_ownerKilled_removesProcessAndFolder() throws InterruptedException {
    owner.destroyForcibly().waitFor();
    assertTrue(child.isAlive());

    String report = Orphans.remove().orElse("nothing");

    assertTrue(report.contains(folder.toString()), report);
    assertFalse(Files.exists(folder));
    Await.until("the end of the child", Duration.ofSeconds(5), () -> !child.isAlive());
  }

  @Test
  @DisplayName("Promise: nothing stays after a normal end")
  void ownerEnds_nothingStays() throws InterruptedException {
    owner.destroy();
    owner.waitFor();

    assertFalse(Files.exists(folder));
    assertFalse(child.isAlive());
  }

  @Test
  void leftover_isTheSameProcessOnlyByNumberStartAndProgram() {
    Leftover written = Leftover.parse(Leftover.of(child).line().strip());

    assertEquals(Optional.of(child), written.process());
    assertEquals(
        Optional.empty(), new Leftover(child.pid(), written.start(), "/usr/bin/other").process());
    assertTrue(Leftover.isWhole(Leftover.of(child).line().strip()));
    assertFalse(Leftover.isWhole(Long.toString(child.pid())));
    Instant earlier = written.start().minusSeconds(60);
    assertEquals(Optional.empty(), new Leftover(child.pid(), earlier, written.program()).process());
  }
}
