-- Grants leases of queued tasks; follows moves.lua.

local MOST_LOOKS = 64
local AUDIT = 5000

-- How many tasks are taken at once, and after how many bytes of payloads no more are: an answer is to stay small.
local MOST_AT_ONCE = 10
local ENOUGH_BYTES = 1048576

-- returns the settings that decide what may be granted
local function limits_of_queue()
  local value = redis.call('HMGET', root .. 'queue', 'paused', 'concurrency', 'rate', 'key_concurrency', 'key_rate', 'turn', 'spent',
    'order', 'ticked')
  ordered = value[8] == 'fifo'
  return {
    paused = value[1] and tonumber(value[1]) > now, concurrency = tonumber(value[2] or math.huge), rate = value[3],
    key_concurrency = ordered and 1 or tonumber(value[4] or math.huge), key_rate = value[5], turn = tonumber(value[6] or 0),
    spent = tonumber(value[7] or 0), limited = value[4] or value[5] or ordered, ticked = value[9]
  }
end

-- The generic cell rate algorithm: a rate is 'quantity milliseconds', as much at once.
--   whole    when all of it is there again
-- returns how much of it is there; when the next will be; and how many milliseconds one costs
local function spare(rate, whole)
  local quantity, window = string.match(rate, '(%S+) (%S+)')
  local cost = window / quantity
  whole = math.max(whole, now)
  return math.floor((now + window - whole) / cost + 0.000001), whole + cost - window, cost
end

-- Takes the turn of a key away until then.
local function close(key, again)
  redis.call('ZREM', root .. 'open', key)
  redis.call('ZADD', root .. 'closed', again, key)
end

-- returns how many tasks of a key may be granted; closes it when there is none
local function room_of_key(key, limits)
  if key == '' or not limits.limited then return math.huge, nil end
  local held = ordered and redis.call('ZRANGE', root .. 'held:' .. key, 0, 0, 'WITHSCORES') or {}
  if held[2] then
    close(key, math.max(tonumber(held[2]), now + 1))
    return 0, nil
  end
  local room = limits.key_concurrency - redis.call('ZCARD', root .. 'running:' .. key)
  if room < 1 then
    close(key, now + AUDIT)
    return 0, nil
  end
  local cost
  if limits.key_rate then
    local there, again
    there, again, cost = spare(limits.key_rate, tonumber(redis.call('ZSCORE', root .. 'rates', key) or 0))
    room = math.min(room, there)
    if room < 1 then close(key, again) end
  end
  return room, cost
end

-- returns the key whose turn it is, its turn, one of its types if only some are wanted, and whether others wait for theirs
local function next_key(types)
  if #types == 0 then
    local keys = redis.call('ZRANGE', root .. 'open', 0, 1, 'WITHSCORES')
    return keys[1], tonumber(keys[2]), nil, keys[3] ~= nil
  end
  local key, turn, type, head
  for _, one in ipairs(types) do
    local first = redis.call('ZRANGE', root .. 'open:' .. one, 0, 0, 'WITHSCORES')
    local own = tonumber(first[2])
    if own and (not turn or own < turn or own == turn) then
      local score = tonumber(redis.call('ZSCORE', root .. 'heads:' .. first[1], one) or math.huge)
      if not turn or own < turn or score < head then key, turn, type, head = first[1], own, one, score end
    end
  end
  return key, turn, type, true
end

-- returns the lane to grant from: its type, its key, the key's turn, whether others wait, and how many may be granted
local function next_lane(types, limits)
  for _ = 1, MOST_LOOKS do
    local key, turn, type, contested = next_key(types)
    if not key then return nil end
    local real = turn
    if type then real = redis.call('ZSCORE', root .. 'open', key) end
    if not real then
      redis.call('ZREM', root .. 'open:' .. type, key)
    elseif tonumber(real) > turn then
      redis.call('ZADD', root .. 'open:' .. type, real, key)
    else
      local room, cost = room_of_key(key, limits)
      if room >= 1 then
        local heads = type and not ordered and {type} or redis.call('ZRANGE', root .. 'heads:' .. key, 0, 1)
        if type and heads[1] ~= type and keeps_order(key) then
          redis.call('ZREM', root .. 'open:' .. type, key)
        elseif heads[1] then
          local alone = not contested and not heads[2]
          return type or heads[1], key, turn, alone, room, cost
        else
          redis.call('ZREM', root .. 'open', key)
        end
      end
    end
  end
  return nil
end

-- Moves the turn of a key on.
local function took_turn(type, key, turn, limits)
  limits.turn = math.max(limits.turn, turn)
  redis.call('HSET', root .. 'queue', 'turn', limits.turn)
  redis.call('ZADD', root .. 'turns', turn + 1, key)
  redis.call('ZADD', root .. 'open', 'XX', turn + 1, key)
  redis.call('ZADD', root .. 'open:' .. type, 'XX', turn + 1, key)
end

