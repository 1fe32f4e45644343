package io.vedette.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One secret of Standard Webhooks 1.0.0, as that writes it. */
final class SigningKey {
  private static final String SYMMETRIC = "whsec_";
  private static final String PRIVATE = "whsk_";
  private static final String PUBLIC = "whpk_";
  private static final String ED25519 = "Ed25519";
  private static final int HALF = 32;

  /** What stands before the 32 bytes of a public key: RFC 8410, section 4. */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String version;
  private final int strength;
  private final Scheme scheme;

  private interface Scheme {
    byte[] sign(byte[] content) throws GeneralSecurityException;
  }

  private SigningKey(String version, int strength, Scheme scheme) {
    this.version = version;
    this.strength = strength;
    this.scheme = scheme;
  }

  /**
   * Reads {@code whsec_} with the base64 of any key for HMAC-SHA256, where the prefix may be
   * missing, or {@code whsk_} with that of an ed25519 seed and its public key.
   *
   * @throws IllegalArgumentException with what is wrong, without the secret
   */
  static SigningKey parse(String secret) {
    if (secret.startsWith(PUBLIC)) {
      throw new IllegalArgumentException("is a public key (whpk_), which signs nothing");
    }
    if (secret.startsWith(PRIVATE)) {
      return ed25519(decoded(secret.substring(PRIVATE.length())));
    }
    boolean prefixed = secret.startsWith(SYMMETRIC);
    return hmac(decoded(prefixed ? secret.substring(SYMMETRIC.length()) : secret));
  }

  private static byte[] decoded(String base64) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // Its message shows a character of the secret, and so would its cause.
      key = null;
    }
    if (key == null || key.length == 0) {
      throw new IllegalArgumentException("is not whsec_ or whsk_ and the base64 of a key");
    }
    return key;
  }

  private static SigningKey hmac(byte[] key) {
    SecretKeySpec secret = new SecretKeySpec(key, "HmacSHA256");
    return new SigningKey(
        "v1",
        key.length,
        content -> {
          Mac mac = Mac.getInstance(secret.getAlgorithm());
          mac.init(secret);
          return mac.doFinal(content);
        });
  }

  private static SigningKey ed25519(byte[] pair) {
    if (pair.length != 2 * HALF) {
      throw new IllegalArgumentException("is not whsk_ with 32 bytes of seed and 32 of public key");
    }
    try {
      KeyFactory keys = KeyFactory.getInstance(ED25519);
      byte[] seed = Arrays.copyOf(pair, HALF);
      PrivateKey secret =
          keys.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
      requirePair(secret, keys.generatePublic(new X509EncodedKeySpec(x509(pair))));
      return new SigningKey("v1a", HALF, content -> signed(secret, content));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("is no ed25519 key (whsk_) that Java reads", e);
    }
  }

  private static byte[] x509(byte[] pair) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encoded.writeBytes(X509);
    encoded.write(pair, HALF, HALF);
    return encoded.toByteArray();
  }

  private static byte[] signed(PrivateKey secret, byte[] content) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(ED25519);
    signature.initSign(secret);
    signature.update(content);
    return signature.sign();
  }

  /** Receivers would refuse what a seed signs that is not that of their key. */
  private static void requirePair(PrivateKey secret, PublicKey known)
      throws GeneralSecurityException {
    byte[] content = ED25519.getBytes(US_ASCII);
    Signature check = Signature.getInstance(ED25519);
    check.initVerify(known);
    check.update(content);
    if (!check.verify(signed(secret, content))) {
      throw new IllegalArgumentException("has a public key that is not that of its seed (whsk_)");
    }
  }

  /** The bytes of the secret. */
  int strength() {
    return strength;
  }

  /** Its version and the base64 of its signature: one item of {@code webhook-signature}. */
  String sign(byte[] content) {
    try {
      return version + "," + Base64.getEncoder().encodeToString(scheme.sign(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
