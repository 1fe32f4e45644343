-- Deletes an entry. Deleting what is not there succeeds.
--   KEYS     1 entry  2 result of this operation
--   ARGV     conditions  see conditions.lua
--            key
--            root      of the cache's keys
--            memory    how long the result is kept, in milliseconds
--   returns  {'deleted' | 'absent'} or {'failed'}
--   twice    the second run finds the result of the first and changes nothing, even when somebody
--            else stored a new entry in between
local operation = KEYS[2]
local done = redis.call('GET', operation)
if done then return {done} end

local cache, key = cache_of(ARGV.root), ARGV.key
local tag, old = current(cache, key)
if stopped(tag, old.modified, conditions(ARGV.conditions)) then return {'failed'} end

local result = remove(cache, key, old)
redis.call('SET', operation, result, 'PX', ARGV.memory)
return {result}
