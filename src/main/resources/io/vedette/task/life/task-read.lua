-- Reads a task.
--   ARGV     root      of the keys of the queue
--            id
--            watch     for how many milliseconds its changes are told, or 0
--   returns  {now, progress or '', {attempt, …}, whether there is a result: 1 or 0, {line, …} of
--            its log, field, value, …}; {} when there is none
--   A lack of memory forbids the first write: who watches is told of nothing then, and looks now and then anyway.
local task = redis.call('HGETALL', root .. 'task:' .. ARGV.id)
if #task < 4 then return {} end
local watch = tonumber(ARGV.watch)
if watch > 0 then redis.pcall('HSET', root .. 'task:' .. ARGV.id, 'watched', now + watch) end
return {
  now, redis.call('GET', root .. 'progress:' .. ARGV.id) or '', redis.call('LRANGE', root .. 'attempts:' .. ARGV.id, 0, 19),
  redis.call('EXISTS', root .. 'result:' .. ARGV.id), redis.call('LRANGE', root .. 'log:' .. ARGV.id, 0, 99), unpack(task)
}
