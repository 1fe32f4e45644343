-- Creates a session.
--   KEYS     1 result of this operation
--   ARGV     1 root of the keys of sessions  2 SHA-256 of the id  3 handle  4 tag
--            5 how long the result is kept  6 grace of an id, both in milliseconds
--            7 idle limit  8 absolute limit  9 slice, all in milliseconds
--            10 subject or ''  11 the most sessions of a subject  12 device or ''
--            13 bytes of all attributes, then of each its name and its value
--   returns  {'created', how many sessions of the subject went, the session}, or {}: see twice
--   twice    the second run finds the session that the first has made, and gives it the id of this run if it is
--            another; {} when that session is dead, or was given an id by somebody else
local store, operation = store_of(ARGV[1]), KEYS[1]
local done = redis.call('GET', operation)
if done then
  local session = again(store, operation, done, ARGV[2], tonumber(ARGV[6]))
  return session and {'created', 0, whole(session)} or {}
end

local now = milliseconds()
local idle, slice = tonumber(ARGV[7]), tonumber(ARGV[9])
local session = {
  handle = ARGV[3], key = store.sessions .. ARGV[3], subject = ARGV[10], created = now, ends = now + tonumber(ARGV[8])
}
local expires = math.min(now + idle + slice, session.ends)
redis.call('SET', operation, ARGV[3] .. ' ' .. ARGV[2], 'PX', ARGV[5])
redis.call('HSET', session.key, 'id', ARGV[2], 'created', now, 'ends', session.ends, 'accessed', now, 'idle', idle,
  'slice', slice, 'etag', ARGV[4], 'bytes', ARGV[13], 'subject', '', 'generation', '', 'device', ARGV[12])
for i = 14, #ARGV, 2 do redis.call('HSET', session.key, 'a:' .. ARGV[i], ARGV[4] .. ' ' .. ARGV[i + 1]) end
redis.call('PEXPIREAT', session.key, expires)
redis.call('SET', store.ids .. ARGV[2], session.handle, 'PX', expires - now)
redis.call('ZADD', store.expiry, expires, session.handle)
local surplus = session.subject ~= '' and join(store, session, now, tonumber(ARGV[11])) or 0
return {'created', surplus, whole(session)}
