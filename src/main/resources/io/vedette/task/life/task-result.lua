-- Reads the result of a task.
--   ARGV     root      of the keys of the queue
--            id
--   returns  {status, the result or ''}, {} when there is no such task
local task = task_of(ARGV.id)
if not task then return {} end
return {task.status, redis.call('GET', root .. 'result:' .. ARGV.id) or ''}
