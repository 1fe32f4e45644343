-- Reads a counter.
--   KEYS     1 counter
--   returns  {value, left}, or {} when there is none
--            left  milliseconds until it expires
local value = redis.call('GET', KEYS[1])
if not value then return {} end
return {value, redis.call('PTTL', KEYS[1])}
