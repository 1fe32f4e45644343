-- Adds to what is counted of a name, for all servers together.
--   KEYS     1 counts  2 result of this operation  3 what is there of the name itself
--   ARGV     memory    how long the result is kept, in milliseconds
--            kept      how long the counts live without being added to, in milliseconds
--            known     '1' for a name that stands for something, else one without anything and without counts
--                      is passed over: names that callers make up leave nothing
--            REST      name, how much, name, …
--   returns  {'added'} or {'passed over'}
--   twice    the second run adds nothing
local operation = KEYS[2]
local done = redis.call('GET', operation)
if done then return {done} end

if ARGV.known ~= '1' and redis.call('EXISTS', KEYS[1], KEYS[3]) == 0 then return {'passed over'} end
for at = REST, #ARGV, 2 do redis.call('HINCRBY', KEYS[1], ARGV[at], ARGV[at + 1]) end
redis.call('PEXPIRE', KEYS[1], ARGV.kept)
redis.call('SET', operation, 'added', 'PX', ARGV.memory)
return {'added'}
