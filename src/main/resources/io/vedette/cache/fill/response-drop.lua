-- Forgets a stored response, because its origin says that it is not for sharing any more.
--   KEYS     1 entry
--   ARGV     key
--            root      of the cache's keys
--            lease     the fill lease
--            etag      that it must still have
--            pass      for how many milliseconds nobody needs a lease (see fill-release.lua)
--   returns  {'dropped'}, or {'lost'}: the lease is over, or something was written or invalidated since it was
--            given
--   twice    the second run does not hold the lease and changes nothing
local cache, key = cache_of(ARGV.root), ARGV.key
local _, old = current(cache, key)
if not holds(cache, key, ARGV.lease, old.groups) then return {'lost'} end
if old.etag == ARGV.etag then remove(cache, key, old) end
redis.call('SET', cache.leases .. key, 'pass 0 0 ', 'PX', ARGV.pass)
return {'dropped'}
