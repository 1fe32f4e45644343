package io.vedette.edge;

import io.vedette.http.Call;
import io.vedette.http.Direct;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a {@link Direct} method takes, by its annotations, as JAX-RS reads them. What it
 * leaves to JAX-RS is what is spelled in an unusual way.
 */
final class DirectRoute {
  private static final Set<String> WITH_CONTENT = Set.of("PUT", "POST", "PATCH");
  private static final String API = "/api/v1";
  private static final Pattern PARAMETER = Pattern.compile("\\{\\s*(\\w+)\\s*(?::\\s*([^}]*))?}");
  private static final String PLAIN = "[A-Za-z0-9._~-]+";

  /** The container and JAX-RS may know another path for such a one. */
  private static final Pattern UNUSUAL = Pattern.compile("//|/\\.|%2[eE]");

  private final Object resource;
  private final Method method;
  private final String httpMethod;
  private final @Nullable Pattern produced;
  private final Set<String> parameters = new HashSet<>();
  private final Pattern path;
  private final List<Function<Call, Object>> arguments;

  private DirectRoute(Object resource, Method method) {
    this.resource = resource;
    this.method = method;
    this.httpMethod = httpMethod(method);
    this.produced = produced(method);
    this.path = path(Routes.path(method));
    this.arguments = Stream.of(method.getParameters()).map(DirectRoute::argument).toList();
  }

  /** The routes of all direct methods of a resource. */
  static Stream<DirectRoute> of(Object resource, Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Direct.class))
        .map(method -> new DirectRoute(resource, method));
  }

  private static String httpMethod(Method method) {
    return Stream.of(method.getAnnotations())
        .map(Annotation::annotationType)
        .flatMap(type -> Stream.ofNullable(type.getAnnotation(HttpMethod.class)))
        .map(HttpMethod::value)
        .findFirst()
        .orElseThrow();
  }

  /** Finds its media type, or any, as a whole member of a list. */
  private static @Nullable Pattern produced(Method method) {
    Produces produces = method.getAnnotation(Produces.class);
    return produces == null
        ? null
        : Pattern.compile(
            "(?:^|[ ,])(?:\\*/\\*|%s)(?:$|[ ,;])".formatted(Pattern.quote(produces.value()[0])));
  }

  /** Parameters without an expression of their own have a name here, and nothing encoded. */
  private Pattern path(String template) {
    StringBuilder expression = new StringBuilder(Pattern.quote(API));
    Matcher parameter = PARAMETER.matcher(template);
    int end = 0;
    while (parameter.find()) {
      expression.append(Pattern.quote(template.substring(end, parameter.start())));
      if (parameter.group(2) == null) {
        parameters.add(parameter.group(1));
        expression.append("(?<%s>%s)".formatted(parameter.group(1), PLAIN));
      } else {
        expression.append("(?:%s)".formatted(parameter.group(2)));
      }
      end = parameter.end();
    }
    return Pattern.compile(expression + Pattern.quote(template.substring(end)));
  }

  private static Function<Call, Object> argument(Parameter parameter) {
    PathParam named = parameter.getAnnotation(PathParam.class);
    return named == null ? Call::request : call -> call.parameter(named.value());
  }

  Method method() {
    return method;
  }

  /** Whether its requests may have content. */
  boolean hasContent() {
    return WITH_CONTENT.contains(httpMethod);
  }

  /** The parameters in the path of a request by name, when the route takes it. */
  Optional<UnaryOperator<@Nullable String>> match(HttpServletRequest request) {
    if (!httpMethod.equals(request.getMethod())) {
      return Optional.empty();
    }
    String target = request.getRequestURI();
    Matcher matcher = path.matcher(target);
    return matcher.matches() && isAcceptable(request) && !UNUSUAL.matcher(target).find()
        ? Optional.of(name -> parameters.contains(name) ? matcher.group(name) : null)
        : Optional.empty();
  }

  /** Whether a media type is so without doubt: JAX-RS knows the rest, and how to refuse it. */
  private boolean isAcceptable(HttpServletRequest request) {
    String accept = produced == null ? null : request.getHeader("Accept");
    return produced == null
        || accept == null
        || (produced.matcher(accept).find() && !accept.contains("q=0"));
  }

  /** Calls the method. */
  @SuppressWarnings("unchecked") // what @Direct demands
  CompletionStage<Response> call(Call call) throws Throwable {
    Object[] given = arguments.stream().map(argument -> argument.apply(call)).toArray();
    try {
      return (CompletionStage<Response>) method.invoke(resource, given);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
