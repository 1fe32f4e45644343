package io.vedette.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys as text (RFC 7468), which Java reads only in part. */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \\1-----");
  private static final String CERTIFICATE = "CERTIFICATE";

  /** PKCS #8. The older forms of a single algorithm have other names. */
  private static final String PRIVATE_KEY = "PRIVATE KEY";

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  private Pem() {}

  /** Whether it has a certificate in it. */
  static boolean isIn(byte[] file) {
    return text(file).contains("-----BEGIN " + CERTIFICATE + "-----");
  }

  /** All certificates, in their order. */
  static List<Certificate> certificates(byte[] file) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<Certificate> certificates = new ArrayList<>();
    for (byte[] one : blocks(file, CERTIFICATE)) {
      certificates.add(factory.generateCertificate(new ByteArrayInputStream(one)));
    }
    return certificates;
  }

  /** The first private key. */
  static PrivateKey privateKey(byte[] file) throws GeneralSecurityException {
    List<byte[]> keys = blocks(file, PRIVATE_KEY);
    if (keys.isEmpty()) {
      throw new InvalidKeySpecException("there is no PKCS #8 key (BEGIN PRIVATE KEY)");
    }
    PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(keys.get(0));
    for (String algorithm : ALGORITHMS) {
      Optional<PrivateKey> read = privateKey(algorithm, key);
      if (read.isPresent()) {
        return read.get();
      }
    }
    throw new InvalidKeySpecException("the key is none of " + ALGORITHMS);
  }

  /** It says its algorithm, but Java wants to be told. */
  private static Optional<PrivateKey> privateKey(String algorithm, PKCS8EncodedKeySpec key)
      throws GeneralSecurityException {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(key));
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    }
  }

  private static List<byte[]> blocks(byte[] file, String label) {
    List<byte[]> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(text(file));
    while (block.find()) {
      if (label.equals(block.group(1))) {
        blocks.add(Base64.getMimeDecoder().decode(block.group(2)));
      }
    }
    return blocks;
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }
}
