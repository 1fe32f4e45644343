-- A task as scripts see it; follows queue.lua.

local USUAL_TIMEOUT = 60000
local USUAL_RETRY = '5 10000 2 3600000'
local FIELDS = {
  'status', 'at', 'type', 'key', 'priority', 'version', 'fence', 'lease', 'started', 'worker', 'failures', 'lost',
  'timeout', 'deadline', 'retry', 'unique', 'settled', 'cancel', 'watched', 'tags', 'size', 'start_by', 'place', 'batch',
  'schedule', 'target'
}
local ENDED = {succeeded = true, failed = true, dead = true, cancelled = true, expired = true}

-- returns the task, or nil
local function task_of(id)
  local name = root .. 'task:' .. id
  local value = redis.call('HMGET', name, unpack(FIELDS))
  if not value[1] or value[1] == 'deleted' then return nil end
  return {
    id = id, name = name, status = value[1], at = tonumber(value[2]), type = value[3], key = value[4] or '',
    priority = tonumber(value[5] or 0), version = tonumber(value[6]), fence = tonumber(value[7] or 0), lease = value[8],
    started = value[9], worker = value[10], failures = tonumber(value[11] or 0), lost = tonumber(value[12] or 0),
    timeout = tonumber(value[13] or USUAL_TIMEOUT), deadline = tonumber(value[14] or math.huge),
    retry = value[15] or USUAL_RETRY, unique = value[16], settled = value[17], cancel = value[18],
    watched = value[19], tags = value[20] or '', size = tonumber(value[21] or 0),
    start_by = tonumber(value[22] or math.huge), place = tonumber(value[23]), batch = value[24],
    schedule = value[25], target = value[26]
  }
end

-- returns until when a task is to have ended, or to have been begun
local function limit_of(task)
  return task.fence == 0 and math.min(task.deadline, task.start_by) or task.deadline
end
