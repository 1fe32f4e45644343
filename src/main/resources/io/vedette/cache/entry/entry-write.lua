-- Stores an entry: value, media type, expiry and tag change together or not at all.
--   KEYS     1 entry  2 result of this operation  3 where a large value is staged, if it is
--   ARGV     conditions  see conditions.lua
--            key
--            root      of the cache's keys
--            memory    how long the result is kept, in milliseconds
--            lease     the fill lease under which it is stored, or ''
--            most_entries, most_bytes: of the cache, see capacity.lua
--            etag      which is the operation id
--            value     '' when it is staged
--            type
--            ttl       time to live in milliseconds
--            idle      limit in milliseconds, or ''
--            groups    joined by line feeds, or ''
--            REST      of what is from an origin five: what else that said; for how many milliseconds it is fresh;
--                      when it was modified, in milliseconds since 1970, or ''; 'negative' or ''; and 'varies' when
--                      other answers for the key may stand beside it, or ''
--   returns  {'created' | 'replaced', modified}, {'failed'}, {'full', 'entries' | 'bytes'}: of those the cache
--            would have too many, {'lost'}: the lease is over, something was written or invalidated since
--            it was given, or the main entry of a variant is gone, or {'unstaged'}: the value is not there any more
--   twice    the second run finds the result of the first and changes nothing, even when somebody
--            else wrote in between; a condition that failed changed nothing and is decided anew
--   The usual one has ended before: see entry-put.lua.
local cache, key = cache_of(ARGV.root), ARGV.key
local origin, fresh, modified, kind, varies = unpack(ARGV, REST)

-- Without a lease and limits the first write asks whether this was done before, and for memory.
local bounded = ARGV.most_entries ~= '' or ARGV.most_bytes ~= ''
if bounded or ARGV.lease ~= '' then
  local before = done_before()
  if before then return ended(before) end
end
if ARGV.lease ~= '' and not holds(cache, key, ARGV.lease, ARGV.groups) then return ended({'lost'}) end
local tag, old = current(cache, key)
if stopped(tag, old.modified, conditions(ARGV.conditions)) then
  return ended(done_before() or {'failed'})
end

local generation = generation_to_be(cache, key, old, ARGV.lease, varies)
if generation == '' then
  redis.call('DEL', cache.leases .. key)
  return ended({'lost'})
end
local main, ttl = main_of(key), tonumber(ARGV.ttl)
if main then
  local left = redis.call('PTTL', cache.entries .. main)
  if left >= 0 then ttl = math.min(ttl, math.max(1, left)) end
end

if bounded then ask_for_memory(operation) end
local grown = ARGV.most_bytes ~= '' and length - (old.size or 0) or 0
local over = exceeded(cache, ARGV.most_entries, ARGV.most_bytes, old.etag and 0 or 1, grown)
if over then return ended({'full', over}) end

local now = milliseconds()
local result = tag and 'replaced' or 'created'
if not redis.call('SET', operation, result .. ' ' .. now, 'PX', ARGV.memory, 'NX') then return ended(done_before()) end
local new = {
  etag = ARGV.etag, size = length, value = ARGV.value, staged = staged, type = ARGV.type, ttl = ttl, idle = ARGV.idle,
  groups = ARGV.groups
}
if origin then
  new.origin, new.fresh, new.modified, new.kind = origin, tonumber(fresh), modified, kind
  new.generation = generation
end
store(cache, key, tag, old, new, now)
return {result, tostring(now)}
