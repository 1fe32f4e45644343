-- Does what time demands of a queue: what is due becomes ready, lost leases and deadlines end, what was kept long enough
-- goes. Any server may run it at any time.
--   ARGV     root      of the keys of the queue
--            most      tasks that are changed, for each kind of change
--            memory    for how many milliseconds a submission may come again
--            luck      a number from 0 to 1, for the time until lost attempts are repeated
--            keep_succeeded, keep_others: for how many milliseconds tasks are kept that have ended, if the queue does not say
--            keep_most of each status, if the queue does not say
--   returns  {in how many milliseconds it is needed again, 0 at once, -1 when the queue is empty; promoted; lost; expired;
--            removed; lag in milliseconds; queued; running; dead; {name, …} of schedules that are due; {name, …} of batches
--            that went}: what it has done, and how the queue is then
--   twice    the second run finds it done
--   Schedules are told of again after a second, until schedule-fire.lua says when they are due next.
--   A queue in which nothing waits or runs rests: it is needed again when something is due, and now and then. Who uses it
--   ticks it.
--   Leases are taken back only while their holders could renew them. When nobody ticked for some time, nobody could: then
--   the queue has as long patience and a bit more.
local PATIENCE, MOST_PATIENCE = 5000, 30000
local BETWEEN_AUDITS, BETWEEN_LOOKS, BETWEEN_CLAIMS, LONGEST_REST = 1000, 5000, 1000, 10000
local KEPT = {'succeeded', 'failed', 'dead', 'cancelled', 'expired'}

local function idle()
  return redis.call('EXISTS', root .. 'all', status_index('scheduled'), status_index('queued'), status_index('running'),
    status_index('retrying'), root .. 'batches', root .. 'schedules') == 0
end

local most, luck, memory = tonumber(ARGV.most), tonumber(ARGV.luck), tonumber(ARGV.memory)
local state = redis.call('HMGET', root .. 'queue', 'ticked', 'grace', 'audited', 'audited_task', 'audited_rank', 'changed',
  'keep_succeeded', 'keep_others', 'keep_most', 'turn', 'known')
redis.call('ZREMRANGEBYSCORE', root .. 'waiters', '-inf', now) -- the first write is one that a lack of memory does not forbid
if idle() then
  redis.call('UNLINK', root .. 'turns')
  redis.call('HDEL', root .. 'queue', 'turn')
  if not state[11] then
    redis.call('UNLINK', root .. 'queue')
    return {-1, 0, 0, 0, 0, 0, 0, 0, 0, {}, {}}
  end
end
local ticked, grace = tonumber(state[1] or now), tonumber(state[2] or 0)
if now - ticked > PATIENT_FROM then grace = now + math.min(now - ticked + PATIENCE, MOST_PATIENCE) end
redis.call('HSET', root .. 'queue', 'ticked', now, 'grace', grace)

local function due(name, until_when) return redis.call('ZRANGEBYSCORE', name, '-inf', until_when, 'LIMIT', 0, most) end

local function end_leases()
  local ids = now < grace and {} or due(status_index('running'), now)
  for _, id in ipairs(ids) do
    local task = task_of(id)
    if not task or task.status ~= 'running' then
      redis.call('ZREM', status_index('running'), id)
    elseif task.at > now then
      redis.call('ZADD', status_index('running'), task.at, id)
    else
      lose(task, luck)
    end
  end
  return #ids
end

local function end_deadlines()
  local ids = due(root .. 'deadlines', now)
  for _, id in ipairs(ids) do
    local task = task_of(id)
    redis.call('ZREM', root .. 'deadlines', id)
    if task and not ENDED[task.status] and task.status ~= 'running' then expire(task) end
  end
  return #ids
end

local function look_at_closed()
  local until_when = state[6] and state[6] + BETWEEN_LOOKS or now
  local keys = due(root .. 'closed', math.max(now, until_when))
  for _, key in ipairs(keys) do
    if key ~= '' then audit_key(key) end
    reopen(key)
  end
  if state[6] and #keys < most then redis.call('HDEL', root .. 'queue', 'changed') end
  return #keys
