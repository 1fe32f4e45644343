-- Counts the members of the indexes of caches: as many as the cache has live entries, or more.
--   KEYS     the indexes
--   returns  the numbers, in the order of the keys; 0 where there is no index
local reply = {}
for i, index in ipairs(KEYS) do reply[i] = redis.call('ZCARD', index) end
return reply
