-- What is done with tasks from outside; follows moves.lua. Each returns what became of it, or 'conflict'.
local act = {}

-- Nobody works on it any more, or its holder is told with the next heartbeat: then 'told'.
function act.cancel(task)
  if task.status == 'cancelled' then return 'done' end
  if ENDED[task.status] then return 'conflict' end
  if task.status == 'running' then
    if not task.cancel then change(task, 'cancel', '1') end
    return 'told'
  end
  finish(task, 'cancelled', 'reason', 'asked')
  return 'done'
end

-- It is ready anew, as if nothing had failed. Not when another unfinished task has its unique value by now.
function act.retry(task)
  if task.status == 'queued' then return 'done' end
  if task.status == 'succeeded' or task.status == 'running' or task.status == 'scheduled' then return 'conflict' end
  if ENDED[task.status] then
    if task.unique and redis.call('SET', root .. 'unique:' .. task.unique, task.id, 'NX') == false then return 'conflict' end
    if task.deadline <= now then
      task.deadline = math.huge
      redis.call('HDEL', task.name, 'deadline')
    elseif task.deadline < math.huge then
      redis.call('ZADD', root .. 'deadlines', task.deadline, task.id)
    end
  end
  redis.call('HDEL', task.name, 'failures', 'lost', 'cancel', 'reason', 'settled')
  make_ready(task)
  return 'done'
end

-- Everything of it goes. What was submitted just now is known for as long as that may come again.
function act.delete(task, memory)
  if not ENDED[task.status] then return 'conflict' end
  local created = tonumber(redis.call('HGET', task.name, 'created'))
  redis.call('UNLINK', task.name, root .. 'body:' .. task.id, root .. 'result:' .. task.id, root .. 'progress:' .. task.id,
    root .. 'attempts:' .. task.id)
  redis.call('ZREM', status_index(task.status), task.id)
  redis.call('ZREM', root .. 'all', task.id)
  redis.call('ZREM', root .. 'type:' .. task.type, task.id)
  if task.key ~= '' then redis.call('ZREM', root .. 'key:' .. task.key, task.id) end
  for tag in string.gmatch(task.tags, '%S+') do redis.call('ZREM', root .. 'tag:' .. tag, task.id) end
  if now - created < memory then
    redis.call('HSET', task.name, 'status', 'deleted')
    redis.call('PEXPIRE', task.name, memory)
  end
  return 'done'
end
