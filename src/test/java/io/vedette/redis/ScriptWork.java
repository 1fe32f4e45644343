package io.vedette.redis;

import it.vedette.local.RedisProcess;

/**
 * How much scripts do in Redis, in a measure that is the same on every machine: their commands, and
 * of those that list something, each member. The fields of a hash are one.
 */
final class ScriptWork {
  private static final String KEY = "test:work";

  private static final String COUNTING =
      """
      local redis = (function(real)
        return setmetatable({
          call = function(command, ...)
            local reply = real.call(command, ...)
            local members = type(reply) == 'table' and not command:find('^H') and #reply or 1
            real.call('INCRBY', '%s', math.max(members, 1))
            return reply
          end
        }, {__index = real})
      end)(redis)
      """
          .formatted(KEY);

  private ScriptWork() {}

  /** The script, telling what it does. */
  static String counted(String source) {
    return COUNTING + source;
  }

  /** What such scripts did in that call. */
  static int of(RedisProcess redis, Runnable call) {
    redis.command("SET", KEY, "0");
    call.run();
    return Integer.parseInt(redis.command("GETDEL", KEY));
  }
}
