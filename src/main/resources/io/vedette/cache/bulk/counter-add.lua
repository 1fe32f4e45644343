-- Adds to a counter within its bounds. One that is not there is 0.
--   KEYS     1 counter  2 result of this operation
--   ARGV     by        how much, also below zero
--            least, most: values that may result, or ''
--            ttl       time to live in milliseconds of a counter that is new; an old one keeps its own
--            memory    how long the result is kept, in milliseconds
--   returns  {'counted' | 'refused', value, left}
--            left  milliseconds until it expires
--   twice    the second run finds the result of the first and counts nothing
--   Values are within 2^53 - 1 on both sides of zero: so far Lua's numbers, and JSON's, are exact.
local EXACT = 9007199254740991
local counter, operation = KEYS[1], KEYS[2]
local done = redis.call('GET', operation)
if done then return {'counted', done, redis.call('PTTL', counter)} end

local old = redis.call('GET', counter)
local sum = tonumber(old or 0) + tonumber(ARGV.by)
local least, most = tonumber(ARGV.least) or -EXACT, tonumber(ARGV.most) or EXACT
if sum < least or sum > most then return {'refused', old or '0', redis.call('PTTL', counter)} end

local value = string.format('%.0f', sum)
if old then
  redis.call('INCRBY', counter, ARGV.by)
else
  redis.call('SET', counter, value, 'PX', ARGV.ttl)
end
redis.call('SET', operation, value, 'PX', ARGV.memory)
return {'counted', value, redis.call('PTTL', counter)}
