package io.vedette.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
  private Path folder;
  private Path prepared;
  private Path output;
  private Path workArea;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    this.folder = folder;
    prepared = Files.createDirectory(folder.resolve("prepared"));
    Files.createDirectories(prepared.resolve("platform/empty"));
    Files.writeString(prepared.resolve("platform/cache"), "known");
    output = Files.createDirectory(folder.resolve("output"));
    workArea = output.resolve("workarea");
  }

  @Test
  void prepare_inAnEmptyVolume_copiesFilesAndFolders() throws IOException {
    Start.prepare(prepared, workArea);

    assertEquals("known", Files.readString(workArea.resolve("platform/cache")));
    assertTrue(Files.isDirectory(workArea.resolve("platform/empty")));
    assertEquals(List.of(workArea), content(output));
  }

  @Test
  void prepare_afterAContainerBefore_leavesItsWorkAreaAlone() throws IOException {
    Files.createDirectory(workArea);

    Start.prepare(prepared, workArea);

    assertEquals(List.of(), content(workArea));
  }

  @Test
  void prepare_whatCannotBeCopied_leavesNoWorkArea() throws IOException {
    Files.createSymbolicLink(prepared.resolve("zzz"), folder.resolve("missing"));

    assertThrows(IOException.class, () -> Start.prepare(prepared, workArea));

    assertFalse(Files.exists(workArea));
  }

  private static List<Path> content(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
