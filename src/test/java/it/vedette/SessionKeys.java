package it.vedette;

import it.vedette.local.RedisProcess;
import java.util.List;

/** What Redis itself has of sessions: whether the sessions and all that names one agree. */
final class SessionKeys {
  private static final String ROOT = "vedette:1:{sessions}:";

  /** At one moment, so that it may be asked under load. */
  private static final String COMPARE =
      """
      local root, grace, faults, live = ARGV[1], tonumber(ARGV[2]), {}, {}
      local function fault(...) faults[#faults + 1] = table.concat({...}, ' ') end
      local function each(kind, visit)
        for _, key in ipairs(redis.call('KEYS', root .. kind .. ':*')) do
          visit(string.sub(key, #root + #kind + 2), key)
        end
      end
      local function isRevoked(subject, generation)
        return subject ~= '' and redis.call('HGET', root .. 'subject:' .. subject, 'generation') ~= generation
      end
      each('session', function(handle, key)
        local fields = {'id', 'created', 'ends', 'accessed', 'idle', 'slice', 'etag', 'bytes', 'subject',
          'generation', 'device'}
        local session = redis.call('HMGET', key, unpack(fields))
        for i, name in ipairs(fields) do
          if not session[i] then fault('no', name, 'in session', handle) return end
        end
        live[handle] = {id = session[1], subject = session[9]}
        if redis.call('PTTL', key) < 0 then fault('session', handle, 'lives for ever') end
        if redis.call('GET', root .. 'id:' .. session[1]) ~= handle then fault('no id of', handle) end
        if not redis.call('ZSCORE', root .. 'expiry', handle) then fault('no expiry of', handle) end
        if session[9] ~= '' and not redis.call('ZSCORE', root .. 'index:' .. session[9], handle) then
          fault('no index of', session[9], 'names', handle)
        end
        if isRevoked(session[9], session[10]) then fault(handle, 'is revoked and there') end
      end)
      each('id', function(id, key)
        local handle, left = redis.call('GET', key), redis.call('PTTL', key)
        local is_current = live[handle] and live[handle].id == id
        if left < 0 or not is_current and left > grace then fault('id of', handle, 'lives for', left) end
      end)
      each('index', function(subject, key)
        if redis.call('PTTL', key) < 0 then fault('index of', subject, 'lives for ever') end
        for _, handle in ipairs(redis.call('ZRANGE', key, 0, -1)) do
          if not live[handle] or live[handle].subject ~= subject then
            fault('index of', subject, 'names', handle)
          end
        end
      end)
      each('subject', function(subject, key)
        if redis.call('PTTL', key) < 0 then fault('subject', subject, 'lives for ever') end
      end)
      return faults
      """;

  private SessionKeys() {}

  /**
   * Everything that does not agree.
   *
   * @param graceMillis for how long an id may be there that is not, or no longer, the one of a
   *     session
   */
  static List<String> faults(RedisProcess master, int graceMillis) {
    String faults = master.command("EVAL", COMPARE, "0", ROOT, Integer.toString(graceMillis));
    return faults.lines().toList();
  }
}
