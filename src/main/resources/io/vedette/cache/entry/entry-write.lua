-- Stores an entry: value, media type, expiry and tag change together or not at all.
--   KEYS     1 entry  2 result of this operation
--   ARGV     1..4 if_match, if_none_match, if_modified_since, if_unmodified_since
--            5 key  6 root of the cache's keys  7 how long the result is kept, in milliseconds
--            8 the fill lease under which it is stored, or ''
--            9 the most entries, 10 the most bytes of the cache: see capacity.lua
--            11 etag, which is the operation id  12 value  13 media type
--            14 time to live in milliseconds  15 idle limit in milliseconds or ''
--            16 groups, joined by line feeds, or ''
--            and of what came from an origin:  17 what else it said  18 for how many milliseconds it is fresh
--            19 modified, in milliseconds since 1970, or ''  20 'negative' or ''
--            21 'varies' when other answers for the key may stand beside it, or ''
--   returns  {'created' | 'replaced', modified}, {'failed'}, {'full', 'entries' | 'bytes'}: of those the cache
--            would have too many, or {'lost'}: the lease is over, something was written or invalidated since
--            it was given, or the main entry of a variant is gone
--   twice    the second run finds the result of the first and changes nothing, even when somebody
--            else wrote in between; a condition that failed changed nothing and is decided anew
local operation = KEYS[2]
local done = redis.call('GET', operation)
if done then return {string.match(done, '^(%S+) (%S+)$')} end

local cache, key = cache_of(ARGV[6]), ARGV[5]
if ARGV[8] ~= '' and not holds(cache, key, ARGV[8], ARGV[16]) then return {'lost'} end
local tag, old = current(cache, key)
if stopped(tag, old[2], ARGV[1], ARGV[2], ARGV[3], ARGV[4]) then return {'failed'} end

local new = {unpack(ARGV, 11)}
new[11] = generation_to_be(cache, key, old, ARGV[8], new[11])
if new[11] == '' then
  redis.call('DEL', cache.leases .. key)
  return {'lost'}
end
local main = main_of(key)
if main then
  local left = redis.call('PTTL', cache.entries .. main)
  if left >= 0 then new[4] = math.min(tonumber(new[4]), math.max(1, left)) end
end

ask_for_memory(operation)
local grown = ARGV[10] ~= '' and #ARGV[12] - size(cache, key) or 0
local over = exceeded(cache, ARGV[9], ARGV[10], old[1] and 0 or 1, grown)
if over then return {'full', over} end

local now = milliseconds()
local result = store(cache, key, tag, old, new, now)
redis.call('SET', operation, result .. ' ' .. now, 'PX', ARGV[7])
return {result, tostring(now)}
