package io.vedette.failure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the caller is told about: one entry of the catalogue with what is known of this
 * occurrence. The detail is shown to strangers: it names no class, address or secret.
 *
 * <p>It carries no stack trace, because it is an answer and not a fault: a fault is any other
 * exception and comes out as {@link Problem#INTERNAL}.
 */
public final class Failure extends RuntimeException {
  private final transient Problem problem;
  private final transient List<InputError> errors;
  private final @Nullable Outcome outcome;
  private final @Nullable Duration retryAfter;
  private final @Nullable Integer replicas;
  private final transient List<String> violated;
  private final transient @Nullable Taken taken;
  private final boolean lasting;

  private Failure(
      Problem problem,
      String detail,
      List<InputError> errors,
      @Nullable Outcome outcome,
      @Nullable Duration retryAfter,
      @Nullable Integer replicas,
      List<String> violated,
      @Nullable Taken taken,
      boolean lasting) {
    super(detail, null, false, false);
    this.problem = problem;
    this.errors = List.copyOf(errors);
    this.outcome = outcome;
    this.retryAfter = retryAfter;
    this.replicas = replicas;
    this.violated = List.copyOf(violated);
    this.taken = taken;
    this.lasting = lasting;
  }

  /** A failure with nothing to add to its detail. */
  public static Failure of(Problem problem, String detail) {
    return new Failure(problem, detail, List.of(), null, null, null, List.of(), null, false);
  }

  /** Bad input, 400: the detail is that of the first error. */
  public static Failure malformed(InputError first, InputError... more) {
    var errors = new java.util.ArrayList<InputError>(1 + more.length);
    errors.add(first);
    errors.addAll(List.of(more));
    return new Failure(
        Problem.MALFORMED_REQUEST,
        first.detail(),
        errors,
        null,
        null,
        null,
        List.of(),
        null,
        false);
  }

  /** The same failure, telling what became of the write. */
  public Failure with(Outcome becameOfIt) {
    return new Failure(
        problem, detail(), errors, becameOfIt, retryAfter, replicas, violated, taken, lasting);
  }

  /** The same failure, telling when to try again. */
  public Failure retryAfter(Duration wait) {
    return new Failure(
        problem, detail(), errors, outcome, wait, replicas, violated, taken, lasting);
  }

  /** The same failure, telling how many replicas have the write. */
  public Failure acknowledgedBy(int count) {
    return new Failure(
        problem, detail(), errors, outcome, retryAfter, count, violated, taken, lasting);
  }

  /** The same failure, telling which limits were reached, by their names. */
  public Failure violating(List<String> limits) {
    return new Failure(
        problem, detail(), errors, outcome, retryAfter, replicas, limits, taken, lasting);
  }

  /** The same failure, telling what would have been taken. */
  public Failure taking(Taken.Kind kind, String name) {
    Taken instead = new Taken(kind, name);
    return new Failure(
        problem, detail(), errors, outcome, retryAfter, replicas, violated, instead, lasting);
  }

  /** The same failure, of which the same request would see no other end, however late. */
  public Failure lasting() {
    return new Failure(
        problem, detail(), errors, outcome, retryAfter, replicas, violated, taken, true);
  }

  /** The entry of the catalogue. */
  public Problem problem() {
    return problem;
  }

  /** What happened this time, for a person. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** What is wrong with the input; empty unless the input is at fault. */
  public List<InputError> errors() {
    return errors;
  }

  /** What became of the write; absent for reads and where the status says it all. */
  public Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  /** How many replicas have the write; absent when they were not asked. */
  public Optional<Integer> replicas() {
    return Optional.ofNullable(replicas);
  }

  /** Whether the same request may succeed later: as its problem says, unless it is to last. */
  public boolean retryable() {
    return problem.retryable() && !lasting;
  }

  /** The names of the limits that were reached; empty when it was none. */
  public List<String> violated() {
    return violated;
  }

  /** What would have been taken; absent unless another one came. */
  public Optional<Taken> taken() {
    return Optional.ofNullable(taken);
  }

  /** How long to wait before trying again; absent when trying again does not help. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
