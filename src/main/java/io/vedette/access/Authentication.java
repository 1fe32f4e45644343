package io.vedette.access;

import io.vedette.credential.ApiToken;
import io.vedette.credential.Sha256;
import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who calls: by an API token, a JSON Web Token or a client certificate. */
final class Authentication {
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  private final boolean open;
  private final @Nullable CredentialFile credentials;
  private final @Nullable JsonWebTokens jwt;

  Authentication(boolean open, @Nullable CredentialFile credentials, @Nullable JsonWebTokens jwt) {
    this.open = open;
    this.credentials = credentials;
    this.jwt = jwt;
  }

  /**
   * Who calls.
   *
   * @throws Failure {@link Problem#UNAUTHENTICATED} without a credential, or with one that does not
   *     count
   */
  Caller caller(HttpServletRequest request, HttpServletResponse response) {
    if (open) {
      return Caller.ANYBODY;
    }
    Optional<String> bearer = Bearer.of(request);
    return bearer
        .map(token -> shown(token, request, response))
        .orElseGet(() -> certified(request))
        .orElseThrow(
            () ->
                Failure.of(
                    Problem.UNAUTHENTICATED,
                    bearer.isPresent()
                        ? "The credential does not count here, or no longer."
                        : "This takes a credential: Authorization: Bearer …"));
  }

  private Optional<Caller> shown(
      String token, HttpServletRequest request, HttpServletResponse response) {
    if (token.indexOf('.') >= 0) {
      return jwt == null ? Optional.empty() : jwt.caller(request, response);
    }
    return ApiToken.parse(token).flatMap(parsed -> find(parsed.hash()));
  }

  /** The server has checked that the client has the key of the certificate. */
  private Optional<Caller> certified(HttpServletRequest request) {
    return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
        ? find(hash(chain[0]))
        : Optional.empty();
  }

  private static Sha256 hash(X509Certificate certificate) {
    try {
      return Sha256.of(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<Caller> find(Sha256 hash) {
    return credentials == null ? Optional.empty() : credentials.find(hash);
  }
}
