-- How a task goes from one status to another; follows task.lua and lanes.lua.

-- How many leases of a task may be lost.
local MOST_LOST = 3
-- After how many milliseconds without a tick holders of leases may have been unable to renew them.
local PATIENT_FROM = 2000
local ends = {}

-- Puts a task into the lists that never change.
local function enlist(id, type, key, tags)
  redis.call('ZADD', root .. 'all', 0, id)
  redis.call('ZADD', root .. 'type:' .. type, 0, id)
  if key ~= '' then redis.call('ZADD', root .. 'key:' .. key, 0, id) end
  for tag in string.gmatch(tags, '%S+') do redis.call('ZADD', root .. 'tag:' .. tag, 0, id) end
end

-- Changes the fields of a task, and tells those who watch it.
local function change(task, ...)
  task.version = task.version + 1
  redis.call('HSET', task.name, 'version', task.version, ...)
  if task.watched and tonumber(task.watched) > now then tell(root, 'watched', task.id) end
end

-- Gives a task another status, or the same at another time.
local function move(task, status, at, ...)
  if task.status ~= status then redis.call('ZREM', status_index(task.status), task.id) end
  redis.call('ZADD', status_index(status), at, task.id)
  task.status, task.at = status, at
  change(task, 'status', status, 'at', at, ...)
end

-- Takes a task out of where its status has put it, besides the index of that.
local function leave(task)
  if task.status == 'queued' then
    redis.call('ZREM', lane_of(task.type, task.key), task.id)
    look_at_head(task.type, task.key)
  elseif task.status == 'running' and task.key ~= '' then
    redis.call('ZREM', root .. 'running:' .. task.key, task.id)
    reopen(task.key)
  elseif keeps_order(task.key) and redis.call('ZREM', root .. 'held:' .. task.key, task.id) == 1 then
    reopen(task.key)
  end
end

-- Where the order of its key is kept, a task comes back to its place.
local function make_ready(task, ...)
  if keeps_order(task.key) then
    task.place = task.place or last_place()
    leave(task)
    move(task, 'queued', now, 'place', task.place, ...)
  else
    move(task, 'queued', now, ...)
  end
  enter_lane(task.id, task.type, task.key, task.priority, now, task.place)
end

-- Takes back a running task that is due later; where the order of its key is kept, the others of the key wait for it.
local function put_off(task, status, at, ...)
  if keeps_order(task.key) then redis.call('ZADD', root .. 'held:' .. task.key, at, task.id) end
  leave(task)
  move(task, status, at, ...)
end

local end_in_batch

-- Ends a task.
local function finish(task, status, ...)
  leave(task)
  move(task, status, now, ...)
  ends[status] = (ends[status] or 0) + 1
  if math.min(task.deadline, task.start_by) < math.huge then redis.call('ZREM', root .. 'deadlines', task.id) end
  if task.unique and redis.call('GET', root .. 'unique:' .. task.unique) == task.id then
    redis.call('UNLINK', root .. 'unique:' .. task.unique)
  end
  if task.batch then end_in_batch(task, status) end
end

-- returns whether a batch waits for the ends of its tasks
local function unfinished(name)
  local state = redis.call('HGET', root .. 'batch:' .. name, 'state')
  return state == 'open' or state == 'sealed'
end

-- When all tasks of a sealed batch have ended, one of the tasks that close it becomes ready, and no other ever does.
local function close_batch(name)
  local batch = root .. 'batch:' .. name
  local value = redis.call('HMGET', batch, 'state', 'total', 'succeeded', 'on_finished', 'on_failed')
  if value[1] ~= 'sealed' or redis.call('EXISTS', batch .. ':left') == 1 then return end
  redis.call('HSET', batch, 'state', 'finished', 'ended', now)
  redis.call('ZADD', root .. 'batches', now, name)
  local closing, other = value[4], value[5]
  if other and value[2] ~= value[3] then closing, other = other, closing end
  local task, unused = task_of(closing), other and task_of(other)
  if unused and unused.status == 'scheduled' then finish(unused, 'cancelled', 'reason', 'batch') end
  if task and task.status == 'scheduled' then make_ready(task) end
end

