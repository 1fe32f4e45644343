-- Looks for the indexes of caches in a slice of all keys.
--   ARGV     cursor    where to go on, '0' to begin
--            pattern   of indexes
--            count     about how many keys to examine
--   returns  {where to go on, index, …}; '0' at the end of all keys
--   With the guarantees of SCAN: what is there all the time is found at least once.
local slice = redis.call('SCAN', ARGV.cursor, 'MATCH', ARGV.pattern, 'COUNT', ARGV.count, 'TYPE', 'zset')
local reply = slice[2]
table.insert(reply, 1, slice[1])
return reply