-- Reads the bodies of tasks, of which there are some.
-- returns those tasks that have theirs; the others: it is lost
local function with_bodies(tasks)
  local names, whole, lost = {}, {}, {}
  for i, task in ipairs(tasks) do names[i] = root .. 'body:' .. task.id end
  for i, body in ipairs(redis.call('MGET', unpack(names))) do
    tasks[i].body = body or ''
    local list = body == false and tasks[i].size > 0 and lost or whole
    list[#list + 1] = tasks[i]
  end
  return whole, lost
end

-- Takes queued tasks out of a lane, so many at most.
-- returns the tasks; those that are not what the lane says are forgotten
local function take(most, types, limits)
  local type, key, turn, alone, room, cost = next_lane(types, limits)
  if not type then return nil end
  local ids, tasks = redis.call('ZPOPMIN', lane_of(type, key), alone and math.min(most, room, MOST_AT_ONCE) or 1), {}
  for i = 1, #ids, 2 do
    local task = task_of(ids[i])
    if task and task.status == 'queued' then
      if limit_of(task) > now then tasks[#tasks + 1] = task else expire(task) end
    end
  end
  if #tasks > 0 then
    local lost
    tasks, lost = with_bodies(tasks)
    for _, task in ipairs(lost) do finish(task, 'dead', 'reason', 'body-missing') end
  end
  look_at_head(type, key)
  if #tasks > 0 then
    if not alone then took_turn(type, key, turn, limits) end
    if cost then
      local whole = math.max(now, tonumber(redis.call('ZSCORE', root .. 'rates', key) or 0))
      redis.call('ZADD', root .. 'rates', whole + cost * #tasks, key)
    end
  end
  return tasks
end

-- returns tasks with their bodies as their holders see them: {id, fence, end of the lease, attempt, type, key, tags, body,
-- "schedule instant" or '', how it is delivered or ''}
local function shown(tasks)
  local list = {}
  for i, task in ipairs(tasks) do
    list[i] = {task.id, task.fence, task.at, task.failures + 1, task.type, task.key, task.tags, task.body, task.schedule or '',
      task.target or ''}
  end
  return list
end

-- A task that was to be begun until some time has been.
local function begun_in_time(task)
  if task.deadline < math.huge then
    redis.call('ZADD', root .. 'deadlines', task.deadline, task.id)
  else
    redis.call('ZREM', root .. 'deadlines', task.id)
  end
end

-- Gives queued tasks, of which there are some, to who wants them.
local function hold(tasks, who, nonce)
  local ids, leases = {}, {}
  for i, task in ipairs(tasks) do
    if task.fence == 0 and task.start_by < math.huge then begun_in_time(task) end
    task.fence = math.max(task.fence + 1, now)
    task.at = math.min(now + math.min(who.lease, task.timeout), task.deadline)
    ids[i], leases[2 * i - 1], leases[2 * i] = task.id, task.at, task.id
    change(task, 'status', 'running', 'at', task.at, 'fence', task.fence, 'started', now, 'worker', who.worker, 'lease',
      nonce .. ' ' .. string.format('%.0f', task.fence))
    if task.key ~= '' then redis.call('ZADD', root .. 'running:' .. task.key, task.at, task.id) end
  end
  redis.call('ZREM', status_index('queued'), unpack(ids))
  redis.call('ZADD', status_index('running'), unpack(leases))
  return shown(tasks)
end

-- Grants leases to those who want them, one after the other.
--   nonce   of the call: with the fence it tells each grant from all others
--   wanted  for each how many at most, for how many milliseconds, and who
-- returns for each the list of its tasks; and when to look again if the rate of the queue is spent, else 0
local function grant(nonce, types, wanted)
  local limits = limits_of_queue()
  local granted, again = {}, 0
  for i = 1, #wanted do granted[i] = {} end
  if limits.paused then return granted, again end
  local room = limits.concurrency
  if room < math.huge then room = room - redis.call('ZCARD', status_index('running')) end
  local cost
  if limits.rate then
    local there, at
    there, at, cost = spare(limits.rate, limits.spent)
    if there < 1 then again = at end
    room = math.min(room, there)
  end
  local spent, bytes = 0, 0
  for i, who in ipairs(wanted) do
    while #granted[i] < who.most and spent < room and bytes < ENOUGH_BYTES do
      local tasks = take(math.min(who.most - #granted[i], room - spent), types, limits)
      if not tasks then break end
      if #tasks > 0 then
        for _, one in ipairs(hold(tasks, who, nonce)) do
          table.insert(granted[i], one)
          bytes = bytes + #one[8]
        end
        spent = spent + #tasks
      end
    end
  end
  if cost and spent > 0 then
    redis.call('HSET', root .. 'queue', 'spent', string.format('%.3f', math.max(now, limits.spent) + cost * spent))
  end
  if spent > 0 and not limits.ticked then redis.call('HSET', root .. 'queue', 'ticked', now) end
  return granted, again
end

-- Remembers what a call was granted, for as long as it may come again.
local function remember(name, granted, memory)
  local ids = {}
  for _, list in ipairs(granted) do
    for _, one in ipairs(list) do ids[#ids + 1] = one[1] end
  end
  if #ids > 0 then redis.call('SET', name, table.concat(ids, ' '), 'PX', memory) end
end

-- returns what a call was granted that has come before, as far as it is still held
local function granted_before(nonce, ids)
  local held = {}
  for id in string.gmatch(ids, '%S+') do
    local task = task_of(id)
    if task and task.status == 'running' and string.match(task.lease, '^%S+') == nonce then held[#held + 1] = task end
  end
  return #held > 0 and shown((with_bodies(held))) or {}
end
