-- Adds to what is counted of a cache, for all servers together.
--   KEYS     1 counts  2 result of this operation  3 index of the cache
--   ARGV     1 how long the result is kept, in milliseconds  2 how long the counts live without being added to
--            3 '1' for a cache with a policy of its own, else one without entries and counts is passed over:
--              names that readers make up leave nothing
--            4 name, 5 how much, 6 name, …
--   returns  {'added'} or {'passed over'}
--   twice    the second run adds nothing
local operation = KEYS[2]
local done = redis.call('GET', operation)
if done then return {done} end

if ARGV[3] ~= '1' and redis.call('EXISTS', KEYS[1], KEYS[3]) == 0 then return {'passed over'} end
for at = 4, #ARGV, 2 do redis.call('HINCRBY', KEYS[1], ARGV[at], ARGV[at + 1]) end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('SET', operation, 'added', 'PX', ARGV[1])
return {'added'}
