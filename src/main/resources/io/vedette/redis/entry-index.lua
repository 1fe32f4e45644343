-- The indexes of a cache: one of all its entries and one of each group. Each is a sorted set of keys, all
-- with score 0, hence in the order of their bytes. Invariants, kept by every script that stores, extends
-- or removes an entry:
--   * a live entry is a member of the index of the cache and of those of its groups; an index may also
--     name entries that are gone, or came back without the group;
--   * the index lives at least as long as the longest-lived entry, and not for ever after it;
--   * each new entry examines three random members and forgets those whose entry is gone, so that at
--     most about a third of the members are dead, however many entries expire unseen.
local EXAMINED = 3

-- expires: milliseconds since 1970, or false when the entry stays until it is deleted.
local function outlive(index, expires, now)
  local left = redis.call('PTTL', index)
  if not expires then
    if left >= 0 then redis.call('PERSIST', index) end
  elseif left >= 0 and now + left < expires then
    redis.call('PEXPIREAT', index, expires)
  end
end

local function add(index, entries, key, expires, now)
  local first = redis.call('EXISTS', index) == 0
  redis.call('ZADD', index, 0, key)
  if first then
    if expires then redis.call('PEXPIREAT', index, expires) end
    return
  end
  for _, member in ipairs(redis.call('ZRANDMEMBER', index, EXAMINED)) do
    if redis.call('EXISTS', entries .. member) == 0 then redis.call('ZREM', index, member) end
  end
  outlive(index, expires, now)
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

local function leave(prefix, groups, key)
  each_group(groups, function(group) redis.call('ZREM', prefix .. group, key) end)
end
