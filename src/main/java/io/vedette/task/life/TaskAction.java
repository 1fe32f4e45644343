package io.vedette.task.life;

import java.util.Locale;

/** What may be done with a task from outside. */
public enum TaskAction {
  /** Nobody wants it any more. */
  CANCEL("cancelled"),
  /** It is ready anew, as if nothing had failed. */
  RETRY("retried"),
  /** It is sent to its target once more, whatever became of it. */
  REDELIVER("delivered again"),
  /** It is forgotten, when it has ended. */
  DELETE("deleted");

  private final String past;

  TaskAction(String past) {
    this.past = past;
  }

  /** The word that scripts know. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a task is afterwards. */
  String past() {
    return past;
  }
}
