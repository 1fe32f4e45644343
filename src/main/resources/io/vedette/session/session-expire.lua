-- Counts sessions, and those that have expired since the last run.
--   ARGV     root      of the keys of sessions
--            most      sessions to examine, which bounds the time that it holds Redis
--   returns  {expired, active}
--   twice    the second run finds what the first has left
-- The times in this set may be wrong in one direction only, by what a fail-over lost: a session that is found alive
-- gets its time back. Redis looks for memory at the first write, which is none.
local store = store_of(ARGV.root)
local now, expired = milliseconds(), 0
redis.call('ZREM', store.expiry, '')
for _, handle in ipairs(redis.call('ZRANGEBYSCORE', store.expiry, '-inf', now, 'LIMIT', 0, ARGV.most)) do
  local rest = redis.call('PTTL', store.sessions .. handle)
  if rest > 0 then
    redis.call('ZADD', store.expiry, now + rest, handle)
  elseif redis.call('ZREM', store.expiry, handle) == 1 then
    expired = expired + 1
  end
end
return {expired, redis.call('ZCARD', store.expiry)}
