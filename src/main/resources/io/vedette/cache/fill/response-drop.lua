-- Forgets a stored response, because its origin says that it is not for sharing any more.
--   KEYS     1 entry
--   ARGV     1 key  2 root of the cache's keys  3 the fill lease  4 the etag that it must still have
--            5 for how many milliseconds nobody needs a lease (see fill-release.lua)
--   returns  {'dropped'}, or {'lost'}: the lease is over, or something was written or invalidated since it was
--            given
--   twice    the second run does not hold the lease and changes nothing
local cache, key = cache_of(ARGV[2]), ARGV[1]
local _, old = current(cache, key)
if not holds(cache, key, ARGV[3], old[4]) then return {'lost'} end
if old[1] == ARGV[4] then remove(cache, key, old) end
redis.call('SET', cache.leases .. key, 'pass 0 0 ', 'PX', ARGV[5])
return {'dropped'}
