package io.vedette.access;

import io.vedette.credential.Grant;
import io.vedette.credential.Grants;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Callers with a JSON Web Token, which the server checks: signature, algorithm, issuer, audience
 * and expiry, as {@code mp.jwt.verify.*} says.
 */
final class JsonWebTokens {
  private final Map<String, Grants> groups;

  JsonWebTokens(Map<String, Grants> groups) {
    this.groups = groups;
  }

  /** Who calls; empty when the token does not count. */
  Optional<Caller> caller(HttpServletRequest request, HttpServletResponse response) {
    try {
      boolean known = request.authenticate(new SilentResponse(response));
      return known && request.getUserPrincipal() instanceof JsonWebToken token
          ? Optional.of(caller(token))
          : Optional.empty();
    } catch (ServletException | IOException e) {
      return Optional.empty();
    }
  }

  Caller caller(JsonWebToken token) {
    Set<Grant> granted = new LinkedHashSet<>();
    // Other services of the issuer have scopes of their own: what is not ours is passed over.
    if (token.getClaim("scope") instanceof String scopes) {
      Arrays.stream(scopes.split(" ", -1))
          .forEach(text -> Grant.parse(text).ifPresent(granted::add));
    }
    for (String group : token.getGroups() == null ? Set.<String>of() : token.getGroups()) {
      granted.addAll(groups.getOrDefault(group, Grants.NONE).all());
    }
    return new Caller("jwt:" + token.getName(), new Grants(granted));
  }
}
