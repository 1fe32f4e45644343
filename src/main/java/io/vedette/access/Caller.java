package io.vedette.access;

import io.vedette.credential.Grant;
import io.vedette.credential.Grants;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Who makes a request.
 *
 * @param id the same for all tokens and certificates of one owner in the file; nobody in the file
 *     shares one with the subject of a JSON Web Token
 */
public record Caller(String id, Grants grants) {
  private static final String ATTRIBUTE = Caller.class.getName();

  /** Everybody, where the server is open. */
  static final Caller ANYBODY =
      new Caller(
          "anybody",
          new Grants(
              Arrays.stream(Scope.values())
                  .map(scope -> new Grant(scope, Grant.ALL))
                  .collect(Collectors.toUnmodifiableSet())));

  /** The caller of a request that was let in. */
  public static Caller of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("nobody asked who calls");
  }

  void remember(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** Whether it is everybody who reaches an open server, and not one of many callers. */
  public boolean isAnybody() {
    return equals(ANYBODY);
  }

  /** Whether it may do that to what has this name. */
  public boolean may(Scope scope, String name) {
    return grants.allow(scope, name);
  }

  /**
   * Demands more than the method declares, where that depends on the request.
   *
   * @throws Failure {@link Problem#FORBIDDEN}
   */
  public void require(Scope scope, String name) {
    if (!may(scope, name)) {
      throw forbidden(scope, name);
    }
  }

  /**
   * Demands what the method declares.
   *
   * @param name the one that it is about, if it is about one
   */
  void check(Requires required, String name) {
    if (Arrays.stream(required.value()).noneMatch(scope -> suffices(scope, required.of(), name))) {
      throw forbidden(required.value()[0], name);
    }
  }

  private boolean suffices(Scope scope, String of, String name) {
    return switch (of) {
      case "" -> grants.allowAll(scope);
      case Requires.SOME -> grants.allowSome(scope);
      default -> may(scope, name);
    };
  }

  private static Failure forbidden(Scope scope, String name) {
    String grant = name.isEmpty() ? scope.text() : scope.text() + ":" + name;
    return Failure.of(Problem.FORBIDDEN, "This takes the scope %s.".formatted(grant))
        .with(Outcome.NOT_APPLIED);
  }
}
