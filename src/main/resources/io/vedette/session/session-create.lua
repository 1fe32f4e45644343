-- Creates a session.
--   KEYS     1 result of this operation
--   ARGV     root      of the keys of sessions
--            id        SHA-256 of it
--            handle, tag
--            memory    how long the result is kept, in milliseconds
--            grace     how long an id that was replaced stands for its session, in milliseconds
--            idle, absolute, slice: limits and slice of the session, in milliseconds
--            subject   or ''
--            most      sessions of a subject
--            device    or ''
--            bytes     of all attributes
--            REST      of each attribute its name and its value
--   returns  {'created', how many sessions of the subject went, the session}, or {}: see twice
--   twice    the second run finds the session that the first has made, and gives it the id of this run if it is
--            another; {} when that session is dead, or was given an id by somebody else
local store, operation = store_of(ARGV.root), KEYS[1]
local done = redis.call('GET', operation)
if done then
  local session = again(store, operation, done, ARGV.id, tonumber(ARGV.grace))
  return session and {'created', 0, whole(session)} or {}
end

local now = milliseconds()
local idle, slice = tonumber(ARGV.idle), tonumber(ARGV.slice)
local session = {
  handle = ARGV.handle, key = store.sessions .. ARGV.handle, subject = ARGV.subject, created = now,
  ends = now + tonumber(ARGV.absolute)
}
local expires = math.min(now + idle + slice, session.ends)
redis.call('SET', operation, ARGV.handle .. ' ' .. ARGV.id, 'PX', ARGV.memory)
redis.call('HSET', session.key, 'id', ARGV.id, 'created', now, 'ends', session.ends, 'accessed', now, 'idle', idle,
  'slice', slice, 'etag', ARGV.tag, 'bytes', ARGV.bytes, 'subject', '', 'generation', '', 'device', ARGV.device)
for i = REST, #ARGV, 2 do redis.call('HSET', session.key, 'a:' .. ARGV[i], ARGV.tag .. ' ' .. ARGV[i + 1]) end
redis.call('PEXPIREAT', session.key, expires)
redis.call('SET', store.ids .. ARGV.id, session.handle, 'PX', expires - now)
redis.call('ZADD', store.expiry, expires, session.handle)
local surplus = session.subject ~= '' and join(store, session, now, tonumber(ARGV.most)) or 0
return {'created', surplus, whole(session)}
