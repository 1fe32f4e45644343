package it.vedette;

/** What was claimed of a write. */
enum Claim {
  ACKNOWLEDGED,
  NOT_APPLIED,
  UNKNOWN,
  /** Made, but on too few replicas. */
  APPLIED;

  /** What an answer claims: by its status, or by the outcome in its problem document. */
  static Claim of(Answer answer) {
    if (answer.status() < 300) {
      return ACKNOWLEDGED;
    }
    return switch (answer.json().getString("outcome", "")) {
      case "not-applied" -> NOT_APPLIED;
      case "applied" -> APPLIED;
      case "unknown" -> UNKNOWN;
      default -> throw new IllegalStateException(answer.text());
    };
  }
}
