package it.vedette;

import it.vedette.History.Event;
import it.vedette.History.Finding;
import it.vedette.SessionLedger.Trouble;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What one session may be, by all that was done to it and answered. */
final class SessionModel {
  /** The only attributes there are. */
  static final List<String> NAMES =
      List.of("own-0", "own-1", "own-2", "own-3", "shared", "single", "left", "right");

  static final String ABSENT = "absent";
  private static final String ALIVE = "alive";
  private static final String DEAD = "dead";

  /** What never changes while a session lives. */
  private static final List<String> FACTS = List.of("handle", "created", "expires", "device");

  /** An id under which a session can be reached, for as long as it is not rotated away. */
  record Token(String text, History life) {}

  private final SessionLedger rateLimits;
  private final JsonObject facts;
  private final History life;
  private final History subject;
  private final Map<String, History> attributes = new LinkedHashMap<>();
  private final Map<String, String> tagged = new ConcurrentHashMap<>();
  private final List<Token> ids = new CopyOnWriteArrayList<>();

  /** Whether somebody gives it a new id: only one at a time does. */
  final AtomicBoolean rotating = new AtomicBoolean();

  /**
   * One that was created in that time.
   *
   * @param created the answer
   */
  SessionModel(SessionLedger rateLimits, JsonObject created, Span span) {
    this.rateLimits = rateLimits;
    this.facts = created;
    this.life = history(ALIVE, span);
    this.subject = history(created.getString("subject", ABSENT), span);
    JsonObject given = created.getJsonObject("attributes");
    NAMES.forEach(name -> attributes.put(name, history(text(given.get(name)), span)));
    addId(created.getString("id"), span);
  }

  private History history(String value, Span span) {
    return new History(rateLimits.failovers(), value, span);
  }

  /** How the model writes a value. */
  static String text(@Nullable JsonValue value) {
    return value == null ? ABSENT : value.toString();
  }

  String handle() {
    return facts.getString("handle");
  }

  /** The newest id. */
  Token id() {
    return ids.get(ids.size() - 1);
  }

  List<Token> ids() {
    return ids;
  }

  void addId(String text, Span span) {
    ids.add(new Token(text, history(ALIVE, span)));
  }

  /** The end of an id that begins to end then, perhaps. */
  Event beginEnd(Token id, Duration grace) {
    return id.life().begin(DEAD, Span.open().shifted(grace));
  }

  /** Somebody begins to end the session. */
  Event beginEnd() {
    return life.begin(DEAD);
  }

  /** The same for one that may have happened in that time. */
  Event mayHaveEnded(Span span) {
    return life.begin(DEAD, span);
  }

  /** It ends by itself in that time. */
  void expires(Span span) {
    life.end(life.begin(DEAD, span), span, Claim.ACKNOWLEDGED, true);
  }

  void end(Event end, Span span, Claim claim, boolean replicated) {
    life.end(end, span, claim, replicated);
  }

  History subject() {
    return subject;
  }

  History attribute(String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }

  /** Whether an end of it was acknowledged then or later. */
  boolean hasEnded(long since) {
    return life.isKept(DEAD, since);
  }

  boolean isSurelyDead(Span during) {
    return life.couldBe(ALIVE, during) == Finding.IMPOSSIBLE;
  }

  /** Whether the id was one of the session, which may be dead. */
  static boolean isSurelyValid(Token id, Span during) {
    return id.life().couldBe(DEAD, during) == Finding.IMPOSSIBLE;
  }

  /** What a list says of it. */
  void item(JsonObject item) {
    for (String fact : FACTS) {
      if (!text(facts.get(fact)).equals(text(item.get(fact)))) {
        rateLimits.report(Trouble.HALF, "%s of %s is not as in %s".formatted(fact, item, facts));
      }
    }
  }

  /** It was listed, or not. */
  void listed(boolean there, Span read) {
    if (life.read(there ? ALIVE : DEAD, read) == Finding.IMPOSSIBLE) {
      report(there ? Trouble.RESURRECTED : Trouble.LOST, id());
    }
  }

  /** A request under that id found the session. */
  void found(Token id, Span read) {
    Finding name = id.life().read(ALIVE, read);
    Finding session = life.read(ALIVE, read);
    if (name == Finding.IMPOSSIBLE || session == Finding.IMPOSSIBLE) {
      report(Trouble.RESURRECTED, id);
    }
  }

  /** A request under that id did not find the session. */
  void missed(Token id, Span read) {
    boolean session = life.couldBe(DEAD, read) != Finding.IMPOSSIBLE;
    boolean name = id.life().couldBe(DEAD, read) != Finding.IMPOSSIBLE;
    if (!session && !name) {
      report(Trouble.LOST, id);
    } else if (!session || !name) {
      (session ? life : id.life()).read(DEAD, read);
    }
  }

  private void report(Trouble trouble, Token id) {
    int number = ids.indexOf(id) + 1;
    rateLimits.report(
        trouble,
        "session %s, id %d of %d: %s; the id: %s"
            .formatted(handle(), number, ids.size(), life, id.life()));
  }

  /** The whole document of the session was read. */
  void document(JsonObject document, String tag, Span read) {
    item(document);
    String whose = document.getString("subject", ABSENT);
    if (subject.read(whose, read) == Finding.IMPOSSIBLE) {
      rateLimits.report(Trouble.HALF, "the subject is %s: %s".formatted(whose, subject));
    }
    JsonObject now = document.getJsonObject("attributes");
    if (now == null) {
      rateLimits.report(Trouble.HALF, "no attributes in " + document);
    } else {
      attributes(now, "session " + tag, read);
    }
  }

  /** All attributes were read. */
  void attributes(JsonObject now, String tag, Span read) {
    NAMES.forEach(name -> attribute(name, text(now.get(name)), read));
    if (!NAMES.containsAll(now.keySet())) {
      rateLimits.report(Trouble.HALF, "nobody wrote all of " + now);
    }
    if (!text(now.get("left")).equals(text(now.get("right")))) {
      rateLimits.report(Trouble.HALF, "half a patch in " + now);
    }
    String content = new TreeMap<>(now).toString();
    String before = tagged.putIfAbsent(tag, content);
    if (before != null && !before.equals(content)) {
      rateLimits.report(
          Trouble.WRONG, "%s stood for %s, now for %s".formatted(tag, before, content));
    }
  }

  /** One attribute was read; {@link #ABSENT} when it is not there. */
  void attribute(String name, String value, Span read) {
    History history = attribute(name);
    Finding finding = history.read(value, read);
    rateLimits.read(finding);
    if (finding == Finding.IMPOSSIBLE) {
      rateLimits.report(
          Trouble.LOST,
          "%s of session %s is %s at %s: %s".formatted(name, handle(), value, read, history));
    }
  }
}
