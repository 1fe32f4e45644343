-- Submits tasks, each for itself.
--   ARGV     root      of the keys of the queue
--            once      for how many milliseconds a submission is known by its idempotency key
--            REST      of each task 16: id, type, key, priority, delay (milliseconds, or ''), at (when it is due, or ''),
--                      timeout, deadline, retry (each '' when usual or none), digest of the unique value or '', what
--                      happens if that is taken ('reject', 'existing', 'replace'), tags, size, body, digest of the
--                      idempotency key or '', fingerprint of the request
--   returns  {now, {word, id, status, at}, …}: 'submitted'; 'again': this call or an idempotency key has done it before;
--            'existing' and 'replaced': what a unique value has led to. Refused: 'taken' by the task of that id, 'reused'
--            key, 'full' queue, 'late': it would be due after its deadline; then without status and at
--   twice    the second run finds the tasks of the first
local WORDS = 16
local settings = redis.call('HMGET', root .. 'queue', 'max_length', 'paused')
local room = math.huge
if settings[1] then
  room = settings[1] - redis.call('ZCARD', status_index('queued')) - redis.call('ZCARD', status_index('scheduled'))
end
local reply = {now}

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

local function submit(id, type, key, priority, delay, at, timeout, deadline, retry, digest, conflict, tags, size, body, once, fingerprint)
  local said = before(id, once, fingerprint)
  if said then return said end
  local due = tonumber(at) or now + (tonumber(delay) or 0)
  if deadline ~= '' and due >= tonumber(deadline) then return {'late', id} end
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
  redis.call('HSET', root .. 'task:' .. id, unpack(fields))
  if size ~= '0' then redis.call('SET', root .. 'body:' .. id, body) end
  redis.call('ZADD', status_index(status), due, id)
  enlist(id, type, key, tags)
  if deadline ~= '' then redis.call('ZADD', root .. 'deadlines', deadline, id) end
  if digest ~= '' then redis.call('SET', root .. 'unique:' .. digest, id) end
  if once ~= '' then redis.call('SET', root .. 'once:' .. once, id .. ' ' .. fingerprint, 'PX', ARGV.once) end
  if status == 'queued' then enter_lane(id, type, key, tonumber(priority), due) end
  return {replaced and 'replaced' or 'submitted', id, status, due}
end

for i = REST, #ARGV, WORDS do reply[#reply + 1] = submit(unpack(ARGV, i, i + WORDS - 1)) end
count_ends()
return reply
