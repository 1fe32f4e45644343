package it.vedette.local;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What each process of this JVM has printed from some moment on, also when it has ended since. */
public final class Said {
  private static final int LINES = 60;
  private static final int MOST_ENDED = 50;
  private static final Set<LogFile> OPEN = new LinkedHashSet<>();
  private static final Deque<Printed> ENDED = new ArrayDeque<>();

  /** The log of a process, as it was when its folder went. */
  private record Printed(LogFile log, String text) {}

  private final Map<LogFile, Integer> before = new HashMap<>();
  private final Set<Printed> endedBefore;

  private Said() {
    synchronized (OPEN) {
      OPEN.forEach(log -> before.put(log, log.text().length()));
      endedBefore = Set.copyOf(ENDED);
    }
  }

  /** What is printed from now on. */
  public static Said fromNow() {
    return new Said();
  }

  static void open(LogFile log) {
    synchronized (OPEN) {
      OPEN.add(log);
    }
  }

  /** Before that folder is removed. */
  static void keep(Path folder) {
    synchronized (OPEN) {
      List<LogFile> ending = OPEN.stream().filter(log -> log.path().startsWith(folder)).toList();
      for (LogFile log : ending) {
        OPEN.remove(log);
        ENDED.add(new Printed(log, log.text()));
      }
      while (ENDED.size() > MOST_ENDED) {
        ENDED.remove();
      }
    }
  }

  /** All of it, by process; of none that said nothing. */
  public Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    for (Printed log : logs()) {
      String text = log.text().substring(Math.min(log.text().length(), start(log.log())));
      if (!text.isBlank()) {
        all.put(log.log().path().toString(), text);
      }
    }
    return all;
  }

  private int start(LogFile log) {
    return before.getOrDefault(log, 0);
  }

  private List<Printed> logs() {
    synchronized (OPEN) {
      List<Printed> logs = new ArrayList<>(ENDED);
      logs.removeAll(endedBefore);
      OPEN.forEach(log -> logs.add(new Printed(log, log.text())));
      return logs;
    }
  }

  /** The last lines of each process, under its name. */
  @Override
  public String toString() {
    return all().entrySet().stream()
        .map(one -> one.getKey() + " said:\n" + last(one.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String last(String text) {
    List<String> lines = text.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }
}
