-- Submits the tasks of schedules that are due, each instant once, whoever comes first.
--   ARGV     root      of the keys of the queue
--            REST      of each schedule 25: its name; its version and the instant that is due, as they were read, or '' for
--                      both: it is not due, and fires because somebody says so; the instant to fire or '' when none is;
--                      the instant that is due then, or ''; what happens when the task before has not ended ('skip',
--                      'allow', 'replace'); and the task, 19: see submit.lua
--   returns  {{word, id of the task or ''}, …}: 'stale' when it has fired, changed, paused or gone meanwhile; 'missed';
--            'skipped'; or what became of the task
--   twice    the second run finds all stale, and those that fired because somebody said so by their ids
-- A schedule goes on whatever becomes of its task.
local EACH = 6 + WORDS

local function fire(schedule, name, due, instant, overlap, ...)
  if instant == '' then return {'missed', ''} end
  local before = redis.call('HGET', schedule, 'task')
  before = due ~= '' and before and task_of(before)
  if before and not ENDED[before.status] then
    if overlap == 'skip' then return {'skipped', ''} end
    if overlap == 'replace' then act.cancel(before) end
  end
  local said = submit(...)
  if said[1] == 'submitted' or said[1] == 'replaced' then
    redis.call('HSET', root .. 'task:' .. said[2], 'schedule', name .. ' ' .. instant)
    redis.call('HSET', schedule, 'task', said[2])
  end
  return {said[1], said[2]}
end

local function go(name, version, due, instant, upcoming, overlap, ...)
  local schedule = root .. 'schedule:' .. name
  local known = redis.call('HMGET', schedule, 'version', 'next', 'paused')
  if not known[1] then return {'stale', ''} end
  if due ~= '' then
    if known[1] ~= version or known[2] ~= due or known[3] then return {'stale', ''} end
    redis.call('HSET', schedule, 'next', upcoming)
    if upcoming == '' then
      redis.call('ZREM', root .. 'schedules', name)
    else
      redis.call('ZADD', root .. 'schedules', upcoming, name)
    end
  end
  local said = fire(schedule, name, due, instant, overlap, ...)
  if said[1] ~= 'again' then
    redis.call('HSET', schedule, 'last', (instant == '' and due or instant) .. ' ' .. said[1] .. ' ' .. said[2])
  end
  return said
end

local said = {}
for i = REST, #ARGV, EACH do said[#said + 1] = go(unpack(ARGV, i, i + EACH - 1)) end
count_ends()
return said
