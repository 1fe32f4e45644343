package io.vedette.access;

import io.vedette.credential.Grant;
import io.vedette.credential.Grants;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Callers with a JSON Web Token, which the server has checked before us: signature, algorithm,
 * issuer, audience and times, as {@code mp.jwt.verify.*} says. One that does not count leaves the
 * request without a principal.
 */
final class JsonWebTokens {
  private final Map<String, Grants> groups;

  JsonWebTokens(Map<String, Grants> groups) {
    this.groups = groups;
  }

  /** Who calls; empty when the token does not count. */
  Optional<Caller> caller(HttpServletRequest request, HttpServletResponse response) {
    return principal(request, response) instanceof JsonWebToken token && token.getSubject() != null
        ? Optional.of(new Caller("jwt:" + token.getSubject(), grants(token)))
        : Optional.empty();
  }

  /** Unless it is asked, the server looks at no token whose scheme is spelled in another case. */
  private static @Nullable Principal principal(
      HttpServletRequest request, HttpServletResponse response) {
    try {
      if (request.getUserPrincipal() == null && !Bearer.isSpelledAsUsual(request)) {
        request.authenticate(new NoAnswer(response));
      }
      return request.getUserPrincipal();
    } catch (IOException | ServletException e) {
      throw new IllegalStateException("the server cannot check a token", e);
    }
  }

  private Grants grants(JsonWebToken token) {
    Set<Grant> granted = new LinkedHashSet<>();
    // Other services of the issuer have scopes of their own: what is not ours is passed over.
    if (token.getClaim("scope") instanceof String scopes) {
      Arrays.stream(scopes.split(" ", -1))
          .forEach(text -> Grant.parse(text).ifPresent(granted::add));
    }
    for (String group : Optional.ofNullable(token.getGroups()).orElse(Set.of())) {
      granted.addAll(groups.getOrDefault(group, Grants.NONE).all());
    }
    return new Grants(granted);
  }
}
