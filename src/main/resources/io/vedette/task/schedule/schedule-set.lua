-- Sets a schedule. One that is paused stays so; one whose timing is the same misses no instant.
--   ARGV     root      of the keys of the queue
--            name, definition, timing: see queue.lua
--            next      the first instant of the timing that is to come
--   returns  {'made' | 'changed'}
--   twice    the second run sets the same
local schedule = root .. 'schedule:' .. ARGV.name
local timing, due, paused = unpack(redis.call('HMGET', schedule, 'timing', 'next', 'paused'))
local upcoming = timing == ARGV.timing and due or ARGV.next
redis.call('HSET', schedule, 'definition', ARGV.definition, 'timing', ARGV.timing, 'next', upcoming)
redis.call('HINCRBY', schedule, 'version', 1)
if not paused then redis.call('ZADD', root .. 'schedules', upcoming, ARGV.name) end
return {timing and 'changed' or 'made'}
