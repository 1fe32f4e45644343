package io.vedette.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vedette.push.PushFailure.Reason;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands between a URL of the configuration and a connection. */
class TargetGuardTest {
  private static List<InetAddress> addresses(String... literals) {
    List<InetAddress> addresses = new ArrayList<>();
    for (String literal : literals) {
      try {
        addresses.add(InetAddress.getByName(literal));
      } catch (UnknownHostException e) {
        throw new IllegalStateException(e);
      }
    }
    return addresses;
  }

  private static String url(JsonObject row) {
    if (row.containsKey("url")) {
      return row.getString("url");
    }
    String host = row.getString("host");
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + "/";
  }

  private static List<InetAddress> resolved(JsonObject row) {
    JsonArray answer =
        Objects.requireNonNullElse(row.getJsonArray("resolvesTo"), JsonArray.EMPTY_JSON_ARRAY);
    return addresses(
        answer.getValuesAs(JsonString.class).stream()
            .map(JsonString::getString)
            .toArray(String[]::new));
  }

  private static boolean isRefused(JsonObject row) {
    try {
      TargetUrl url = new TargetUrl(url(row));
      PushTarget target = new PushTarget(url, false, Optional.empty(), 1);
      if (url.address().isEmpty()) {
        TargetAddresses.checked(resolved(row), target.privateAllowed());
      }
      return false;
    } catch (IllegalArgumentException | PushFailure e) {
      return true;
    }
  }

  @Test
  void whatOthersRefuse_isRefused_andWhatTheyTakeIsTaken() {
    List<JsonObject> rows =
        Vectors.addresses().stream().filter(row -> !row.getBoolean("either", false)).toList();

    assertEquals(145, rows.size());
    assertEquals(
        List.of(), Vectors.wrong(rows, row -> isRefused(row) == row.getBoolean("refused")));
  }

  private static Reason refusal(boolean privateAllowed, String... resolved) {
    return assertThrows(
            PushFailure.class, () -> TargetAddresses.checked(addresses(resolved), privateAllowed))
        .reason();
  }

  @Test
  void answerWithOneRefusedAddress_isRefusedAsAWhole() {
    assertEquals(Reason.REFUSED_ADDRESS, refusal(false, "93.184.216.34", "10.0.0.5"));
    assertEquals(Reason.REFUSED_ADDRESS, refusal(false, "10.0.0.5", "93.184.216.34"));
    assertEquals(Reason.REFUSED_ADDRESS, refusal(true, "10.0.0.5", "169.254.169.254"));
  }

  @Test
  void answerWithoutAddresses_isRefused() {
    assertEquals(Reason.NAME_NOT_RESOLVED, refusal(true));
  }

  @Test
  void privateTarget_mayBePrivate_andStillNotForbidden() {
    List<InetAddress> allowed = addresses("127.0.0.1", "fd12::1", "93.184.216.34");

    assertEquals(allowed, TargetAddresses.checked(allowed, true));
    for (String forbidden : List.of("0.0.0.0", "::", "224.0.0.1", "255.255.255.255", "fe80::1")) {
      assertEquals(Reason.REFUSED_ADDRESS, refusal(true, forbidden));
    }
  }

  @Test
  void targetWithAnAddressInItsUrl_isCheckedAtOnce() {
    TargetUrl url = new TargetUrl("http://[::1]/");

    assertEquals(url, new PushTarget(url, true, Optional.empty(), 1).url());
    assertThrows(
        IllegalArgumentException.class, () -> new PushTarget(url, false, Optional.empty(), 1));
  }
}
