-- Deletes a schedule; the tasks that it has submitted stay.
--   ARGV     root      of the keys of the queue
--            name
--   returns  {'done' | 'absent'}
--   twice    the second run finds none
redis.call('ZREM', root .. 'schedules', ARGV.name)
return {redis.call('UNLINK', root .. 'schedule:' .. ARGV.name) == 1 and 'done' or 'absent'}
