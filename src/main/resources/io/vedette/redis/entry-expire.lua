-- Sets or removes the expiry of an entry; value and tag stay as they are.
--   KEYS     1 entry  2 index of the cache  3 result of this operation
--   ARGV     1..4 if_match, if_none_match, if_modified_since, if_unmodified_since
--            5 time to live in milliseconds, or '' to let the entry stay until it is deleted
--            6 how long the result is kept, in milliseconds  7 prefix of the groups' keys
--   returns  {'set', etag}, {'failed'}, or {'absent'}: without an entry no condition is looked at
--   twice    the second run finds the result of the first and changes nothing
local entry, index, operation = KEYS[1], KEYS[2], KEYS[3]
local done = redis.call('GET', operation)
if done then return {'set', done} end

local old = redis.call('HMGET', entry, 'etag', 'modified', 'idle', 'groups', 'stale')
if not old[1] or old[5] then return {'absent'} end
if stopped(old[1], old[2], ARGV[1], ARGV[2], ARGV[3], ARGV[4]) then return {'failed'} end

local now = milliseconds()
local expires = ARGV[5] ~= '' and now + tonumber(ARGV[5])
local limit = expires
if old[3] then limit = math.min(expires or math.huge, now + tonumber(old[3])) end
if expires then
  redis.call('HSET', entry, 'expires', expires)
else
  redis.call('HDEL', entry, 'expires')
end
if limit then redis.call('PEXPIREAT', entry, limit) else redis.call('PERSIST', entry) end
outlive(index, expires, now)
each_group(old[4], function(group) outlive(ARGV[7] .. group, expires, now) end)
redis.call('SET', operation, old[1], 'PX', ARGV[6])
return {'set', old[1]}
