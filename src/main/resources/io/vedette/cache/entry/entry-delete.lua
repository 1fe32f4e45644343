-- Deletes an entry. Deleting what is not there succeeds.
--   KEYS     1 entry  2 result of this operation
--   ARGV     1..4 if_match, if_none_match, if_modified_since, if_unmodified_since
--            5 key  6 root of the cache's keys  7 how long the result is kept, in milliseconds
--   returns  {'deleted' | 'absent'} or {'failed'}
--   twice    the second run finds the result of the first and changes nothing, even when somebody
--            else stored a new entry in between
local operation = KEYS[2]
local done = redis.call('GET', operation)
if done then return {done} end

local cache, key = cache_of(ARGV[6]), ARGV[5]
local tag, old = current(cache, key)
if stopped(tag, old[2], ARGV[1], ARGV[2], ARGV[3], ARGV[4]) then return {'failed'} end

local result = remove(cache, key, old)
redis.call('SET', operation, result, 'PX', ARGV[7])
return {result}
