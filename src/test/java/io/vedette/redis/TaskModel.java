package io.vedette.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a task is, said another way than scripts do: each method is what happens to it at a moment,
 * and tells what the one who does it is told. Luck is always one.
 */
final class TaskModel extends TaskFields {
  private static final int MOST_LOST = 3;
  private static final int MOST_ATTEMPTS = 20;
  private static final long USUAL_TIMEOUT = 60_000;
  private static final String USUAL_RETRY = "5 10000 2 3600000";
  private static final String LOST = "lost";

  final String id;
  final List<String> attempts = new ArrayList<>();
  boolean hasBody;
  boolean hasResult;
  String progress = "";

  TaskModel(String id, Map<String, String> given, String status, long at, long now) {
    this.id = id;
    fields.putAll(given);
    fields.put("created", Long.toString(now));
    fields.put("version", "0");
    hasBody = given.containsKey("size");
    move(status, at);
  }

  String status() {
    return text("status");
  }

  boolean is(String status) {
    return status().equals(status);
  }

  boolean isEnded() {
    return QueueShape.isEnded(status());
  }

  long at() {
    return number("at", 0);
  }

  long deadline() {
    return number("deadline", Long.MAX_VALUE);
  }

  private long timeout() {
    return number("timeout", USUAL_TIMEOUT);
  }

  /** What it is granted by, the lowest first. */
  long score() {
    return at() - 60_000 * number("priority", 0);
  }

  private void changed() {
    set("version", number("version", 0) + 1);
  }

  private void move(String status, long at) {
    set("status", status);
    set("at", at);
    changed();
  }

  private void end(String status, String reason, long now) {
    move(status, now);
    if (!reason.isEmpty()) {
      set("reason", reason);
    }
  }

  void becomeReady(long now) {
    move("queued", now);
  }

  /** It is found to be too late, or to lack its body, when it would be granted. */
  void end(long now) {
    if (deadline() <= now) {
      end("expired", "deadline", now);
    } else {
      end("dead", "body-missing", now);
    }
  }

  void grant(String nonce, long lease, long now) {
    long fence = Math.max(number("fence", 0) + 1, now);
    set("fence", fence);
    set("lease", nonce + " " + fence);
    set("started", now);
    set("worker", "w");
    move("running", Math.min(now + Math.min(lease, timeout()), deadline()));
  }

  /** Whether a lease is the one that holds it, which it is for longer when there is patience. */
  private boolean isHeld(String lease, boolean patient, long now) {
    return is("running") && text("lease").equals(lease) && (patient || now < at());
  }

  private String refused(String lease, String word) {
    return text("settled").equals(lease + " " + word) ? told() : LOST;
  }

  private String told() {
    return "done " + status();
  }

  String heartbeat(String lease, long extension, String news, boolean patient, long now) {
    long limit = Math.min(number("started", 0) + timeout(), deadline());
    long end = Math.min(now + extension, limit);
    if (!isHeld(lease, patient, now) || end <= now) {
      return LOST;
    }
    progress = news.isEmpty() ? progress : news;
    move("running", end);
    return "extended %d %s".formatted(end, fields.getOrDefault("cancel", "0"));
  }

  String complete(String lease, boolean result, boolean patient, long now) {
    if (!isHeld(lease, patient, now)) {
      return refused(lease, "complete");
    }
    set("settled", lease + " complete");
    end("succeeded", "", now);
    hasBody = false;
    hasResult |= result;
    return told();
  }

  String fail(String lease, boolean retryable, String after, boolean patient, long now) {
    if (!isHeld(lease, patient, now)) {
      return refused(lease, "fail");
    }
    set("settled", lease + " fail");
    fail("failed broken", retryable, after, now);
    return told();
  }

  private void fail(String outcome, boolean retryable, String after, long now) {
    String[] retry = fields.getOrDefault("retry", USUAL_RETRY).split(" ", 4);
    long failures = number("failures", 0) + 1;
    set("failures", failures);
    record(outcome, now);
    double usual =
        Double.parseDouble(retry[1])
            * Math.pow(Double.parseDouble(retry[2]), (double) (failures - 1));
    long wait =
        after.isEmpty()
            ? (long) Math.min(Double.parseDouble(retry[3]), usual)
            : Long.parseLong(after);
    if (fields.containsKey("cancel")) {
      end("cancelled", "", now);
    } else if (!retryable) {
      end("failed", "", now);
    } else if (failures >= Long.parseLong(retry[0])) {
      end("dead", "attempts", now);
    } else if (now + wait >= deadline()) {
      end("expired", "deadline", now);
    } else {
      move("retrying", now + wait);
    }
  }

  private void record(String outcomeAndProblem, long now) {
    String[] parts = outcomeAndProblem.split(" ", 2);
    attempts.add(
        "%s %s %d %s w %s".formatted(text("fence"), text("started"), now, parts[0], parts[1]));
    if (attempts.size() > MOST_ATTEMPTS) {
      attempts.remove(1);
    }
  }

  String release(String lease, long delay, boolean patient, long now) {
    if (!isHeld(lease, patient, now)) {
      return refused(lease, "release");
    }
    set("settled", lease + " release");
    if (fields.containsKey("cancel")) {
      end("cancelled", "", now);
    } else if (now + delay >= deadline()) {
      end("expired", "deadline", now);
    } else {
      move(delay > 0 ? "scheduled" : "queued", now + delay);
    }
    return told();
  }

  /** Its lease has ended and nobody may renew it any more. */
  void lose(long now) {
    if (number("started", 0) + timeout() <= at()) {
      fail("timed-out the attempt took longer than its timeout", true, "", now);
      return;
    }
    record("lease-lost the lease ended without a heartbeat", now);
    set("lost", number("lost", 0) + 1);
    if (fields.containsKey("cancel")) {
      end("cancelled", "", now);
    } else if (number("lost", 0) >= MOST_LOST) {
      end("dead", "lease-lost", now);
    } else if (deadline() <= now) {
      end(now);
    } else {
      becomeReady(now);
    }
  }

  String cancel(String reason, long now) {
    if (is("running")) {
      if (!fields.containsKey("cancel")) {
        set("cancel", "1");
        changed();
      }
      return "told running";
    }
    if (!isEnded()) {
      end("cancelled", reason, now);
    }
    return (is("cancelled") ? "done " : "conflict ") + status();
  }

  /** Whether another unfinished task has its unique value by now. */
  String retry(boolean taken, long now) {
    if (is("queued")) {
      return told();
    }
    if (is("succeeded") || is("running") || is("scheduled") || (isEnded() && taken)) {
      return "conflict " + status();
    }
    if (isEnded() && deadline() <= now) {
      fields.remove("deadline");
    }
    List.of("failures", "lost", "cancel", "reason", "settled").forEach(fields::remove);
    becomeReady(now);
    return told();
  }

  @Override
  public String toString() {
    return id + " " + fields;
  }
}
