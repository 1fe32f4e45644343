package io.vedette;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of the house, as the package document of {@code io.vedette} draws them. */
@AnalyzeClasses(packages = "io.vedette", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  private static final int MOST_CLASSES = 30;
  private static final Path MAIN = Path.of("src/main/java/io/vedette");

  private static final Set<String> GROUND =
      Set.of("redis", "http", "traffic", "metrics", "config", "failure");

  private static final Set<String> BELOW_FEATURES =
      Set.of(
          "background origin push idempotency access credential stats near cron redis http traffic thread metrics config failure"
              .split(" "));

  /** What each room may use. A new room gets its line here and in the package document. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("failure", Set.of()),
          entry("metrics", Set.of("failure")),
          entry("config", Set.of("failure")),
          entry("traffic", Set.of("metrics", "config", "failure")),
          entry("thread", Set.of("traffic", "metrics", "config", "failure")),
          entry("redis", Set.of("thread", "metrics", "config", "failure")),
          entry("redis.client", Set.of("config")),
          entry("http", Set.of("traffic", "metrics", "config", "failure")),
          entry("edge", Set.of("http", "thread", "traffic", "metrics", "config", "failure")),
          entry("origin", Set.of("http", "thread", "metrics", "config", "failure")),
          entry("push", Set.of("http", "thread", "config", "failure")),
          entry("credential", Set.of()),
          entry("access", Set.of("credential", "http", "metrics", "config", "failure")),
          entry("idempotency", withAccess()),
          entry("background", Set.of("idempotency", "failure")),
          entry("near", Set.of()),
          entry("cron", Set.of()),
          entry("stats", Set.of("redis", "thread", "metrics", "config", "failure")),
          entry("cache", BELOW_FEATURES),
          entry("session", BELOW_FEATURES),
          entry("task", BELOW_FEATURES),
          entry("health", GROUND),
          entry("quota", withAccess()),
          entry("status", withAccess()),
          entry("image", Set.of("credential")));

  /** The same for the rooms inside {@code cache}: of each other. */
  private static final Map<String, Set<String>> CACHE_MAY_USE =
      Map.of(
          "cache.policy", Set.of(),
          "cache.entry", Set.of("cache.policy"),
          "cache.stats", Set.of("cache.entry", "cache.policy"),
          "cache.bulk", Set.of("cache.entry", "cache.policy"),
          "cache.fill", Set.of("cache.stats", "cache.entry", "cache.policy"));

  /** The same for the rooms inside {@code task}. */
  private static final Map<String, Set<String>> TASK_MAY_USE =
      Map.of(
          "task.queue", Set.of(),
          "task.life", Set.of("task.queue"),
          "task.lease", Set.of("task.life", "task.queue"),
          "task.batch", Set.of("task.life", "task.queue"),
          "task.schedule", Set.of("task.life", "task.queue"),
          "task.push", Set.of("task.lease", "task.life", "task.queue"),
          "task.system", Set.of("task.lease", "task.life", "task.queue"));

  private static Set<String> withFoundation(Set<String> rooms) {
    Set<String> all = new TreeSet<>(BELOW_FEATURES);
    all.addAll(rooms);
    return all;
  }

  private static Set<String> withAccess() {
    Set<String> rooms = new TreeSet<>(GROUND);
    rooms.addAll(Set.of("access", "credential"));
    return rooms;
  }

  @ArchTest
  static void rooms_useOnlyWhatIsBelow(JavaClasses classes) {
    MAY_USE.forEach((room, below) -> arrows(room, below).check(classes));
    CACHE_MAY_USE.forEach((room, below) -> arrows(room, withFoundation(below)).check(classes));
    TASK_MAY_USE.forEach((room, below) -> arrows(room, withFoundation(below)).check(classes));
  }

  private static ArchRule arrows(String room, Set<String> below) {
    Set<String> allowed = new TreeSet<>(below);
    allowed.add(room);
    DescribedPredicate<JavaClass> elsewhere =
        describe(
            "in io.vedette outside " + allowed,
            type ->
                type.getPackageName().startsWith("io.vedette")
                    && allowed.stream().noneMatch(inside(type)));
    return noClasses()
        .that(resideInAPackage("io.vedette." + room + ".."))
        .should()
        .dependOnClassesThat(elsewhere)
        .because("a room is read, tested and replaced knowing only what is below it");
  }

  private static Predicate<String> inside(JavaClass type) {
    return room -> (type.getPackageName() + ".").startsWith("io.vedette." + room + ".");
  }

  @ArchTest
  static final ArchRule rooms_haveNoCycles =
      slices()
          .matching("io.vedette.(*)..")
          .should()
          .beFreeOfCycles()
          .because("two rooms that need each other are one");

  private static String name(Path room) {
    return room.toString().replace('/', '.');
  }

  /** A room is read from its list of files. */
  @Test
  void rooms_haveFewClasses() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .collect(groupingBy(Path::getParent, counting()))
          .forEach((room, count) -> assertTrue(count <= MOST_CLASSES, room + ": " + count));
    }
  }

  @Test
  void rooms_areDrawnAndHaveADocumentThatIsNullMarked() throws IOException {
    Set<String> drawn = new TreeSet<>(MAY_USE.keySet());
    drawn.addAll(CACHE_MAY_USE.keySet());
    drawn.addAll(TASK_MAY_USE.keySet());
    try (Stream<Path> folders = Files.walk(MAIN)) {
      List<Path> rooms = folders.skip(1).filter(Files::isDirectory).map(MAIN::relativize).toList();
      assertEquals(drawn, rooms.stream().map(RoomsTest::name).collect(toCollection(TreeSet::new)));
    }
    for (String room : drawn) {
      String document =
          Files.readString(MAIN.resolve(room.replace('.', '/') + "/package-info.java"));
      assertTrue(document.contains("\n@NullMarked\npackage "), room);
      assertTrue(document.contains("<p><b>Promise.</b>"), room);
    }
  }
}
