package io.vedette.credential;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes an API token: prints it, and the line that stands for it in the file of credentials. */
public final class TokenCommand {
  private static final String USAGE =
      """
      Give: ID SCOPES [EXPIRY [NOTE]]
        ID      whose token it is: shop
        SCOPES  what it may do: cache:read,cache:write:catalog-*
        EXPIRY  an instant such as 2027-01-31T00:00:00Z, or never (the default)""";

  private TokenCommand() {}

  /** Exits with 1 and a word of help when the arguments are wrong. */
  public static void main(String[] arguments) {
    if (!run(List.of(arguments), new SecureRandom(), System.out, System.err)) {
      System.exit(1);
    }
  }

  /** Returns whether it was made. The line goes to {@code out} behind the token. */
  public static boolean run(
      List<String> arguments, RandomGenerator random, PrintStream out, PrintStream error) {
    if (arguments.size() < 2) {
      error.println(USAGE);
      return false;
    }
    ApiToken token = ApiToken.random(random);
    try {
      String line = line(arguments, token);
      Credential.parse(line);
      out.println(token.secret());
      out.println(line);
      return true;
    } catch (IllegalArgumentException e) {
      error.println(e.getMessage());
      error.println(USAGE);
      return false;
    }
  }

  private static String line(List<String> arguments, ApiToken token) {
    String expiry = arguments.size() > 2 ? arguments.get(2) : "never";
    String note =
        String.join(" ", arguments.subList(Math.min(3, arguments.size()), arguments.size()));
    return "%s sha256:%s %s %s %s"
        .formatted(arguments.get(0), token.hash().hex(), arguments.get(1), expiry, note)
        .strip();
  }
}
