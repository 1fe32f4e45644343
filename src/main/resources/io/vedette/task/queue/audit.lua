-- Looks for what indexes lack or have too much, a few tasks at a time; follows moves.lua.

local AT_ONCE = 50
local AT_ONCE_OF_A_KEY, MOST_OF_A_KEY = 5, 100

-- Puts a task where its fields say that it is.
local function repair(task)
  enlist(task.id, task.type, task.key, task.tags)
  local index = status_index(task.status)
  if tonumber(redis.call('ZSCORE', index, task.id)) ~= task.at then redis.call('ZADD', index, task.at, task.id) end
  if task.status == 'queued' and not redis.call('ZSCORE', lane_of(task.type, task.key), task.id) then
    enter_lane(task.id, task.type, task.key, task.priority, task.at, task.place)
  elseif task.status == 'queued' and not redis.call('ZSCORE', root .. 'closed', task.key) then
    look_at_head(task.type, task.key)
    open(task.type, task.key)
  elseif task.status == 'running' and task.key ~= '' then
    redis.call('ZADD', root .. 'running:' .. task.key, task.at, task.id)
  end
  if not ENDED[task.status] and limit_of(task) < math.huge then
    redis.call('ZADD', root .. 'deadlines', limit_of(task), task.id)
  end
  local put_off = task.status == 'retrying' or task.status == 'scheduled' and task.fence > 0
  if put_off and keeps_order(task.key) then redis.call('ZADD', root .. 'held:' .. task.key, task.at, task.id) end
  if not ENDED[task.status] and task.batch and unfinished(task.batch) then
    redis.call('SADD', root .. 'batch:' .. task.batch .. ':left', task.id)
  end
  if not ENDED[task.status] and task.unique then redis.call('SET', root .. 'unique:' .. task.unique, task.id, 'NX') end
end

-- returns where to go on, '' at the end
local function audit_tasks(behind)
  local from = behind == '' and '-' or '(' .. behind
  local ids = redis.call('ZRANGEBYLEX', root .. 'all', from, '+', 'LIMIT', 0, AT_ONCE)
  for _, id in ipairs(ids) do
    local task = task_of(id)
    if task then repair(task) else redis.call('ZREM', root .. 'all', id) end
  end
  return #ids == AT_ONCE and ids[AT_ONCE] or ''
end

-- The same for those that hold a slot of the queue; forgets those that do not run.
-- returns the rank to go on from
local function audit_running(rank)
  local name, gone = status_index('running'), 0
  local ids = redis.call('ZRANGE', name, rank, rank + AT_ONCE - 1)
  for _, id in ipairs(ids) do
    local task = task_of(id)
    if task and task.status == 'running' then repair(task) else gone = gone + redis.call('ZREM', name, id) end
  end
  return #ids == AT_ONCE and rank + AT_ONCE - gone or 0
end

-- Forgets those of a sorted set, first in it, that have another status.
local function forget_others(name, one, other)
  local gone = 0
  repeat
    local before = gone
    for _, id in ipairs(redis.call('ZRANGE', name, 0, AT_ONCE_OF_A_KEY - 1)) do
      local status = redis.call('HGET', root .. 'task:' .. id, 'status')
      if status ~= one and status ~= other then gone = gone + redis.call('ZREM', name, id) end
    end
  until gone - before < AT_ONCE_OF_A_KEY or gone >= MOST_OF_A_KEY
end

-- Forgets those that hold a slot of a key and do not run: their leases would have ended first. And those that hold back
-- the others of their key, and are not put off.
local function audit_key(key)
  forget_others(root .. 'running:' .. key, 'running', 'running')
  if keeps_order(key) then forget_others(root .. 'held:' .. key, 'retrying', 'scheduled') end
end
