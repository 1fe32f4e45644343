package io.vedette;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vedette.thread.Hops;
import java.net.http.HttpClient;
import java.util.concurrent.CompletionStage;

/** Whoever completes a stage runs what depends on it: which threads that may be. */
@AnalyzeClasses(packages = "io.vedette", importOptions = ImportOption.DoNotIncludeTests.class)
class StagesTest {
  /** What completes a stage of ours on a thread of somebody else's, or on the pool of the JVM. */
  private static final DescribedPredicate<JavaMethodCall> BY_ANOTHER_THREAD =
      describe(
          "are completed by another thread",
          call ->
              (call.getTargetOwner().isAssignableTo(CompletionStage.class)
                      && call.getName().matches(".*Async|orTimeout|.*OnTimeout|delayedExecutor"))
                  || (call.getTargetOwner().isAssignableTo(HttpClient.class)
                      && call.getName().startsWith("send")));

  @ArchTest
  static final ArchRule stagesOfOthers_hop =
      noClasses()
          .that(areNot(Hops.class))
          .should()
          .callMethodWhere(BY_ANOTHER_THREAD)
          .because("an answer that is taken slowly would hold up all that the thread is for");

  private static final DescribedPredicate<JavaField> KEEP_STAGES =
      describe(
          "keep stages",
          field ->
              !field.getRawType().getPackageName().equals("java.util.function")
                  && field.getType().getAllInvolvedRawTypes().stream()
                      .anyMatch(type -> type.isAssignableTo(CompletionStage.class)));

  /**
   * What is kept in a field is there for whoever comes. Not so what one room hands out as a hop at
   * its door, and what has one that waits.
   */
  @ArchTest
  static final ArchRule stagesForMany_areSharedResults =
      fields()
          .that(KEEP_STAGES)
          .should()
          .beDeclaredInClassesThat(
              resideInAnyPackage("io.vedette.redis..", "io.vedette.thread..")
                  .or(
                      describe(
                          "have one who waits",
                          type -> type.getSimpleName().matches("BoundedBody|InvalidationSweep"))))
          .because("one who is answered slowly must hold up no other who waits for the same");

  private static DescribedPredicate<JavaClass> areNot(Class<?> alone) {
    return describe(
        "are not " + alone.getSimpleName(),
        type -> !type.getName().split("\\$", 2)[0].equals(alone.getName()));
  }
}
