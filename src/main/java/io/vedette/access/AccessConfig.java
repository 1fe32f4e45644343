package io.vedette.access;

import io.vedette.config.Configuration;
import io.vedette.config.SettingError;
import io.vedette.config.Settings;
import io.vedette.credential.Grants;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where credentials come from, checked.
 *
 * @param open whether nobody needs one
 * @param credentials the file of tokens and certificates
 * @param jwt whether JSON Web Tokens are taken: {@code mp.jwt.verify.*} says of whom
 * @param groups what the members of a group in a JSON Web Token may do
 */
record AccessConfig(
    boolean open, Optional<Path> credentials, boolean jwt, Map<String, Grants> groups)
    implements Configuration {
  private static final String OPEN = "vedette.access.open";
  private static final String CREDENTIALS = "vedette.access.credentials-file";
  private static final String GROUPS = "vedette.access.groups";
  private static final String JWT = "mp.jwt.verify.";

  static AccessConfig from(Settings settings) {
    boolean open = settings.flag(OPEN);
    Optional<Path> file = settings.optionalText(CREDENTIALS).map(Path::of);
    boolean jwt = jwt(settings);
    if (open && (file.isPresent() || jwt)) {
      throw new SettingError(OPEN, "is true although credentials are configured; choose");
    }
    if (!open && file.isEmpty() && !jwt) {
      throw new SettingError(
          CREDENTIALS,
          "is missing, so nobody could call; give the file, or mp.jwt.verify.issuer, or "
              + OPEN
              + "=true where anybody may do anything");
    }
    file.ifPresent(AccessConfig::check);
    return new AccessConfig(open, file, jwt, groups(settings));
  }

  private static void check(Path file) {
    try {
      CredentialFile.read(file);
    } catch (IllegalArgumentException e) {
      throw new SettingError(CREDENTIALS, String.valueOf(e.getMessage()));
    }
  }

  /** A token that anybody signed, or that is meant for another service, must not count. */
  private static boolean jwt(Settings settings) {
    boolean issuer = settings.optionalText(JWT + "issuer").isPresent();
    boolean key =
        settings.optionalText(JWT + "publickey").isPresent()
            || settings.optionalText(JWT + "publickey.location").isPresent();
    boolean audiences = settings.optionalText(JWT + "audiences").isPresent();
    if (issuer && !audiences) {
      throw new SettingError(JWT + "audiences", "is missing; whom are the tokens meant for?");
    }
    if (issuer && !key) {
      throw new SettingError(
          JWT + "publickey.location", "is missing; give the address of the JWKS");
    }
    if (!issuer && (key || audiences)) {
      throw new SettingError(JWT + "issuer", "is missing; whose tokens are taken?");
    }
    if (issuer && !settings.optionalText("jwt").equals(Optional.of("on"))) {
      throw new SettingError("jwt", "is not 'on': the server would not check the tokens");
    }
    return issuer;
  }

  private static Map<String, Grants> groups(Settings settings) {
    Map<String, Grants> groups = new HashMap<>();
    for (String item : settings.list(GROUPS)) {
      String[] parts = item.split("=", 2);
      try {
        groups.put(parts[0].strip(), Grants.parse(scopes(parts)));
      } catch (IllegalArgumentException e) {
        throw new SettingError(GROUPS, "give group=scope scope, another=scope: " + e.getMessage());
      }
    }
    return Map.copyOf(groups);
  }

  private static List<String> scopes(String[] parts) {
    return parts.length < 2 ? List.of("") : Arrays.asList(parts[1].strip().split("\\s+"));
  }
}
