-- How much work of a queue more workers could help with.
--   ARGV     root      of the keys of the queue
--   returns  {ready tasks that nothing holds back, running tasks, age of the oldest such ready task in milliseconds}
--   Looks at no more than 1,000 keys and 100 tasks: beyond that it takes what it has seen for the whole.
local queue = redis.call('HMGET', root .. 'queue', 'paused', 'concurrency')
local running = redis.call('ZCARD', status_index('running'))
if queue[1] and tonumber(queue[1]) > now then return {0, running, 0} end

local held = 0
for _, key in ipairs(redis.call('ZRANGE', root .. 'closed', 0, 999)) do
  for _, type in ipairs(redis.call('ZRANGE', root .. 'heads:' .. key, 0, 99)) do
    held = held + redis.call('ZCARD', lane_of(type, key))
  end
end

local age = 0
for _, id in ipairs(redis.call('ZRANGE', status_index('queued'), 0, 99)) do
  local task = task_of(id)
  if task and not redis.call('ZSCORE', root .. 'closed', task.key) then
    age = now - task.at
    break
  end
end
local ready = math.max(0, redis.call('ZCARD', status_index('queued')) - held)
if queue[2] then ready = math.max(0, math.min(ready, queue[2] - running)) end
return {ready, running, ready > 0 and age or 0}
