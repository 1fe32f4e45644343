-- Fill leases: who is to fill an absent entry, and whether what was computed is still true.
--
-- A lease is a string under the key of its entry: 'token sequence times generation'. It goes with every
-- write and deletion of the entry. Invalidations that do not name keys cannot find the leases of absent
-- entries: each leaves a mark with its number in a sequence, 'g' and the group or 'p' and the prefix. A lease
-- knows the number at which it was given; marks with a higher one that fit the entry end it. The last KEPT
-- marks are there; whoever needs older ones has lost. Marks outlive every lease by far. The numbers live in
-- Redis with the marks, so that a fail-over loses both or none, and a clock has no part in it.
-- The generation is that of the variants of the main entry, when the lease is for one: see variants.lua.
-- The lease 'pass' is nobody's: what the origin says of the key is not for sharing.
local KEPT = 1000
local MARKS_LIVE = 600000
local SEQUENCE_LIVES = 86400000

-- The first write of a script is one that no lack of memory forbids: who deletes is not refused.
local function mark(cache, what)
  redis.call('PERSIST', cache.sequence)
  local number = redis.call('INCR', cache.sequence)
  redis.call('PEXPIRE', cache.sequence, SEQUENCE_LIVES)
  redis.call('ZADD', cache.marks, number, what)
  redis.call('ZREMRANGEBYRANK', cache.marks, 0, -KEPT - 1)
  redis.call('PEXPIRE', cache.marks, MARKS_LIVE)
end

-- groups: of the entry, nil when they are not known yet
-- returns whether marks since then fit the entry; 'perhaps' when its groups decide
local function marked_since(cache, since, key, groups)
  local lowest = redis.call('ZRANGE', cache.marks, 0, 0, 'WITHSCORES')[2]
  if not lowest then return false end
  if redis.call('ZCARD', cache.marks) >= KEPT and tonumber(lowest) > since + 1 then return true end
  local perhaps = false
  for _, what in ipairs(redis.call('ZRANGEBYSCORE', cache.marks, '(' .. since, '+inf')) do
    local kind, name = string.sub(what, 1, 1), string.sub(what, 2)
    if kind == 'p' and string.sub(key, 1, #name) == name then return true end
    if kind == 'g' and groups and in_group(groups, name) then return true end
    perhaps = perhaps or kind == 'g' and not groups and 'perhaps'
  end
  return perhaps
end

local function generation_of(cache, key)
  local main = main_of(key)
  return main and about(cache.entries .. main).generation or ''
end

local function give(cache, key, token, times, time)
  local sequence = redis.call('GET', cache.sequence) or 0
  local lease = table.concat({token, sequence, times, generation_of(cache, key)}, ' ')
  redis.call('SET', cache.leases .. key, lease, 'PX', time)
end

-- groups: of the entry, nil when they are not known yet
-- returns who has the lease of the key, nil when nobody has or it is worthless; how many had it one after the
--   other without being done; and 'perhaps' when it is worthless if the entry is in some group
local function holder(cache, key, groups)
  local lease = redis.call('GET', cache.leases .. key)
  if not lease then return nil end
  local token, since, times, generation = string.match(lease, '^(%S+) (%d+) (%d+) (.*)$')
  if token == 'pass' then return token, 0, false end
  local marked = marked_since(cache, tonumber(since), key, groups)
  if marked == true or generation ~= generation_of(cache, key) then return nil end
  return token, tonumber(times), marked
end

-- Whether the token is the lease of the key, and nothing has made it worthless. One that is found to be
-- worthless ends: its holder has been told, and the next one need not wait.
local function holds(cache, key, token, groups)
  local whose = holder(cache, key, groups or '')
  if not whose then redis.call('DEL', cache.leases .. key) end
  return whose == token
end