function end_in_batch(task, status)
  local batch = root .. 'batch:' .. task.batch
  if redis.call('SREM', batch .. ':left', task.id) == 0 then return end
  redis.call('HINCRBY', batch, status, 1)
  close_batch(task.batch)
end

-- Ends a task that nobody has begun in time, or that is over its deadline; not one whose time has not come.
local function expire(task)
  if limit_of(task) > now then
    if task.deadline < math.huge then redis.call('ZADD', root .. 'deadlines', task.deadline, task.id) end
    return
  end
  finish(task, 'expired', 'reason', task.deadline <= now and 'deadline' or 'start-by')
end

-- Keeps how an attempt has ended: the first and the last 19.
local function record(task, outcome, problem)
  local name = root .. 'attempts:' .. task.id
  local entry = {string.format('%.0f', task.fence), task.started, string.format('%.0f', now), outcome, task.worker or '-', problem}
  if redis.call('RPUSH', name, table.concat(entry, ' ')) > 20 then
    redis.call('LREM', name, 1, redis.call('LINDEX', name, 1))
  end
end

-- An attempt has failed: it is repeated as its task says.
--   outcome  of the attempt; problem: a text
--   after    in how many milliseconds to try again, or nil: as the task says, times luck, from 0 to 1
local function fail(task, outcome, problem, retryable, after, luck, ...)
  local attempts, initial, factor, most = string.match(task.retry, '(%S+) (%S+) (%S+) (%S+)')
  local failures = task.failures + 1
  record(task, outcome, problem)
  if task.cancel then return finish(task, 'cancelled', 'failures', failures, ...) end
  if not retryable then return finish(task, 'failed', 'failures', failures, ...) end
  if failures >= tonumber(attempts) then return finish(task, 'dead', 'failures', failures, 'reason', 'attempts', ...) end
  after = after or math.floor(luck * math.min(tonumber(most), tonumber(initial) * tonumber(factor) ^ (failures - 1)))
  if now + after >= task.deadline then
    return finish(task, 'expired', 'failures', failures, 'reason', 'deadline', ...)
  end
  put_off(task, 'retrying', now + after, 'failures', failures, ...)
end

-- The lease of a task has ended without a word of its holder.
local function lose(task, luck)
  if task.started + task.timeout <= task.at then
    return fail(task, 'timed-out', 'the attempt took longer than its timeout', true, nil, luck)
  end
  local lost = task.lost + 1
  record(task, 'lease-lost', 'the lease ended without a heartbeat')
  if task.cancel then return finish(task, 'cancelled', 'lost', lost) end
  if lost >= MOST_LOST then return finish(task, 'dead', 'lost', lost, 'reason', 'lease-lost') end
  if task.deadline <= now then return finish(task, 'expired', 'lost', lost, 'reason', 'deadline') end
  leave(task)
  make_ready(task, 'lost', lost)
end

-- returns what make_ready wants of a task, or nil
local function due_task(id)
  local name = root .. 'task:' .. id
  local value = redis.call('HMGET', name, 'status', 'version', 'type', 'key', 'priority', 'place', 'watched')
  return value[1] and {
    id = id, name = name, status = value[1], version = tonumber(value[2]), type = value[3], key = value[4] or '',
    priority = tonumber(value[5] or 0), place = tonumber(value[6]), watched = value[7]
  }
end

-- Makes those ready that are due, so many at most.
-- returns how many
local function promote(most)
  local count = 0
  for _, status in ipairs({'scheduled', 'retrying'}) do
    local due = redis.call('ZRANGEBYSCORE', status_index(status), '-inf', now, 'LIMIT', 0, most - count)
    for _, id in ipairs(due) do
      local task = due_task(id)
      if task and task.status == status then
        make_ready(task)
      else
        redis.call('ZREM', status_index(status), id)
      end
    end
    count = count + #due
  end
  return count
end

-- Counts what has ended, at the end of a script.
local function count_ends()
  local minute = root .. 'minute:' .. math.floor(now / 60000)
  for status, count in pairs(ends) do
    if redis.call('HINCRBY', minute, status, count) == count then redis.call('EXPIRE', minute, 3700) end
  end
end
