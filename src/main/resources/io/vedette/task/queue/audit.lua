-- Looks for what indexes lack or have too much, a few tasks at a time; follows moves.lua.

local AT_ONCE = 50
local AT_ONCE_OF_A_KEY, MOST_OF_A_KEY = 5, 100

-- Puts a task where its fields say that it is.
local function repair(task)
  enlist(task.id, task.type, task.key, task.tags)
  local index = status_index(task.status)
  if tonumber(redis.call('ZSCORE', index, task.id)) ~= task.at then redis.call('ZADD', index, task.at, task.id) end
  if task.status == 'queued' and not redis.call('ZSCORE', lane_of(task.type, task.key), task.id) then
    enter_lane(task.id, task.type, task.key, task.priority, task.at)
  elseif task.status == 'queued' and not redis.call('ZSCORE', root .. 'closed', task.key) then
    look_at_head(task.type, task.key)
    open(task.type, task.key)
  elseif task.status == 'running' and task.key ~= '' then
    redis.call('ZADD', root .. 'running:' .. task.key, task.at, task.id)
  end
  if not ENDED[task.status] and task.deadline < math.huge then
    redis.call('ZADD', root .. 'deadlines', task.deadline, task.id)
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

-- Forgets those that hold a slot of a key and do not run: their leases would have ended first.
local function audit_key(key)
  local name, gone = root .. 'running:' .. key, 0
  repeat
    local before = gone
    for _, id in ipairs(redis.call('ZRANGE', name, 0, AT_ONCE_OF_A_KEY - 1)) do
      if redis.call('HGET', root .. 'task:' .. id, 'status') ~= 'running' then gone = gone + redis.call('ZREM', name, id) end
    end
  until gone - before < AT_ONCE_OF_A_KEY or gone >= MOST_OF_A_KEY
end
