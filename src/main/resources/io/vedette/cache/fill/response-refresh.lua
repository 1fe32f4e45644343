-- Updates a stored response and makes it fresh again, because its origin says that its value has not changed.
--   KEYS     1 entry  2 result of this operation
--   ARGV     key
--            root      of the cache's keys
--            memory    how long the result is kept, in milliseconds
--            lease     the fill lease
--            etag      that it must still have
--            ttl       time to live in milliseconds
--            fresh     for how many of them it is
--            origin    what else the origin said
--            type
--            groups    joined by line feeds, or ''
--            modified  in milliseconds since 1970, or '': as it was
--            varies    'varies' when other answers for the key may stand beside it, or ''
--   returns  {'refreshed'}, or {'lost'}: the lease is over, or something was written or invalidated since it
--            was given, or the entry is gone, or the main entry of a variant
--   twice    the second run finds the result of the first and changes nothing
local entry, operation = KEYS[1], KEYS[2]
local done = redis.call('GET', operation)
if done then return {done} end

local cache, key, groups = cache_of(ARGV.root), ARGV.key, ARGV.groups
local _, old = current(cache, key)
if not holds(cache, key, ARGV.lease, (old.groups or '') .. '\n' .. groups) then return {'lost'} end
local generation = generation_to_be(cache, key, old, ARGV.lease, ARGV.varies)
if old.etag ~= ARGV.etag or generation == '' then
  redis.call('DEL', cache.leases .. key)
  return {'lost'}
end

local now = milliseconds()
local expires = now + tonumber(ARGV.ttl)
if not generation then drop_variants(cache, key, old) end
leave_groups(cache, key, old)
redis.call('HSET', entry, 'origin', ARGV.origin, 'about', text_of({
  etag = old.etag, size = old.size, type = ARGV.type, created = old.created,
  modified = ARGV.modified ~= '' and ARGV.modified or old.modified, expires = expires, idle = old.idle,
  fresh = now + tonumber(ARGV.fresh), loaded = now, kind = old.kind, generation = generation or '',
  turned = generation and old.turned, groups = groups
}))
each_group(groups, function(group) add(cache.groups .. group, cache.entries, key, expires, now) end)
redis.call('PEXPIREAT', entry, expires)
redis.call('DEL', cache.leases .. key)
changed(cache, key)
outlive(cache.index, expires, now)
if not old.expires then stay_no_more(cache.index, key) end
redis.call('SET', operation, 'refreshed', 'PX', ARGV.memory)
return {'refreshed'}
