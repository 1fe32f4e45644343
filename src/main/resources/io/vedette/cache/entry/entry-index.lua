-- The indexes of a cache: one of all its entries and one of each group. Each is a sorted set of keys, all
-- with score 0, hence in the order of their bytes. Invariants, kept by every script that stores, extends
-- or removes an entry:
--   * a live entry is a member of the index of the cache and of those of its groups; an index may also
--     name entries that are gone, or came back without the group;
--   * the index lives at least as long as the longest-lived entry, and not for ever after it: at most
--     longer by a sixteenth of a time to live (see entry-put.lua). While an entry stays until it is deleted, the
--     index does. Beside it stands then a sorted set, whose members are those entries, and '' with the time when
--     the longest-lived of all others expires as its score;
--   * each new entry examines three random members and forgets those whose entry is gone, so that at
--     most about a third of the members are dead, however many entries expire unseen.
local EXAMINED = 3

-- No group has a line feed in its name.
local function staying(index) return index .. '\n' end

-- expires: milliseconds since 1970
local function outlive(index, expires, now)
  local left = redis.call('PTTL', index)
  if left >= 0 then
    if now + left < expires then redis.call('PEXPIREAT', index, expires) end
  elseif expires > tonumber(redis.call('ZSCORE', staying(index), '') or math.huge) then
    redis.call('ZADD', staying(index), expires, '')
  end
end

-- The entry stays until it is deleted.
local function stay(index, key, now)
  local left = redis.call('PTTL', index)
  if left >= 0 then
    redis.call('ZADD', staying(index), now + left, '')
    redis.call('PERSIST', index)
  end
  redis.call('ZADD', staying(index), 0, key)
end

-- It does not any more; called when the index outlives what has become of it.
local function stay_no_more(index, key)
  local others = staying(index)
  if redis.call('ZREM', others, key) == 1 and redis.call('ZCARD', others) == 1 then
    redis.call('PEXPIREAT', index, redis.call('ZSCORE', others, ''))
    redis.call('DEL', others)
  end
end

-- A member is gone, or not in this group any more.
local function forget(index, member)
  redis.call('ZREM', index, member)
  stay_no_more(index, member)
end

local function add(index, entries, key, expires, now)
  local first = redis.call('EXISTS', index) == 0
  redis.call('ZADD', index, 0, key)
  if first then
    redis.call('PEXPIREAT', index, expires)
    return
  end
  outlive(index, expires, now)
  for _, member in ipairs(redis.call('ZRANDMEMBER', index, EXAMINED)) do
    if gone(entries, member) then forget(index, member) end
  end
end

-- groups: of one entry, as its field has them: joined by line feeds, which no group contains; or false.
local function each_group(groups, act)
  if groups then
    for group in string.gmatch(groups, '[^\n]+') do act(group) end
  end
end

local function in_group(groups, group)
  return string.find('\n' .. (groups or '') .. '\n', '\n' .. group .. '\n', 1, true) ~= nil
end