end

-- returns how many tasks of a status went that were kept long enough, or that are too many
local function remove(status, keep, number)
  local name = status_index(status)
  local ids = due(name, now - keep)
  local surplus = redis.call('ZCARD', name) - number
  if surplus > #ids then ids = redis.call('ZRANGE', name, 0, math.min(surplus, most) - 1) end
  for _, id in ipairs(ids) do
    local task = task_of(id)
    if not task or task.status ~= status then
      redis.call('ZREM', name, id)
    else
      act.delete(task, memory)
    end
  end
  return #ids
end

local gone_batches = {}

local function remove_batches(keep)
  for _, name in ipairs(due(root .. 'batches', now - keep)) do
    redis.call('ZREM', root .. 'batches', name)
    redis.call('UNLINK', root .. 'batch:' .. name, root .. 'batch:' .. name .. ':left')
    gone_batches[#gone_batches + 1] = name
  end
end

local function remove_old()
  local removed, full = 0, false
  remove_batches(tonumber(state[8] or ARGV.keep_others))
  for _, status in ipairs(KEPT) do
    local keep = status == 'succeeded' and (state[7] or ARGV.keep_succeeded) or (state[8] or ARGV.keep_others)
    local gone = remove(status, tonumber(keep), tonumber(state[9] or ARGV.keep_most))
    removed, full = removed + gone, full or gone >= most
  end
  return removed, full
end

local function claim_schedules()
  local names = due(root .. 'schedules', now)
  for _, name in ipairs(names) do redis.call('ZADD', root .. 'schedules', now + BETWEEN_CLAIMS, name) end
  return names
end

local function audit()
  local task, rank = audit_tasks(state[4] or ''), audit_running(tonumber(state[5] or 0))
  redis.call('HSET', root .. 'queue', 'audited', now, 'audited_task', task, 'audited_rank', rank)
  if state[10] then redis.call('ZREMRANGEBYSCORE', root .. 'turns', '-inf', '(' .. state[10]) end
  for _, key in ipairs(due(root .. 'rates', now)) do redis.call('ZREM', root .. 'rates', key) end
end

local function first_of(name)
  local head = redis.call('ZRANGE', name, 0, 0, 'WITHSCORES')
  return head[2] and tonumber(head[2]) or math.huge
end

local function next_time()
  local lease = first_of(status_index('running'))
  if now < grace then lease = math.max(lease, grace) end
  return math.min(lease, first_of(status_index('scheduled')), first_of(status_index('retrying')),
    first_of(root .. 'deadlines'), first_of(root .. 'closed'), first_of(root .. 'schedules'))
end

local promoted, lost, expired, looked = promote(most), end_leases(), end_deadlines(), look_at_closed()
local schedules = claim_schedules()
local removed, full = 0, false
if now - tonumber(state[3] or 0) >= BETWEEN_AUDITS then
  removed, full = remove_old()
  if not full then audit() end
end
count_ends()

local queued, running = redis.call('ZCARD', status_index('queued')), redis.call('ZCARD', status_index('running'))
local resting = queued + running + redis.call('ZCARD', status_index('retrying')) == 0
if resting then redis.call('HDEL', root .. 'queue', 'ticked', 'grace') end -- nobody holds a lease
local again = math.max(1, math.min(next_time() - now, resting and LONGEST_REST or BETWEEN_AUDITS))
if full or promoted == most or lost == most or expired == most or #schedules == most then again = 0 end
local oldest = redis.call('ZRANGE', status_index('queued'), 0, 0, 'WITHSCORES')
return {
  again, promoted, lost, expired, removed, oldest[2] and now - oldest[2] or 0, queued, running,
  redis.call('ZCARD', status_index('dead')), schedules, gone_batches
}
