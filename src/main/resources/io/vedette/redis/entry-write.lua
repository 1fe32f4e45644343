-- Stores an entry: value, media type, expiry and tag change together or not at all.
--   KEYS     1 entry  2 index of the cache  3 result of this operation
--   ARGV     1..4 if_match, if_none_match, if_modified_since, if_unmodified_since
--            5 key  6 prefix of the entries' keys  7 etag, which is the operation id
--            8 value  9 media type
--            10 time to live in milliseconds  11 idle limit in milliseconds or ''
--            12 how long the result is kept, in milliseconds
--   returns  {'created' | 'replaced', modified} or {'failed'}
--   twice    the second run finds the result of the first and changes nothing, even when somebody
--            else wrote in between; a condition that failed changed nothing and is decided anew
--
-- An entry is a hash: value, type, etag, created and modified (milliseconds since 1970), and where
-- limited idle (milliseconds) and expires (milliseconds since 1970). An expired entry does not exist.
local entry, index, operation = KEYS[1], KEYS[2], KEYS[3]
local done = redis.call('GET', operation)
if done then return {string.match(done, '^(%S+) (%S+)$')} end

local old = redis.call('HMGET', entry, 'etag', 'modified', 'created')
if stopped(old[1], old[2], ARGV[1], ARGV[2], ARGV[3], ARGV[4]) then return {'failed'} end

local now = milliseconds()
local expires = now + tonumber(ARGV[10])
local created = old[3] or now
redis.call('DEL', entry)
redis.call('HSET', entry, 'value', ARGV[8], 'type', ARGV[9], 'etag', ARGV[7],
  'created', created, 'modified', now, 'expires', expires)
local limit = expires
if ARGV[11] ~= '' then
  redis.call('HSET', entry, 'idle', ARGV[11])
  limit = math.min(limit, now + tonumber(ARGV[11]))
end
redis.call('PEXPIREAT', entry, limit)

local result = 'replaced'
if old[1] then
  outlive(index, expires, now)
else
  add(index, ARGV[6], ARGV[5], expires, now)
  result = 'created'
end
redis.call('SET', operation, result .. ' ' .. now, 'PX', ARGV[12])
return {result, tostring(now)}
