package it.vedette;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What was told of one task, which its payload names: nobody knows its id for sure before. */
final class TaskHistory {
  /** Somebody has it. */
  static final class Grant {
    final String lease;
    final long fence;
    final Span span;
    final Instant at = Instant.now();
    private Instant end;

    Grant(String lease, long fence, Instant end, Span span) {
      this.lease = lease;
      this.fence = fence;
      this.end = end;
      this.span = span;
    }

    synchronized void extend(Instant later) {
      end = later;
    }

    synchronized Instant end() {
      return end;
    }

    @Override
    public String toString() {
      return "%d at %s until %s %s".formatted(fence, at, end(), span);
    }
  }

  /** What a holder, or the one who has submitted it, has done with it. */
  private record Call(String word, String lease, Claim claim, int status, Span span) {
    boolean mayBeDone() {
      return claim != Claim.NOT_APPLIED;
    }

    boolean isDone() {
      return claim == Claim.ACKNOWLEDGED;
    }
  }

  /** Why one more has had it. */
  enum Reason {
    GIVEN_BACK,
    LEASE_ENDED,
    FAIL_OVER,
    NONE
  }

  final String token;
  private final List<Grant> grants = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private String id = "";

  TaskHistory(String token) {
    this.token = token;
  }

  /** It was acknowledged under an id; false when that is another than before. */
  synchronized boolean acknowledged(String taken) {
    boolean same = id.isEmpty() || id.equals(taken);
    id = taken;
    return same;
  }

  synchronized Optional<String> id() {
    return id.isEmpty() ? Optional.empty() : Optional.of(id);
  }

  synchronized void granted(Grant grant) {
    grants.add(grant);
  }

  synchronized void called(String word, String lease, Claim claim, int status, Span span) {
    calls.add(new Call(word, lease, claim, status, span));
  }

  synchronized boolean wasGranted() {
    return !grants.isEmpty();
  }

  /** Tells for each grant but the first why it was made. */
  synchronized void explain(Failovers failovers, Consumer<Reason> reasons) {
    List<Grant> inOrder = inOrder();
    for (int i = 1; i < inOrder.size(); i++) {
      reasons.accept(reason(inOrder.get(i - 1), inOrder.get(i), failovers));
    }
  }

  private List<Grant> inOrder() {
    return grants.stream().sorted((one, other) -> Long.compare(one.fence, other.fence)).toList();
  }

  private Reason reason(Grant before, Grant next, Failovers failovers) {
    boolean givenBack =
        calls.stream()
            .filter(call -> call.lease().equals(before.lease) && call.mayBeDone())
            .filter(call -> call.word().equals("fail") || call.word().equals("release"))
            .anyMatch(call -> call.span().start() <= next.span.end());
    if (givenBack) {
      return Reason.GIVEN_BACK;
    }
    if (!next.at.isBefore(before.end())) {
      return Reason.LEASE_ENDED;
    }
    return failovers.mayHaveLost(before.span, next.span) ? Reason.FAIL_OVER : Reason.NONE;
  }

  /** What cannot be true when the task is that in the end. */
  synchronized List<String> faults(String status, String reason, Failovers failovers) {
    List<String> faults = new ArrayList<>();
    if (!isExplained(status, reason)) {
      faults.add("nobody has made it " + status + " " + reason);
    }
    if (calls.stream().anyMatch(call -> isFinal(call) && !call.word().equals(status))) {
      faults.add("it was acknowledged that it ended, not as " + status);
    }
    long completed =
        calls.stream()
            .filter(call -> call.word().equals("succeeded") && call.isDone())
            .map(Call::lease)
            .distinct()
            .count();
    if (completed > 1) {
      faults.add("completed by " + completed);
    }
    calls.stream()
        .filter(call -> call.isDone() && hasAnother(call, failovers))
        .forEach(call -> faults.add("another had it, and yet " + call));
    explain(
        failovers,
        why -> {
          if (why == Reason.NONE) {
            faults.add("two have it at the same time");
          }
        });
    if (grants.stream()
        .anyMatch(one -> grants.stream().anyMatch(other -> isOutOfOrder(one, other)))) {
      faults.add("a fence has not grown");
    }
    return faults.stream().map(fault -> fault + ": " + this).toList();
  }

  /** Whether it was told that nothing will happen to it any more. */
  private static boolean isFinal(Call call) {
    return call.isDone()
        && call.status() == 200
        && List.of("succeeded", "failed", "dead", "cancelled").contains(call.word());
  }

  private static boolean isOutOfOrder(Grant one, Grant other) {
    return one.span.isBefore(other.span) && one.fence >= other.fence;
  }

  private boolean isExplained(String status, String reason) {
    if (reason.equals("lease-lost")) {
      return grants.stream().anyMatch(grant -> !isSettled(grant));
    }
    String word = status.equals("dead") ? "fail" : status;
    return calls.stream()
        .anyMatch(call -> List.of(word, status).contains(call.word()) && call.mayBeDone());
  }

  /** Whether somebody else had got it before, for all that is known. */
  private boolean hasAnother(Call call, Failovers failovers) {
    long own =
        grants.stream()
            .filter(grant -> grant.lease.equals(call.lease()))
            .mapToLong(grant -> grant.fence)
            .findAny()
            .orElse(Long.MAX_VALUE);
    return grants.stream()
        .filter(grant -> grant.fence > own && grant.span.isBefore(call.span()))
        .anyMatch(grant -> !failovers.mayHaveLost(grant.span, call.span()));
  }

  private boolean isSettled(Grant grant) {
    return calls.stream().anyMatch(call -> call.lease().equals(grant.lease) && call.isDone());
  }

  @Override
  public synchronized String toString() {
    return "%s %s: %s %s".formatted(token, id, inOrder(), calls);
  }
}
