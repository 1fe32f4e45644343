package it.vedette.shop;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the page can ask for. All it leaves behind is in the session. */
final class Calls {
  private static final Set<String> PRODUCTS = Set.of("tea", "coffee", "cocoa");
  private static final int MOST = 99;
  private static final String SET_COOKIE = "Set-Cookie";

  private final Sessions sessions;
  private final Map<String, String> passwords;

  /**
   * Those of a shop.
   *
   * @param passwords of its users, whom a real shop would leave to its identity provider
   */
  Calls(Sessions sessions, Map<String, String> passwords) {
    this.sessions = sessions;
    this.passwords = Map.copyOf(passwords);
  }

  /** Who is logged in, and what is in the cart. */
  Reply me(Optional<String> cookie) {
    Optional<JsonObject> session = cookie.flatMap(sessions::read);
    JsonObjectBuilder shown = Json.createObjectBuilder();
    session.flatMap(Calls::user).ifPresent(user -> shown.add("user", user));
    JsonObject empty = JsonValue.EMPTY_JSON_OBJECT;
    JsonObject attributes = session.map(it -> it.getJsonObject("attributes")).orElse(empty);
    return Reply.json(shown.add("cart", attributes.getOrDefault("cart", empty)).build());
  }

  /** Nobody while the session is anonymous. */
  private static Optional<String> user(JsonObject session) {
    return Optional.ofNullable(session.getString("subject", null));
  }

  /** Sets quantities of products; {@code null} takes one out. Begins a session if there is none. */
  Reply cart(Optional<String> cookie, JsonObject quantities) {
    if (!quantities.entrySet().stream().allMatch(it -> isSold(it.getKey(), it.getValue()))) {
      return Reply.refused(400, "We do not sell that.");
    }
    if (cookie.isPresent()) {
      return sessions.merge(cookie.get(), object("cart", quantities)) ? Reply.done() : ended();
    }
    JsonObject cart =
        Json.createMergePatch(quantities).apply(JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
    String id = sessions.create(object("attributes", object("cart", cart)));
    return Reply.done().with(SET_COOKIE, SessionCookie.holding(id));
  }

  private static JsonObject object(String name, JsonValue value) {
    return Json.createObjectBuilder().add(name, value).build();
  }

  private static boolean isSold(String product, JsonValue quantity) {
    return PRODUCTS.contains(product) && (quantity == JsonValue.NULL || isQuantity(quantity));
  }

  private static boolean isQuantity(JsonValue value) {
    return value instanceof JsonNumber number
        && number.isIntegral()
        && number.longValue() >= 1
        && number.longValue() <= MOST;
  }

  /** The session and its cart become those of a user, under an id that nobody has seen before. */
  Reply logIn(Optional<String> cookie, JsonObject form) {
    String user = form.getString("user", "");
    if (!isRight(user, form.getString("password", ""))) {
      return Reply.refused(401, "Wrong name or password.");
    }
    Optional<String> bound = cookie.flatMap(before -> sessions.bind(before, user));
    String id = bound.orElseGet(() -> anew(cookie, user));
    return Reply.done().with(SET_COOKIE, SessionCookie.holding(id));
  }

  private boolean isRight(String user, String password) {
    String right = passwords.getOrDefault(user, "");
    return !right.isEmpty()
        && MessageDigest.isEqual(
            right.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
  }

  /** Where there was no session, or one that had ended or was somebody's already. */
  private String anew(Optional<String> cookie, String user) {
    cookie.ifPresent(sessions::end);
    return sessions.create(object("subject", Json.createValue(user)));
  }

  Reply logOut(Optional<String> cookie) {
    cookie.ifPresent(sessions::end);
    return Reply.done().with(SET_COOKIE, SessionCookie.cleared());
  }

  /** Ends this session and all others of its user, in whatever browser they are. */
  Reply logOutEverywhere(Optional<String> cookie) {
    Optional<JsonObject> session = cookie.flatMap(sessions::read);
    session.flatMap(Calls::user).ifPresent(sessions::endAll);
    return logOut(cookie);
  }

  /** The cookie outlived its session, which expired or was ended elsewhere. */
  private static Reply ended() {
    return Reply.refused(401, "Your session has ended.").with(SET_COOKIE, SessionCookie.cleared());
  }
}
