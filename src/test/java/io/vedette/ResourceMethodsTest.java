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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Parameter;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

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
          .andShould(takeWhatIsKnown())
          .andShould()
          .haveRawReturnType(CompletionStage.class)
          .because("others would go through JAX-RS, or fail when they are called");

  private static ArchCondition<JavaMethod> takeWhatIsKnown() {
    return new ArchCondition<>("take the request and plain parameters of the path") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean known =
            Stream.of(method.reflect().getParameters()).allMatch(it -> isKnown(method, it));
        events.add(new SimpleConditionEvent(method, known, method.getFullName()));
      }
    };
  }

  private static boolean isKnown(JavaMethod method, Parameter parameter) {
    PathParam named = parameter.getAnnotation(PathParam.class);
    String type = method.getOwner().getAnnotationOfType(Path.class).value();
    return named == null
        ? parameter.getType() == HttpServletRequest.class
            && parameter.isAnnotationPresent(Context.class)
        : type.contains("{" + named.value() + "}");
  }

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
