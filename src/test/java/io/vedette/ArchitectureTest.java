package io.vedette;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house, as the package document of {@code io.vedette} draws it. */
@AnalyzeClasses(packages = "io.vedette", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Path MAIN = Path.of("src/main/java/io/vedette");

  private static final Set<String> GROUND =
      Set.of("redis", "http", "traffic", "metrics", "config", "failure");

  private static final Set<String> BELOW_FEATURES =
      Set.of(
          "origin idempotency access credential near redis http traffic thread metrics config failure"
              .split(" "));

  /** What each room may use. A new room gets its line here and in the package document. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("failure", Set.of()),
          entry("metrics", Set.of("failure")),
          entry("config", Set.of("failure")),
          entry("traffic", Set.of("metrics", "config", "failure")),
          entry("thread", Set.of("metrics")),
          entry("redis", Set.of("thread", "metrics", "config", "failure")),
          entry("http", Set.of("traffic", "metrics", "config", "failure")),
          entry("edge", Set.of("http", "traffic", "metrics", "config", "failure")),
          entry("origin", Set.of("http", "thread", "metrics", "config", "failure")),
          entry("credential", Set.of()),
          entry("access", Set.of("credential", "http", "metrics", "config", "failure")),
          entry("idempotency", withAccess()),
          entry("near", Set.of()),
          entry("cache", BELOW_FEATURES),
          entry("session", BELOW_FEATURES),
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

  /** A command is its own wiring. */
  private static final DescribedPredicate<JavaClass> NOT_WIRING =
      describe("do not wire", type -> !type.getSimpleName().matches(".*(Wiring|Command)"));

  private static final DescribedPredicate<JavaClass> PRODUCING =
      describe(
          "produce beans",
          type -> type.getMembers().stream().anyMatch(m -> m.isAnnotatedWith(Produces.class)));

  /** But for names that promise JAX-RS; what is nested goes by the name of the outermost. */
  private static final DescribedPredicate<JavaClass> BELOW_THE_EDGE =
      describe(
          "are below the edge",
          type ->
              !type.getName()
                  .matches(
                      "io\\.vedette\\.(Api|(edge|http)\\..+|[\\w.]+\\.\\w+(Resource|Answer|Request|Value|Filter)(\\$.+)?)"));

  @ArchTest
  static void rooms_useOnlyWhatIsBelow(JavaClasses classes) {
    MAY_USE.forEach((room, below) -> arrows(room, below).check(classes));
    CACHE_MAY_USE.forEach((room, below) -> arrows(room, withFoundation(below)).check(classes));
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

  @ArchTest
  static final ArchRule redisson_isKnownInOneRoom =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.vedette.redis..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.redisson..", "io.netty..")
          .because("one room knows the client");

  @ArchTest
  static final ArchRule jaxrs_stopsAtTheEdge =
      noClasses()
          .that(BELOW_THE_EDGE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.ws.rs..")
          .because("what is not at the edge is made with new in tests, and never sees a request");

  @ArchTest
  static final ArchRule servlets_stopAboveTheGround =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.vedette.redis..",
              "io.vedette.traffic..",
              "io.vedette.failure..",
              "io.vedette.config..",
              "io.vedette.metrics..")
          .or()
          .haveSimpleNameEndingWith("Store")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.servlet..", "jakarta.ws.rs..")
          .because("http and redis meet only in failure");

  @ArchTest
  static final ArchRule producers_standInWirings =
      classes()
          .that(PRODUCING)
          .should()
          .haveSimpleNameEndingWith("Wiring")
          .orShould()
          .haveSimpleName("HealthChecks")
          .because(
              "MicroProfile Health takes its checks as beans; all others are made in one place");

  @ArchTest
  static final ArchRule time_isPassedIn =
      noClasses()
          .that(NOT_WIRING)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(InstantSource.class, "system")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callConstructor(Date.class)
          .because("a test sets the clock; System.nanoTime only measures");

  @ArchTest
  static final ArchRule randomness_isPassedIn =
      noClasses()
          .that(NOT_WIRING)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .callMethod(Math.class, "random")
          .because("a test chooses it; identifiers come from SecureRandom, which the wirings make");

  @ArchTest
  static final ArchRule standardStreams_areNotUsed =
      noClasses()
          .that(describe("are no commands", type -> !type.getSimpleName().endsWith("Command")))
          .should(ACCESS_STANDARD_STREAMS)
          .orShould()
          .callMethod(Throwable.class, "printStackTrace")
          .because("the log is the only voice of a server");

  @ArchTest
  static final ArchRule namespace_isJakarta =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("javax..").and(resideOutsideOfPackage("javax.net..")))
          .because("the platform is Jakarta EE 11, and javax.net belongs to Java itself");

  @Test
  void rooms_areDrawnAndHaveADocumentThatIsNullMarked() throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> folders = Files.list(MAIN)) {
      for (Path room : folders.filter(Files::isDirectory).toList()) {
        found.add(room.getFileName().toString());
        String document = Files.readString(room.resolve("package-info.java"));
        assertTrue(document.contains("\n@NullMarked\npackage "), room::toString);
        assertTrue(document.contains("<p><b>Promise.</b>"), room::toString);
      }
    }
    assertEquals(new TreeSet<>(MAY_USE.keySet()), found);
  }
}
