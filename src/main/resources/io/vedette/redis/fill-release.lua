-- Gives a fill lease back before its time.
--   KEYS     1 lease
--   ARGV     1 token
--   returns  {'released'}, or {'lost'}: it was not that token's
--   twice    the second run finds nothing
local held = redis.call('GET', KEYS[1])
if not held or string.match(held, '^(%S+)') ~= ARGV[1] then return {'lost'} end
redis.call('DEL', KEYS[1])
return {'released'}
