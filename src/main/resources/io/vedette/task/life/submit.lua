-- Submits tasks; follows moves.lua. A task to submit is 19 texts:
--   id, type, key, priority, delay (milliseconds, or ''), at (when it is due, or ''), timeout, deadline, retry (each '' when
--   usual or none), digest of the unique value or '', what happens if that is taken ('reject', 'existing', 'replace'), tags,
--   size, body, digest of the idempotency key or '', fingerprint of the request, until when it is to be begun or '', batch
--   or '', how it is delivered or ''
-- What becomes of it: {word, id, status, at}: 'submitted'; 'again': this call or an idempotency key has done it before;
-- 'existing' and 'replaced': what a unique value has led to. Refused: 'taken' by the task of that id, 'reused' key, 'full'
-- queue, 'late': it would be due after its deadline, 'batchless' and 'sealed': the batch is not there, or not open; then
-- without status and at.
local WORDS = 19
-- For how many milliseconds a submission is known by its idempotency key.
local KNOWN = 86400000
local room

-- returns how many more tasks may wait
local function room_of_queue()
  local most = redis.call('HGET', root .. 'queue', 'max_length')
  if not most then return math.huge end
  return most - redis.call('ZCARD', status_index('queued')) - redis.call('ZCARD', status_index('scheduled'))
end

local function known(word, id)
  local task = redis.call('HMGET', root .. 'task:' .. id, 'status', 'at')
  if not task[2] then return {word, id, 'queued', now} end -- it has ended and is gone: as it was told then
  return {word, id, task[1], task[2]}
end

-- returns the unfinished task that has a unique value, or nil
local function holder_of(digest)
  local id = redis.call('GET', root .. 'unique:' .. digest)
  local task = id and task_of(id)
  return task and not ENDED[task.status] and task.unique == digest and task or nil
end

-- returns what is said of a task when its unique value is taken, or nil when it may be submitted; and whether it replaces
local function taken(digest, conflict)
  local holder = digest ~= '' and holder_of(digest)
  if not holder then return nil, false end
  if conflict == 'existing' then return known('existing', holder.id), false end
  if conflict == 'reject' or (holder.status ~= 'queued' and holder.status ~= 'scheduled') then
    return {'taken', holder.id}, false
  end
  finish(holder, 'cancelled', 'reason', 'replaced')
  return nil, true
end

-- returns what is said of a task that was submitted before, or nil
local function before(id, once, fingerprint)
  if once ~= '' then
    local kept = redis.call('GET', root .. 'once:' .. once)
    if kept then
      local first, request = string.match(kept, '^(%S+) (%S+)$')
      return request == fingerprint and known('again', first) or {'reused', first}
    end
  elseif redis.call('EXISTS', root .. 'task:' .. id) == 1 then
    return known('again', id)
  end
  return nil
end

-- returns why a task cannot be one of a batch, or nil
local function unbatched(batch)
  local state = redis.call('HGET', root .. 'batch:' .. batch, 'state')
  if not state then return 'batchless' end
  return state ~= 'open' and 'sealed' or nil
end

local function submit(id, type, key, priority, delay, at, timeout, deadline, retry, digest, conflict, tags, size, body, once,
    fingerprint, start_by, batch, target)
  local said = before(id, once, fingerprint)
  if said then return said end
  local due = tonumber(at) or now + (tonumber(delay) or 0)
  local limit = math.min(tonumber(deadline) or math.huge, tonumber(start_by) or math.huge)
  if due >= limit then return {'late', id} end
  local outside = batch ~= '' and unbatched(batch)
  if outside then return {outside, id} end
  room = room or room_of_queue()
  if room < 1 then return {'full', id} end
  local other, replaced = taken(digest, conflict)
  if other then return other end
  room = room - 1

  local status = due > now and 'scheduled' or 'queued'
  due = math.max(due, now)
  local fields = {'status', status, 'at', due, 'type', type, 'version', 1, 'created', now}
  local function field(name, value, usual)
    if value ~= usual then fields[#fields + 1], fields[#fields + 2] = name, value end
  end
  field('key', key, '')
  field('priority', priority, '0')
  field('timeout', timeout, '')
  field('deadline', deadline, '')
  field('retry', retry, '')
  field('unique', digest, '')
  field('tags', tags, '')
  field('size', size, '0')
  field('start_by', start_by, '')
  field('batch', batch, '')
  field('target', target, '')
  local place
  if status == 'queued' and keeps_order(key) then
    place = last_place()
    field('place', place, '')
  end
  redis.call('HSET', root .. 'task:' .. id, unpack(fields))
  if size ~= '0' then redis.call('SET', root .. 'body:' .. id, body) end
  redis.call('ZADD', status_index(status), due, id)
  enlist(id, type, key, tags)
  if limit < math.huge then redis.call('ZADD', root .. 'deadlines', limit, id) end
  if batch ~= '' then
    redis.call('SADD', root .. 'batch:' .. batch .. ':left', id)
    redis.call('HINCRBY', root .. 'batch:' .. batch, 'total', 1)
  end
  if digest ~= '' then redis.call('SET', root .. 'unique:' .. digest, id) end
  if once ~= '' then redis.call('SET', root .. 'once:' .. once, id .. ' ' .. fingerprint, 'PX', KNOWN) end
  if status == 'queued' then enter_lane(id, type, key, tonumber(priority), due, place) end
  return {replaced and 'replaced' or 'submitted', id, status, due}
end
