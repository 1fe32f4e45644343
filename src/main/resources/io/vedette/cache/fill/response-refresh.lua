-- Updates a stored response and makes it fresh again, because its origin says that its value has not changed.
--   KEYS     1 entry  2 result of this operation
--   ARGV     1 key  2 root of the cache's keys  3 how long the result is kept, in milliseconds
--            4 the fill lease  5 the etag that it must still have
--            6 time to live in milliseconds  7 for how many of them it is fresh  8 what else the origin said
--            9 media type  10 groups, joined by line feeds, or ''
--            11 modified, in milliseconds since 1970, or '': as it was  12 'varies' when other
--            answers for the key may stand beside it, or ''
--   returns  {'refreshed'}, or {'lost'}: the lease is over, or something was written or invalidated since it
--            was given, or the entry is gone, or the main entry of a variant
--   twice    the second run finds the result of the first and changes nothing
local entry, operation = KEYS[1], KEYS[2]
local done = redis.call('GET', operation)
if done then return {done} end

local cache, key, groups = cache_of(ARGV[2]), ARGV[1], ARGV[10]
local _, old = current(cache, key)
if not holds(cache, key, ARGV[4], (old[4] or '') .. '\n' .. groups) then return {'lost'} end
local generation = generation_to_be(cache, key, old, ARGV[4], ARGV[12])
if old[1] ~= ARGV[5] or generation == '' then
  redis.call('DEL', cache.leases .. key)
  return {'lost'}
end

local now = milliseconds()
local expires = now + tonumber(ARGV[6])
redis.call('HSET', entry, 'origin', ARGV[8], 'type', ARGV[9], 'loaded', now, 'fresh', now + tonumber(ARGV[7]),
  'expires', expires)
redis.call('HDEL', entry, 'stale', 'groups')
if ARGV[11] ~= '' then redis.call('HSET', entry, 'modified', ARGV[11]) end
if generation then
  redis.call('HSET', entry, 'generation', generation)
else
  drop_variants(cache, key, old)
  redis.call('HDEL', entry, 'generation', 'turned')
end
leave_groups(cache, key, old)
if groups ~= '' then
  redis.call('HSET', entry, 'groups', groups)
  each_group(groups, function(group) add(cache.groups .. group, cache.entries, key, expires, now) end)
end
redis.call('PEXPIREAT', entry, expires)
redis.call('DEL', cache.leases .. key)
changed(cache, key)
outlive(cache.index, expires, now)
if not old[8] then stay_no_more(cache.index, key) end
redis.call('SET', operation, 'refreshed', 'PX', ARGV[3])
return {'refreshed'}
