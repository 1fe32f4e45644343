-- Deletes an entry and gives what it was. Taking what is not there succeeds.
--   KEYS     1 entry  2 result of this operation
--   ARGV     if_match, if_none_match, if_modified_since, if_unmodified_since: see conditions.lua
--            key
--            root      of the cache's keys
--            memory    how long the result is kept, in milliseconds
--            most      bytes of a value to give
--            chosen    the key of what is given when the entry varies with the request: itself, or one of its
--                      variants
--            version   (see entry-change.lua) of that, as the caller has seen it, '' to give nothing
--   returns  {'absent'}, {'failed'}, {'taken', etag, type, modified, groups or '', value}, or
--            {'large', size}: the value has more bytes than there is room for, and nothing was done
--   twice    the second run finds what the first has taken and gives it again: the entry becomes the
--            result of the operation
local entry, operation = KEYS[1], KEYS[2]

local function taken()
  local field = redis.call('HMGET', operation, 'etag', 'type', 'modified', 'groups', 'size')
  if not field[1] then return {'absent'} end
  return {'taken', field[1], field[2], field[3], field[4] or '', value_of(operation, tonumber(field[5]))}
end
if redis.call('EXISTS', operation) == 1 then return taken() end

local cache, key = cache_of(ARGV.root), ARGV.key
local tag, old = current(cache, key)
if stopped(
  tag, old[2], ARGV.if_match, ARGV.if_none_match, ARGV.if_modified_since, ARGV.if_unmodified_since
) then return {'failed'} end

if old[9] then
  entry, tag = cache.entries .. ARGV.chosen, current(cache, ARGV.chosen)
  tag = tag and version(cache, ARGV.chosen) == ARGV.version
end
local size = size_of(entry)
if tag and size > tonumber(ARGV.most) then return {'large', size} end
if tag then redis.call('RENAME', entry, operation) end
remove(cache, key, old)
if not tag then redis.call('HSET', operation, 'absent', '1') end
redis.call('PEXPIRE', operation, ARGV.memory)
return taken()
