-- Adds to a counter within its bounds. One that is not there is 0.
--   KEYS     1 counter  2 result of this operation
--   ARGV     1 how much, also below zero  2 least value or ''  3 most value or ''
--            4 time to live in milliseconds of a counter that is new; an old one keeps its own
--            5 how long the result is kept, in milliseconds
--   returns  {'counted' | 'refused', value, left}
--            left  milliseconds until it expires
--   twice    the second run finds the result of the first and counts nothing
--   Values are within 2^53 - 1 on both sides of zero: so far Lua's numbers, and JSON's, are exact.
local EXACT = 9007199254740991
local counter, operation = KEYS[1], KEYS[2]
local done = redis.call('GET', operation)
if done then return {'counted', done, redis.call('PTTL', counter)} end

local old = redis.call('GET', counter)
local sum = tonumber(old or 0) + tonumber(ARGV[1])
local least, most = tonumber(ARGV[2]) or -EXACT, tonumber(ARGV[3]) or EXACT
if sum < least or sum > most then return {'refused', old or '0', redis.call('PTTL', counter)} end

local value = string.format('%.0f', sum)
if old then
  redis.call('INCRBY', counter, ARGV[1])
else
  redis.call('SET', counter, value, 'PX', ARGV[4])
end
redis.call('SET', operation, value, 'PX', ARGV[5])
return {'counted', value, redis.call('PTTL', counter)}
