-- Gives a fill lease back before its time.
--   KEYS     1 lease
--   ARGV     token
--            pass      for how many milliseconds nobody needs one, because what the origin says of this key
--                      is not for sharing; or 0
--   returns  {'released'}, or {'lost'}: it was not that token's
--   twice    the second run finds nothing
local held = redis.call('GET', KEYS[1])
if not held or string.match(held, '^(%S+)') ~= ARGV.token then return {'lost'} end
if ARGV.pass == '0' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], 'pass 0 0 ', 'PX', ARGV.pass) end
return {'released'}
