package io.vedette.cache.entry;

import io.vedette.near.CopyKey;
import io.vedette.redis.Script;
import io.vedette.redis.Script.Effect;
import java.util.List;
import java.util.stream.Stream;

/** The scripts of one entry, and what others that change entries begin with. */
public final class EntryScripts {
  private static final String HERE = "/io/vedette/cache/entry/";

  /** What scripts that look at entries begin with. */
  public static final String FORM = HERE + "entry-form";

  /** What scripts that change entries begin with. */
  public static final List<String> CHANGE =
      List.of(
          Script.CONDITIONS,
          FORM,
          HERE + "variants",
          HERE + "entry-index",
          HERE + "lease",
          CopyKey.PRELUDE,
          Script.TOPICS,
          HERE + "entry-change");

  /** The same for those that add to a cache, which has its bounds. */
  public static final List<String> BOUNDED =
      Stream.concat(CHANGE.stream(), Stream.of(HERE + "capacity")).toList();

  /** Reads an entry, unless a condition says otherwise; extends its idle limit. */
  static final Script READ =
      Script.of(
          EntryScripts.class,
          "entry-read",
          Effect.SLIDES,
          List.of(Script.CONDITIONS, FORM, CopyKey.PRELUDE));

  /** Stores an entry if its conditions hold. */
  public static final Script WRITE =
      Script.of(
          EntryScripts.class,
          "entry-write",
          Effect.WRITES,
          Stream.concat(
                  Stream.of(Script.CONDITIONS, FORM, HERE + "entry-put"), BOUNDED.stream().skip(2))
              .toList());

  /** Deletes an entry if its conditions hold. */
  static final Script DELETE = Script.of(EntryScripts.class, "entry-delete", Effect.WRITES, CHANGE);

  /** Deletes an entry if its conditions hold, and gives what it was. */
  public static final Script TAKE =
      Script.of(EntryScripts.class, "entry-take", Effect.WRITES, CHANGE);

  /** Sets or removes the expiry of an entry if its conditions hold. */
  static final Script EXPIRE = Script.of(EntryScripts.class, "entry-expire", Effect.WRITES, CHANGE);

  /** Lists entries in the order of their keys; forgets index members whose entry is gone. */
  static final Script LIST =
      Script.of(
          EntryScripts.class,
          "entry-list",
          Effect.SLIDES,
          List.of(Script.CONDITIONS, FORM, "variants", "entry-index"));

  private EntryScripts() {}
}
