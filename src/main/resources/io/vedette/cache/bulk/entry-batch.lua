-- Stores and deletes several entries: all, or none when a condition of one of them fails.
--   KEYS     1 result of this operation
--   ARGV     root      of the cache's keys
--            memory    how long the result is kept, in milliseconds
--            most_entries, most_bytes: of the cache, see capacity.lua
--            REST      for each entry nine: key, if_match, if_none_match, and for one to store etag, value,
--                      media type, time to live in milliseconds, idle limit in milliseconds or '', groups
--                      joined by line feeds or ''; for one to delete '' six times. Every key stands there once.
--   returns  {'done', modified, 'created' | 'replaced' | 'deleted' | 'absent', …}, or
--            {'failed', position, …}: of those whose condition failed, the first being 1, or
--            {'full', 'entries' | 'bytes'}: of those the cache would have too many
--   twice    the second run finds the result of the first and changes nothing
local FIRST, EACH = REST, 9
local operation = KEYS[1]
local done = redis.call('GET', operation)
if done then return cjson.decode(done) end

local cache = cache_of(ARGV.root)
local tags, olds, failed = {}, {}, {'failed'}
local stores, added, grown = false, 0, 0
for at = FIRST, #ARGV, EACH do
  tags[at], olds[at] = current(cache, ARGV[at])
  if stopped(tags[at], olds[at].modified, ARGV[at + 1], ARGV[at + 2], '', '') then
    failed[#failed + 1] = tostring((at - FIRST) / EACH + 1)
  end
  local stored = ARGV[at + 3] ~= ''
  stores = stores or stored
  added = added + (stored and 1 or 0) - (olds[at].etag and 1 or 0)
  if ARGV.most_bytes ~= '' then grown = grown + (stored and #ARGV[at + 4] or 0) - (olds[at].size or 0) end
end
if #failed > 1 then return failed end
if stores then ask_for_memory(operation) end
local over = exceeded(cache, ARGV.most_entries, ARGV.most_bytes, added, grown)
if over then return {'full', over} end

local now = milliseconds()
local results = {'done', tostring(now)}
for at = FIRST, #ARGV, EACH do
  local key = ARGV[at]
  if ARGV[at + 3] == '' then
    results[#results + 1] = remove(cache, key, olds[at])
  else
    local new = {
      etag = ARGV[at + 3], size = #ARGV[at + 4], value = ARGV[at + 4], type = ARGV[at + 5],
      ttl = tonumber(ARGV[at + 6]), idle = ARGV[at + 7], groups = ARGV[at + 8]
    }
    results[#results + 1] = store(cache, key, tags[at], olds[at], new, now)
  end
end
redis.call('SET', operation, cjson.encode(results), 'PX', ARGV.memory)
return results
