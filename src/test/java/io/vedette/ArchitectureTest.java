package io.vedette;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.GeneralCodingRules;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows of the house, as the package document of {@code io.vedette} draws them. */
@AnalyzeClasses(packages = "io.vedette", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final int LONGEST_FILE = 250;

  @ArchTest
  static final ArchRule arrows_betweenRooms_goDown =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("roof")
          .definedBy("io.vedette.health..", "io.vedette.status..")
          .layer("features")
          .definedBy("io.vedette.cache..")
          .layer("http")
          .definedBy("io.vedette.http..")
          .layer("redis")
          .definedBy("io.vedette.redis..")
          .layer("metrics")
          .definedBy("io.vedette.metrics..")
          .layer("config")
          .definedBy("io.vedette.config..")
          .layer("failure")
          .definedBy("io.vedette.failure..")
          .whereLayer("roof")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("features")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("features", "roof")
          .whereLayer("redis")
          .mayOnlyBeAccessedByLayers("features", "roof")
          .whereLayer("metrics")
          .mayOnlyBeAccessedByLayers("redis", "http", "features", "roof")
          .whereLayer("failure")
          .mayNotAccessAnyLayer()
          .because("a room can be read, tested and replaced knowing only what is below it");

  @ArchTest
  static final ArchRule rooms_haveNoCycles =
      slices().matching("io.vedette.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule redisson_isKnownOnlyInItsRoom =
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
          .that()
          .resideInAnyPackage(
              "io.vedette.redis..",
              "io.vedette.failure..",
              "io.vedette.config..",
              "io.vedette.metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..")
          .because("http and redis meet only in failure");

  @ArchTest
  static final ArchRule stores_knowNoRequests =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Store")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..")
          .because("JAX-RS stops at the resource");

  @ArchTest
  static final ArchRule producers_standInWirings =
      classes()
          .that(new DeclaresProducers())
          .should()
          .haveSimpleNameEndingWith("Wiring")
          .orShould()
          .haveSimpleName("HealthChecks")
          .because("CDI producers stop at the wiring");

  @ArchTest
  static final ArchRule time_isPassedIn =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Wiring")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .because("a test sets the clock; System.nanoTime only measures");

  @ArchTest
  static final ArchRule standardStreams_areNotUsed =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule namespace_isJakarta =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.inject..", "javax.ws..", "javax.servlet..", "javax.json..")
          .because("the platform is Jakarta EE 11");

  @Test
  void files_stayWithinTheirSize() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      List<String> tooLong =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> lines(file) > LONGEST_FILE)
              .map(Path::toString)
              .toList();
      assertTrue(tooLong.isEmpty(), () -> "over " + LONGEST_FILE + " lines: " + tooLong);
    }
  }

  @Test
  void rooms_haveADocument() throws IOException {
    try (Stream<Path> folders = Files.walk(Path.of("src/main/java/io/vedette"))) {
      List<String> without =
          folders
              .filter(Files::isDirectory)
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .map(Path::toString)
              .toList();
      assertTrue(without.isEmpty(), () -> "without package-info: " + without);
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static final class DeclaresProducers
      extends com.tngtech.archunit.base.DescribedPredicate<
          com.tngtech.archunit.core.domain.JavaClass> {
    DeclaresProducers() {
      super("declare producers");
    }

    @Override
    public boolean test(com.tngtech.archunit.core.domain.JavaClass type) {
      return type.getMethods().stream().anyMatch(m -> m.isAnnotatedWith(Produces.class));
    }
  }
}
