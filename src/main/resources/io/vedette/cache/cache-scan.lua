-- Looks for the indexes of caches in a slice of all keys.
--   ARGV     1 where to go on, '0' to begin  2 the pattern of indexes  3 about how many keys to examine
--   returns  {where to go on, index, …}; '0' at the end of all keys
--   With the guarantees of SCAN: what is there all the time is found at least once.
local slice = redis.call('SCAN', ARGV[1], 'MATCH', ARGV[2], 'COUNT', ARGV[3], 'TYPE', 'zset')
local reply = slice[2]
table.insert(reply, 1, slice[1])
return reply
