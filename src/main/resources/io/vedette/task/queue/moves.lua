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
  end
end

local function make_ready(task, ...)
  move(task, 'queued', now, ...)
  enter_lane(task.id, task.type, task.key, task.priority, now)
end

-- Ends a task.
local function finish(task, status, ...)
  leave(task)
  move(task, status, now, ...)
  ends[status] = (ends[status] or 0) + 1
  if task.deadline < math.huge then redis.call('ZREM', root .. 'deadlines', task.id) end
  if task.unique and redis.call('GET', root .. 'unique:' .. task.unique) == task.id then
    redis.call('UNLINK', root .. 'unique:' .. task.unique)
  end
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
  leave(task)
  move(task, 'retrying', now + after, 'failures', failures, ...)
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

-- Makes those ready that are due, so many at most.
-- returns how many
local function promote(most)
  local count = 0
  for _, status in ipairs({'scheduled', 'retrying'}) do
    local due = redis.call('ZRANGEBYSCORE', status_index(status), '-inf', now, 'LIMIT', 0, most - count)
    for _, id in ipairs(due) do
      local task = task_of(id)
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
