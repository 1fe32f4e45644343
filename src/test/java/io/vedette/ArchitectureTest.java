package io.vedette;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Random;

/** The house, as the package document of {@code io.vedette} draws it. */
@AnalyzeClasses(packages = "io.vedette", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
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
              resideInAPackage("javax..")
                  .and(resideOutsideOfPackages("javax.net..", "javax.crypto..")))
          .because("the platform is Jakarta EE 11, and these two belong to Java itself");
}
