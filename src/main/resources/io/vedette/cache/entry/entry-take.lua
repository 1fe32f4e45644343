-- Deletes an entry and gives what it was. Taking what is not there succeeds.
--   KEYS     1 entry  2 result of this operation
--   ARGV     conditions  see conditions.lua
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
  local of = about(operation)
  if not of.etag then return {'absent'} end
  return {'taken', of.etag, of.type, of.modified, of.groups or '', value_of(operation, of.size)}
end
if redis.call('EXISTS', operation) == 1 then return taken() end

local cache, key = cache_of(ARGV.root), ARGV.key
local tag, old = current(cache, key)
if stopped(tag, old.modified, conditions(ARGV.conditions)) then return {'failed'} end

local given = old
if old.generation then
  entry = cache.entries .. ARGV.chosen
  tag, given = current(cache, ARGV.chosen)
  tag = tag and version(given) == ARGV.version
end
if tag and given.size > tonumber(ARGV.most) then return {'large', given.size} end
if tag then redis.call('RENAME', entry, operation) end
remove(cache, key, old)
if not tag then redis.call('HSET', operation, 'absent', '1') end
redis.call('PEXPIRE', operation, ARGV.memory)
return taken()
