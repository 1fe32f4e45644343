package io.vedette.task.queue;

import io.vedette.redis.Script;
import io.vedette.redis.Script.Effect;
import java.util.List;
import java.util.stream.Stream;

/** The scripts of queues, and what the scripts of tasks begin with. */
public final class QueueScripts {
  private static final String HOME = "/io/vedette/task/queue/";
  private static final String QUEUE = HOME + "queue";

  /** What scripts begin with that read tasks. */
  public static final List<String> READING = List.of(QUEUE, HOME + "task");

  /** What scripts begin with that change tasks. */
  public static final List<String> CHANGING =
      List.of(Script.TOPICS, QUEUE, HOME + "task", HOME + "lanes", HOME + "moves");

  /** The prelude that cancels, retries and deletes tasks. */
  public static final String CHANGE = "/io/vedette/task/life/change";

  /** The prelude that submits tasks. */
  public static final String SUBMIT = "/io/vedette/task/life/submit";

  /** Notes that queues are used, and tells all names. */
  static final Script REGISTER =
      Script.of(QueueScripts.class, "queue-register", Effect.SLIDES, List.of());

  /** Does what time demands. */
  static final Script TICK =
      Script.of(
          QueueScripts.class,
          "queue-tick",
          Effect.SLIDES,
          Stream.concat(CHANGING.stream(), Stream.of(CHANGE, HOME + "audit")).toList());

  /** Sets what a queue does. */
  static final Script SET =
      Script.of(
          QueueScripts.class,
          "queue-set",
          Effect.WRITES,
          List.of(Script.TOPICS, QUEUE, HOME + "lanes"));

  /** Reads settings and depths. */
  static final Script READ =
      Script.of(QueueScripts.class, "queue-read", Effect.READS, List.of(QUEUE));

  /** Tells how much more workers could do. */
  static final Script DEMAND = Script.of(QueueScripts.class, "queue-demand", Effect.READS, READING);

  /** Tells in which queues something of a name is. */
  static final Script DIRECTORY_READ =
      Script.of(QueueScripts.class, "directory-read", Effect.READS, List.of());

  /** Notes in which queue something of a name is. */
  static final Script DIRECTORY_SET =
      Script.of(QueueScripts.class, "directory-set", Effect.WRITES, List.of());

  private QueueScripts() {}
}
