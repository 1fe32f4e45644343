-- Reads what is stored for a key of a cache that an origin fills: fresh, stale or negative.
--   KEYS     1 entry
--   ARGV     key
--            root      of the cache's keys
--            most      bytes of a value to give, 0 for none: the caller has no room for more
--            if_none_match  see conditions.lua: a value with such a tag is not needed
--            near      for how many milliseconds a copy of it will be used, 0 for none
--   returns  {} when there is nothing, else
--            {version, etag, type, created, modified, left, size, groups, stale, resident, origin, generation,
--            value}
--            version   of the entry (see entry-change.lua)
--            left      milliseconds until it is not fresh any more, or expires; -1 when that never happens
--            groups    joined by line feeds, '' when it has none
--            stale     for how many milliseconds it has been stale, '' when it is fresh
--            resident  how many milliseconds ago the origin sent it, '' when it is not from there
--            origin    what else the origin said, '' when it is not from there
--            generation  of the variants of the entry, or of the main entry when it is one; '' when there are none
--   Extends the idle limit, which only entries have that are not from the origin. A variant whose main entry
--   is gone is gone, too.
local entry = KEYS[1]
local size = size_of(entry)
local at_once = size <= tonumber(ARGV.most) and ARGV.if_none_match == ''
local names = {
  'etag', 'type', 'created', 'modified', 'groups', 'stale', 'fresh', 'loaded', 'origin', 'idle', 'expires',
  'generation', at_once and field_of(size) or nil
}
local field = redis.call('HMGET', entry, unpack(names))
local etag, generation, value = field[1], field[12], field[13]
if not etag then return {} end
local cache, main, turned = cache_of(ARGV.root), main_of(ARGV.key), false
if main then
  generation, turned = living(cache.entries, main, generation)
  if not generation then
    redis.call('UNLINK', entry)
    redis.call('ZREM', cache.index, ARGV.key)
    return {}
  end
end
if tonumber(ARGV.near) > 0 then copied(cache.copies, tonumber(ARGV.near)) end
local now = milliseconds()
if field[10] then
  local limit = now + tonumber(field[10])
  redis.call('PEXPIREAT', entry, math.min(limit, tonumber(field[11] or limit)))
end
local since = turned and math.min(now, tonumber(turned), tonumber(field[6] or turned)) or field[6]
local stale, left = staleness(since, field[7], redis.call('PTTL', entry))
if not at_once and size <= tonumber(ARGV.most) and not matches(ARGV.if_none_match, etag) then
  value = value_of(entry, size)
end
return {
  version(cache, ARGV.key), etag, field[2], field[3], field[4], left, size, field[5] or '', stale,
  field[8] and now - tonumber(field[8]) or '', field[9] or '', generation or '', value
}
