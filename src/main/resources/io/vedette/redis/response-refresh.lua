-- Makes a stored response fresh again, because its origin says that it has not changed.
--   KEYS     1 entry  2 result of this operation
--   ARGV     1 key  2 root of the cache's keys  3 how long the result is kept, in milliseconds
--            4 the fill lease  5 the etag that it must still have
--            6 time to live in milliseconds  7 for how many of them it is fresh  8 what else the origin said
--   returns  {'refreshed'}, or {'lost'}: the lease is over, or something was written or invalidated since it
--            was given
--   twice    the second run finds the result of the first and changes nothing
local entry, operation = KEYS[1], KEYS[2]
local done = redis.call('GET', operation)
if done then return {done} end

local cache, key = cache_of(ARGV[2]), ARGV[1]
local old = redis.call('HMGET', entry, 'etag', 'groups')
if old[1] ~= ARGV[5] or not holds(cache, key, ARGV[4], old[2]) then return {'lost'} end

local now = milliseconds()
local expires = now + tonumber(ARGV[6])
redis.call('HSET', entry, 'origin', ARGV[8], 'loaded', now, 'fresh', now + tonumber(ARGV[7]), 'expires', expires)
redis.call('HDEL', entry, 'stale')
redis.call('PEXPIREAT', entry, expires)
redis.call('DEL', cache.leases .. key)
outlive(cache.index, expires, now)
each_group(old[2], function(group) outlive(cache.groups .. group, expires, now) end)
redis.call('SET', operation, 'refreshed', 'PX', ARGV[3])
return {'refreshed'}
