package it.vedette;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An issuer of JSON Web Tokens that serves its keys over HTTP. */
final class TokenIssuer implements AutoCloseable {
  static final String ISSUER = "https://issuer.example";
  static final String AUDIENCE = "vedette";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair pair = pair();
  private final HttpServer server;

  TokenIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/jwks",
        exchange -> {
          byte[] keys = keys().toString().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.start();
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a server needs to know to take the tokens. */
  Map<String, String> settings() {
    return Map.of(
        "jwt",
        "on",
        "MP_JWT_VERIFY_ISSUER",
        ISSUER,
        "MP_JWT_VERIFY_AUDIENCES",
        AUDIENCE,
        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
        "http://localhost:%d/jwks".formatted(server.getAddress().getPort()));
  }

  private JsonObject keys() {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    return Json.createObjectBuilder()
        .add(
            "keys",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("kty", "RSA")
                        .add("kid", "one")
                        .add("use", "sig")
                        .add("alg", "RS256")
                        .add("n", base64(key.getModulus()))
                        .add("e", base64(key.getPublicExponent()))))
        .build();
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
  }

  /** The claims of a token that counts, for an hour; to be changed. */
  static JsonObjectBuilder claims() {
    Instant now = Instant.now();
    return Json.createObjectBuilder()
        .add("iss", ISSUER)
        .add("aud", AUDIENCE)
        .add("sub", "alice")
        .add("upn", "alice")
        .add("jti", Long.toString(System.nanoTime()))
        .add("iat", now.getEpochSecond())
        .add("exp", now.plusSeconds(3600).getEpochSecond());
  }

  /** A token with these claims, signed as it should be. */
  String signed(JsonObjectBuilder claims) {
    return signed(claims, pair);
  }

  /** The same with a key that nobody knows. */
  static String signedByAStranger(JsonObjectBuilder claims) {
    return signed(claims, pair());
  }

  private static String signed(JsonObjectBuilder claims, KeyPair by) {
    String text = head("RS256") + "." + part(claims.build());
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(by.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without a signature, as the algorithm "none" has it. */
  static String unsigned(JsonObjectBuilder claims) {
    return head("none") + "." + part(claims.build()) + ".";
  }

  /** With the public key, which everybody knows, as the secret of HS256. */
  String signedWithThePublicKey(JsonObjectBuilder claims) {
    String text = head("HS256") + "." + part(claims.build());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(pair.getPublic().getEncoded(), "HmacSHA256"));
      return text
          + "."
          + BASE64.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String head(String algorithm) {
    return part(
        Json.createObjectBuilder()
            .add("alg", algorithm)
            .add("kid", "one")
            .add("typ", "JWT")
            .build());
  }

  private static String part(JsonObject json) {
    return BASE64.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
