-- Fill leases: who is to fill an absent entry, and whether what was computed is still true.
--
-- A lease is a string 'token sequence' under the key of its entry; it goes with every write and deletion
-- of the entry. Invalidations that do not name keys cannot find the leases of absent entries: each
-- leaves a mark with its number in a sequence, 'g' and the group or 'p' and the prefix. A lease knows the
-- number at which it was given; marks with a higher one that fit the entry end it. The last KEPT marks
-- are there; whoever needs older ones has lost. Marks outlive every lease by far. The numbers live in
-- Redis with the marks, so that a fail-over loses both or none, and a clock has no part in it.
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

local function marked_since(cache, since, key, groups)
  local lowest = redis.call('ZRANGE', cache.marks, 0, 0, 'WITHSCORES')[2]
  if not lowest then return false end
  if redis.call('ZCARD', cache.marks) >= KEPT and tonumber(lowest) > since + 1 then return true end
  local hit = false
  each_group(groups, function(group)
    local number = redis.call('ZSCORE', cache.marks, 'g' .. group)
    hit = hit or number and tonumber(number) > since
  end)
  if hit then return true end
  for _, what in ipairs(redis.call('ZRANGEBYSCORE', cache.marks, '(' .. since, '+inf')) do
    local prefix = string.sub(what, 2)
    if string.sub(what, 1, 1) == 'p' and string.sub(key, 1, #prefix) == prefix then return true end
  end
  return false
end

-- Whether the token is the lease of the key, and nothing has made it worthless.
local function holds(cache, key, token, groups)
  local lease = redis.call('GET', cache.leases .. key)
  local given, since = string.match(lease or '', '^(%S+) (%S+)$')
  return given == token and not marked_since(cache, tonumber(since), key, groups)
end
