package io.vedette;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.vedette.access.Requires;
import io.vedette.http.Direct;
import io.vedette.http.DirectResource;
import io.vedette.idempotency.IdempotentRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import java.util.concurrent.CompletionStage;

/** What every resource method must not forget. */
@AnalyzeClasses(packages = "io.vedette", importOptions = ImportOption.DoNotIncludeTests.class)
class ResourceMethodsTest {
  @ArchTest
  static final ArchRule posts_areIdempotent =
      methods()
          .that()
          .areAnnotatedWith(POST.class)
          .should(answerAsIdempotentRequests())
          .because("every POST takes an Idempotency-Key");

  @ArchTest
  static final ArchRule resourceMethods_declareAScope =
      methods()
          .that()
          .areMetaAnnotatedWith(HttpMethod.class)
          .should()
          .beAnnotatedWith(Requires.class)
          .because("what nobody was granted is closed");

  @ArchTest
  static final ArchRule directMethods_areFound =
      methods()
          .that()
          .areAnnotatedWith(Direct.class)
          .should()
          .beDeclaredInClassesThat()
          .areAssignableTo(DirectResource.class)
          .andShould()
          .haveRawParameterTypes(HttpServletRequest.class)
          .andShould()
          .haveRawReturnType(CompletionStage.class)
          .because("others would go through JAX-RS, or fail when they are called");

  private static ArchCondition<JavaMethod> answerAsIdempotentRequests() {
    return new ArchCondition<>("answer as idempotent requests") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean idempotent =
            method.getMethodCallsFromSelf().stream()
                .anyMatch(
                    call ->
                        call.getTargetOwner().isEquivalentTo(IdempotentRequest.class)
                            && call.getName().equals("answer"));
        events.add(new SimpleConditionEvent(method, idempotent, method.getFullName()));
      }
    };
  }
}
