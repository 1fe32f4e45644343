-- Chooses tasks of a queue by what they are; follows queue.lua and task.lua.
--
-- A filter: status, type, key and tag, each '' for any; and before: only those created before that, or ''.

-- returns the names of the sorted sets that a filter names
local function sets_of(filter)
  local names = {}
  if filter.status ~= '' then names[#names + 1] = status_index(filter.status) end
  if filter.tag ~= '' then names[#names + 1] = root .. 'tag:' .. filter.tag end
  if filter.key ~= '' then names[#names + 1] = root .. 'key:' .. filter.key end
  if filter.type ~= '' then names[#names + 1] = root .. 'type:' .. filter.type end
  return #names > 0 and names or {root .. 'all'}
end

-- returns the place of the smallest of them
local function smallest(names)
  local best, size = 1, nil
  for i, name in ipairs(names) do
    local members = #names > 1 and redis.call('ZCARD', name) or 0
    if not size or members < size then best, size = i, members end
  end
  return best
end

local function has_tag(tags, tag) return string.find(' ' .. tags .. ' ', ' ' .. tag .. ' ', 1, true) ~= nil end

-- returns whether a task is one of a filter
local function fits(task, filter)
  return (filter.status == '' or task.status == filter.status) and (filter.type == '' or task.type == filter.type)
    and (filter.key == '' or task.key == filter.key) and (filter.tag == '' or has_tag(task.tags, filter.tag))
end

-- Walks down a sorted set from behind a place, the last member first.
--   place   '' for its end, or 'score id'
--   most    members
-- returns {id, score, …}
local function down(name, place, most)
  if place == '' then return redis.call('ZREVRANGE', name, 0, most - 1, 'WITHSCORES') end
  local score, id = string.match(place, '^(%S+) (%S+)$')
  local rank = redis.call('ZREVRANK', name, id)
  if rank and redis.call('ZSCORE', name, id) == score then
    return redis.call('ZREVRANGE', name, rank + 1, rank + most, 'WITHSCORES')
  end
  local behind, offset = {}, 0
  repeat
    local some = redis.call('ZREVRANGEBYSCORE', name, score, '-inf', 'WITHSCORES', 'LIMIT', offset, most)
    for i = 1, #some, 2 do
      if some[i + 1] ~= score or some[i] < id then behind[#behind + 1], behind[#behind + 2] = some[i], some[i + 1] end
    end
    offset = offset + most
  until #behind > 0 or #some == 0 or offset >= 10 * most
  return behind
end
