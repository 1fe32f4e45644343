-- Pauses a schedule, or lets it go on. What would have been meanwhile is not made up.
--   ARGV     root      of the keys of the queue
--            name
--            next      the first instant that is to come, to let it go on; '' to pause it
--   returns  {'done' | 'absent'}
--   twice    the second run finds it done
local schedule = root .. 'schedule:' .. ARGV.name
if redis.call('EXISTS', schedule) == 0 then return {'absent'} end
if ARGV.next == '' then
  redis.call('HSET', schedule, 'paused', '1')
  redis.call('ZREM', root .. 'schedules', ARGV.name)
elseif redis.call('HDEL', schedule, 'paused') == 1 then
  redis.call('HSET', schedule, 'next', ARGV.next)
  redis.call('ZADD', root .. 'schedules', ARGV.next, ARGV.name)
end
return {'done'}
