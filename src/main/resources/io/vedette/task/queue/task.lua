-- A task as scripts see it; follows queue.lua.

local USUAL_TIMEOUT = 60000
local USUAL_RETRY = '5 10000 2 3600000'
local ENDED = {succeeded = true, failed = true, dead = true, cancelled = true, expired = true}

-- returns the task with all of its fields, of which numbers are numbers, and what is usual where they are absent; or nil
local function task_of(id)
  local name = root .. 'task:' .. id
  local fields, task = redis.call('HGETALL', name), {}
  for i = 1, #fields, 2 do task[fields[i]] = fields[i + 1] end
  if not task.status or task.status == 'deleted' then return nil end
  task.id, task.name = id, name
  task.at, task.version, task.place = tonumber(task.at), tonumber(task.version), tonumber(task.place)
  task.key, task.tags, task.retry = task.key or '', task.tags or '', task.retry or USUAL_RETRY
  task.priority, task.fence, task.size = tonumber(task.priority or 0), tonumber(task.fence or 0), tonumber(task.size or 0)
  task.failures, task.lost = tonumber(task.failures or 0), tonumber(task.lost or 0)
  task.timeout = tonumber(task.timeout or USUAL_TIMEOUT)
  task.deadline, task.start_by = tonumber(task.deadline or math.huge), tonumber(task.start_by or math.huge)
  return task
end

-- returns until when a task is to have ended, or to have been begun
local function limit_of(task)
  return task.fence == 0 and math.min(task.deadline, task.start_by) or task.deadline
end
