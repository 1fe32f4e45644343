package io.vedette.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();

  private boolean run(String... arguments) {
    return TokenCommand.run(
        List.of(arguments),
        new Random(1),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(error, true, StandardCharsets.UTF_8));
  }

  @Test
  void run_printsATokenAndTheLineThatStandsForIt() {
    assertTrue(run("shop", "cache:read,admin:x", "2027-01-31T00:00:00Z", "for", "the", "till"));
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(2, lines.size());
    Credential credential =
        Credentials.parse(lines.subList(1, 2))
            .find(ApiToken.parse(lines.get(0)).orElseThrow().hash())
            .orElseThrow();
    assertEquals("shop", credential.id());
    assertTrue(lines.get(1).endsWith(" 2027-01-31T00:00:00Z for the till"), lines.get(1));
    assertFalse(lines.get(1).contains(lines.get(0)), "the secret is not in the file");
    assertEquals("", error.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "shop", "shop root", "sh/op admin", "shop admin tomorrow"})
  void run_withWrongArguments_saysWhatItTakes_andMakesNone(String arguments) {
    assertFalse(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
    assertTrue(error.toString(StandardCharsets.UTF_8).contains("Give: ID SCOPES"));
  }
}
