-- Deletes an entry and gives what it was. Taking what is not there succeeds.
--   KEYS     1 entry  2 result of this operation
--   ARGV     1..4 if_match, if_none_match, if_modified_since, if_unmodified_since
--            5 key  6 root of the cache's keys  7 how long the result is kept, in milliseconds
--            8 the most bytes of a value to give
--            9 the key of what is given when the entry varies with the request: itself, or one of its variants
--            10 the version (see entry-change.lua) of that, as the caller has seen it, '' to give nothing
--   returns  {'absent'}, {'failed'}, {'taken', etag, type, modified, groups or '', value}, or
--            {'large', size}: the value has more bytes than there is room for, and nothing was done
--   twice    the second run finds what the first has taken and gives it again: the entry becomes the
--            result of the operation
local entry, operation = KEYS[1], KEYS[2]

local function taken()
  local field = redis.call('HMGET', operation, 'etag', 'type', 'modified', 'groups', 'value')
  if not field[1] then return {'absent'} end
  return {'taken', field[1], field[2], field[3], field[4] or '', field[5]}
end
if redis.call('EXISTS', operation) == 1 then return taken() end

local cache, key = cache_of(ARGV[6]), ARGV[5]
local tag, old = current(cache, key)
if stopped(tag, old[2], ARGV[1], ARGV[2], ARGV[3], ARGV[4]) then return {'failed'} end

if old[9] then
  entry, tag = cache.entries .. ARGV[9], current(cache, ARGV[9])
  tag = tag and version(cache, ARGV[9]) == ARGV[10]
end
local size = redis.call('HSTRLEN', entry, 'value')
if tag and size > tonumber(ARGV[8]) then return {'large', size} end
if tag then redis.call('RENAME', entry, operation) end
remove(cache, key, old)
if not tag then redis.call('HSET', operation, 'absent', '1') end
redis.call('PEXPIRE', operation, ARGV[7])
return taken()
