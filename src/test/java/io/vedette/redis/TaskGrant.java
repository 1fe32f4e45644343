package io.vedette.redis;

import it.vedette.local.Reply;
import java.util.List;
import java.util.Map;

/** A task that is held. */
record TaskGrant(
    String id, String lease, long fence, long ends, int attempt, Map<String, String> is) {
  static TaskGrant of(String nonce, Reply reply) {
    List<String> texts = reply.items().stream().map(Reply::text).toList();
    long fence = Long.parseLong(texts.get(1));
    return new TaskGrant(
        texts.get(0),
        nonce + " " + fence,
        fence,
        Long.parseLong(texts.get(2)),
        Integer.parseInt(texts.get(3)),
        Map.of(
            "type", texts.get(4), "key", texts.get(5), "tags", texts.get(6), "body", texts.get(7)));
  }
}
