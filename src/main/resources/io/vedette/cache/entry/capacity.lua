-- What a cache may hold, for the scripts that store entries. A limit is '' where there is none.
--
-- Entries are the members of its index. When they are too many, those whose entry is gone are forgotten
-- first, as far as a look at EXAMINED_WHEN_FULL of them, taken at random, finds any: of so many it finds all.
-- Bytes are those of the values. They are added up once in MEASURED_FOR milliseconds: exactly when there are
-- no more than MEASURED entries, else from so many, taken at random. In between, what is stored is added
-- exactly, and what is deleted or expires counts on.
local EXAMINED_WHEN_FULL = 100
local MEASURED = 500
local MEASURED_FOR = 1000

-- Redis refuses for lack of memory only the first write of a script, and those that store begin by
-- deleting. This write changes nothing, because the operation is new, and is refused all the same.
local function ask_for_memory(operation) redis.call('SET', operation, '', 'XX') end

local function too_many(cache, most, added)
  local count = redis.call('ZCARD', cache.index) + added
  if count <= most then return false end
  for _, member in ipairs(redis.call('ZRANDMEMBER', cache.index, EXAMINED_WHEN_FULL)) do
    if gone(cache.entries, member) then
      forget(cache.index, member)
      count = count - 1
    end
  end
  return count > most
end

local function bytes(cache)
  local known = redis.call('GET', cache.size)
  if known then return tonumber(known) end
  local members = redis.call('ZCARD', cache.index)
  local measured = redis.call('ZRANDMEMBER', cache.index, MEASURED)
  local sum = 0
  for _, member in ipairs(measured) do sum = sum + (about(cache.entries .. member).size or 0) end
  if #measured < members then sum = sum / #measured * members end
  redis.call('SET', cache.size, string.format('%.0f', sum), 'PX', MEASURED_FOR)
  return sum
end

-- added, grown: how many entries and bytes more there will be, also below zero
-- returns 'entries' or 'bytes' when that is more than there may be; false, and counts them, when it is not.
--   What adds nothing is never too much.
local function exceeded(cache, most_entries, most_bytes, added, grown)
  if most_entries ~= '' and added > 0 and too_many(cache, tonumber(most_entries), added) then
    return 'entries'
  end
  if most_bytes ~= '' then
    if bytes(cache) + grown > tonumber(most_bytes) and grown > 0 then return 'bytes' end
    redis.call('INCRBY', cache.size, grown)
  end
  return false
end
