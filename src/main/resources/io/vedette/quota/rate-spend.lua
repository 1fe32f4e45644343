-- Counts what callers have used of their rates, for all servers together: the generic cell rate algorithm.
--   KEYS     1 result of this operation  2… rates
--   ARGV     memory    how long the result is kept, in milliseconds
--            REST      for each rate two: what was used of it, as the microseconds in which as much comes
--                      back; and of how many microseconds of use it keeps account at most
--   returns  for each rate in how many microseconds all of it is there again, 0 when it is
--   twice    the second run counts nothing, and tells how things are
--   A rate is a string: when all of it is there again, in microseconds since 1970 by the clock of Redis. It
--   is gone by then. A clock that was set back keeps nobody waiting beyond the account.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local first = redis.call('SET', KEYS[1], '', 'NX', 'PX', ARGV.memory)
local reply = {}
for i = 2, #KEYS do
  local at = REST + 2 * (i - 2)
  local used, most = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
  local whole = math.max(now, tonumber(redis.call('GET', KEYS[i]) or 0))
  if first then whole = whole + used end
  whole = math.min(whole, now + most)
  if first and whole > now then
    redis.call('SET', KEYS[i], string.format('%.0f', whole), 'PX', math.ceil((whole - now) / 1000))
  end
  reply[i - 1] = whole - now
end
return reply
