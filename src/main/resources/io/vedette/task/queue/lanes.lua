-- Lanes of queued tasks, and the turns of their keys; follows topics.lua and queue.lua.

-- How much earlier a task of a higher priority seems to have become ready, for each step, in milliseconds.
local HEAD_START = 60000

local woken = false
local ordered
-- The lowest scores of the lanes that this script has put something into, until it takes something out of them.
local lowest = {}

-- returns whether the tasks of a key are granted one after the other, as they came
local function keeps_order(key)
  if key == '' then return false end
  if ordered == nil then ordered = redis.call('HGET', root .. 'queue', 'order') == 'fifo' end
  return ordered
end

-- returns a place behind all others in the order of the queue: a time in milliseconds, and a part of one
local function last_place()
  local last = tonumber(redis.call('HGET', root .. 'queue', 'placed') or 0)
  local place = string.format('%.3f', math.max(now, last + 0.001))
  redis.call('HSET', root .. 'queue', 'placed', place)
  return place
end

-- Tells one server with waiting pulls that there is something to be had; once in a script.
local function wake()
  if woken then return end
  woken = true
  local servers = redis.call('ZRANGEBYSCORE', root .. 'waiters', now, '+inf', 'LIMIT', 0, 32)
  if #servers > 0 then
    local queue = string.match(root, '{tasks:(.-)}:$')
    tell(root, 'ready', queue .. ' ' .. servers[time[2] % #servers + 1])
  end
end

-- The same for all servers that are told of tasks.
local function wake_all() tell(root, 'ready', string.match(root, '{tasks:(.-)}:$') .. ' *') end

-- Lets queued tasks of a type and key be granted. Nobody saves up turns by having nothing to do. Where the order of a key
-- is kept only the type of its first task is.
local function open(type, key)
  if keeps_order(key) then type = redis.call('ZRANGE', root .. 'heads:' .. key, 0, 0)[1] or type end
  local turn = redis.call('HGET', root .. 'queue', 'turn') or 0
  local own = redis.call('ZSCORE', root .. 'turns', key) or 0
  turn = math.max(tonumber(turn), tonumber(own))
  redis.call('ZADD', root .. 'open', 'NX', turn, key)
  redis.call('ZADD', root .. 'open:' .. type, 'NX', turn, key)
end

-- Takes note of what is first in a lane, or that it is empty.
local function look_at_head(type, key)
  lowest[lane_of(type, key)] = nil
  local head = redis.call('ZRANGE', lane_of(type, key), 0, 0, 'WITHSCORES')
  local heads = root .. 'heads:' .. key
  if head[1] then
    redis.call('ZADD', heads, head[2], type)
  else
    redis.call('ZREM', heads, type)
    redis.call('ZREM', root .. 'open:' .. type, key)
    if redis.call('EXISTS', heads) == 0 then
      redis.call('ZREM', root .. 'open', key)
      redis.call('ZREM', root .. 'closed', key)
      return
    end
  end
  if keeps_order(key) and not redis.call('ZSCORE', root .. 'closed', key) then open(type, key) end
end

-- Puts a queued task where it is granted from.
--   place   in the order of its key, if that is kept
local function enter_lane(id, type, key, priority, at, place)
  local lane, score = lane_of(type, key), place or at - priority * HEAD_START
  redis.call('ZADD', lane, score, id)
  if not lowest[lane] or tonumber(score) < lowest[lane] then
    local head = redis.call('ZRANGE', lane, 0, 0, 'WITHSCORES')
    lowest[lane] = tonumber(head[2])
    if head[1] == id then
      redis.call('ZADD', root .. 'heads:' .. key, score, type)
      if not redis.call('ZSCORE', root .. 'closed', key) then open(type, key) end
    end
  end
  wake()
end

-- Lets the queued tasks of a key be granted again that a limit has held back.
local function reopen(key)
  if redis.call('ZREM', root .. 'closed', key) == 0 then return end
  for _, type in ipairs(redis.call('ZRANGE', root .. 'heads:' .. key, 0, 999)) do open(type, key) end
  wake()
end
