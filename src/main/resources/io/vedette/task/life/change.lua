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

-- It is to end once more, unless its batch has finished.
local function back_into_batch(task)
  if not unfinished(task.batch) then return end
  local batch = root .. 'batch:' .. task.batch
  redis.call('SADD', batch .. ':left', task.id)
  redis.call('HINCRBY', batch, task.status, -1)
end

local function again(task)
  if ENDED[task.status] then
    if task.unique and redis.call('SET', root .. 'unique:' .. task.unique, task.id, 'NX') == false then return 'conflict' end
    if task.deadline <= now then
      task.deadline = math.huge
      redis.call('HDEL', task.name, 'deadline')
    end
    if task.batch then back_into_batch(task) end
    task.start_by, task.place = math.huge, nil
    redis.call('HDEL', task.name, 'start_by', 'place')
    if task.deadline < math.huge then redis.call('ZADD', root .. 'deadlines', task.deadline, task.id) end
  end
  redis.call('HDEL', task.name, 'failures', 'lost', 'cancel', 'reason', 'settled')
  leave(task)
  make_ready(task)
  return 'done'
end

-- It is ready anew, as if nothing had failed. Not when another unfinished task has its unique value by now.
function act.retry(task)
  if task.status == 'queued' then return 'done' end
  if task.status == 'succeeded' or task.status == 'running' or task.status == 'scheduled' then return 'conflict' end
  return again(task)
end

-- The same for one that has succeeded, if it has its payload, or never had one.
function act.redeliver(task)
  if task.status ~= 'succeeded' then return act.retry(task) end
  if task.size > 0 and redis.call('EXISTS', root .. 'body:' .. task.id) == 0 then return 'conflict' end
  local said = again(task)
  if said == 'done' then redis.call('UNLINK', root .. 'result:' .. task.id) end
  return said
end

-- Everything of it goes. What was submitted just now is known for as long as that may come again.
function act.delete(task, memory)
  if not ENDED[task.status] then return 'conflict' end
  local created = tonumber(redis.call('HGET', task.name, 'created'))
  redis.call('UNLINK', task.name, root .. 'body:' .. task.id, root .. 'result:' .. task.id, root .. 'progress:' .. task.id,
    root .. 'attempts:' .. task.id, root .. 'log:' .. task.id)
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
