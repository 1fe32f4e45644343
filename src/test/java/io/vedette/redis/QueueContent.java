package io.vedette.redis;

import it.vedette.local.RedisProcess;
import it.vedette.local.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that Redis has of a {@link TaskQueue} at a moment.
 *
 * @param keys by what follows the root: the fields of hashes, the scores of members, the places of
 *     items, and a text under the empty name
 */
record QueueContent(Map<String, Map<String, String>> keys) {
  private static final String READ =
      """
      local all = {}
      for _, name in ipairs(redis.call('KEYS', '*')) do
        if string.sub(name, 1, #ARGV[1]) == ARGV[1] then
          local type = redis.call('TYPE', name).ok
          local content
          if type == 'hash' then content = redis.call('HGETALL', name)
          elseif type == 'zset' then content = redis.call('ZRANGE', name, 0, -1, 'WITHSCORES')
          elseif type == 'list' then content = redis.call('LRANGE', name, 0, -1)
          else content = {'', redis.call('GET', name)} end
          all[#all + 1] = {string.sub(name, #ARGV[1] + 1), type, content}
        end
      end
      return all
      """;

  static QueueContent of(RedisProcess redis) {
    Map<String, Map<String, String>> keys = new TreeMap<>();
    for (Reply key : redis.call("EVAL", READ, "0", TaskQueue.ROOT).items()) {
      List<Reply> parts = key.items();
      keys.put(
          parts.get(0).text(),
          parts.get(1).text().equals("list") ? items(parts.get(2)) : parts.get(2).fields());
    }
    return new QueueContent(keys);
  }

  private static Map<String, String> items(Reply list) {
    Map<String, String> items = new TreeMap<>();
    list.items().forEach(item -> items.put(Integer.toString(items.size()), item.text()));
    return items;
  }

  /** What a key has; nothing when it is not there. */
  Map<String, String> of(String key) {
    return keys.getOrDefault(key, Map.of());
  }

  /** The ids of all tasks. */
  List<String> tasks() {
    return keys.keySet().stream()
        .filter(key -> key.startsWith("task:"))
        .map(key -> key.substring("task:".length()))
        .toList();
  }

  /** What contradicts what the fields of the tasks say. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    Map<String, Map<String, String>> expected = new TreeMap<>();
    for (String id : tasks()) {
      QueueShape.expect(id, of("task:" + id), expected);
    }
    keys.keySet().stream()
        .filter(QueueShape::isIndex)
        .forEach(key -> expected.putIfAbsent(key, Map.of()));
    expected.forEach(
        (key, members) -> {
          if (!members.equals(of(key))) {
            faults.add("%s has %s, not %s".formatted(key, of(key), members));
          }
        });
    keys.keySet().stream()
        .filter(key -> key.startsWith("heads:"))
        .map(key -> key.substring("heads:".length()))
        .filter(key -> !canBeGranted(key))
        .forEach(key -> faults.add("queued tasks of '" + key + "' are never granted"));
    return faults;
  }

  /** Whether the queued tasks of a key have their turn, or a time at which they are looked at. */
  private boolean canBeGranted(String key) {
    return of("closed").containsKey(key)
        || (of("open").containsKey(key)
            && of("heads:" + key).keySet().stream()
                .allMatch(type -> of("open:" + type).containsKey(key)));
  }
}
