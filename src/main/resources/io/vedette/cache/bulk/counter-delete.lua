-- Deletes a counter. Deleting what is not there succeeds.
--   KEYS     1 counter  2 result of this operation
--   ARGV     memory    how long the result is kept, in milliseconds
--   returns  {'deleted'}
--   twice    the second run finds the result of the first and deletes nothing, even when somebody has
--            begun to count anew in between
local operation = KEYS[2]
local done = redis.call('GET', operation)
if done then return {done} end

redis.call('DEL', KEYS[1])
redis.call('SET', operation, 'deleted', 'PX', ARGV.memory)
return {'deleted'}
