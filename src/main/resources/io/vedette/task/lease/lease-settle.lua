-- Gives leases back or extends them, each for itself; then takes the next ones in the same step.
--   ARGV     root      of the keys of the queue
--            nonce     of this call, for the grants of the next tasks
--            memory    for how many milliseconds this call may come again
--            types     of the next tasks, joined by blanks; or '' for all
--            most      next tasks, or 0
--            next_lease, next_worker: see lease-grant.lua
--            REST      of each lease 7: what to do, id of the task, the lease, and four more:
--                      'complete'   the result or '', whether there is one: '1' or '0', whether the payload is kept: '1'
--                      'fail'       the error, whether to try again: '1' or '0', in how many milliseconds or '', luck: a
--                                   number from 0 to 1 that the usual time is multiplied by
--                      'release'    for how many milliseconds nobody gets it
--                      'heartbeat'  for how many milliseconds from now, the progress or '', lines for the log, joined by line
--                                   feeds, or ''
--   returns  {now, {answer, …}, {grant, …}}: of each lease {'done', status}, {'extended', end, '1' when it is to be
--            cancelled} or {'lost'}
--   twice    a lease that was given back answers as it did to the one who does the same with it again
--   Whoever does not hold a lease changes nothing. It is held until its end, and while the queue has patience with those
--   who could not renew theirs: see queue-tick.lua.
local ticks = redis.call('HMGET', root .. 'queue', 'ticked', 'grace')
local patient = now - (ticks[1] or now) > PATIENT_FROM or now < tonumber(ticks[2] or 0)
local freed = false
local MOST_LINES = 100

local function held(id, lease)
  local task = task_of(id)
  local holds = task and task.status == 'running' and task.lease == lease and (now < task.at or patient)
  return task, holds
end

local function extend(task, lease, progress, lines)
  local ends = math.min(now + lease, task.started + task.timeout, task.deadline)
  if ends <= now then return {'lost'} end
  redis.call('ZREM', root .. 'waiters', '') -- a lack of memory forbids the first write, and must not cost a lease
  if task.key ~= '' then redis.call('ZADD', root .. 'running:' .. task.key, ends, task.id) end
  if progress ~= '' then redis.call('SET', root .. 'progress:' .. task.id, progress) end
  for line in string.gmatch(lines, '[^\n]+') do
    if redis.call('RPUSH', root .. 'log:' .. task.id, line) > MOST_LINES then redis.call('LPOP', root .. 'log:' .. task.id) end
  end
  move(task, 'running', ends)
  return {'extended', ends, task.cancel or '0'}
end

local act = {
  complete = function(task, settled, result, there, keep)
    if there == '1' then redis.call('ZREM', root .. 'waiters', '') redis.call('SET', root .. 'result:' .. task.id, result) end
    finish(task, 'succeeded', 'settled', settled)
    if keep ~= '1' then redis.call('UNLINK', root .. 'body:' .. task.id) end
  end,
  fail = function(task, settled, problem, retryable, after, luck)
    fail(task, 'failed', problem, retryable == '1', tonumber(after), tonumber(luck), 'settled', settled)
  end,
  release = function(task, settled, delay)
    if task.cancel then return finish(task, 'cancelled', 'settled', settled) end
    if now + delay >= task.deadline then return finish(task, 'expired', 'reason', 'deadline', 'settled', settled) end
    if tonumber(delay) > 0 then return put_off(task, 'scheduled', now + delay, 'settled', settled) end
    leave(task)
    make_ready(task, 'settled', settled)
  end
}

local function settle(word, id, lease, ...)
  local task, holds = held(id, lease)
  local settled = lease .. ' ' .. word
  if word == 'heartbeat' then return holds and extend(task, ...) or {'lost'} end
  if not holds then
    return task and task.settled == settled and {'done', task.status} or {'lost'}
  end
  act[word](task, settled, ...)
  freed = true
  return {'done', task.status}
end

local answers = {}
for i = REST, #ARGV, 7 do answers[#answers + 1] = settle(unpack(ARGV, i, i + 6)) end

local granted = {{}}
local most = tonumber(ARGV.most)
if most > 0 then
  local remembered, types = root .. 'grant:' .. ARGV.nonce, {}
  for type in string.gmatch(ARGV.types, '%S+') do types[#types + 1] = type end
  local before = redis.call('GET', remembered)
  if before then
    granted = {granted_before(ARGV.nonce, before)}
  else
    granted = grant(ARGV.nonce, types, {{most = most, lease = tonumber(ARGV.next_lease), worker = ARGV.next_worker}})
    remember(remembered, granted, ARGV.memory)
  end
end
if freed and #granted[1] == 0 and redis.call('HEXISTS', root .. 'queue', 'concurrency') == 1
  and redis.call('ZCARD', root .. 'open') > 0 then wake() end
count_ends()
return {now, answers, granted[1]}
