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
--            version   of the entry (see entry-form.lua)
--            left      milliseconds until it is not fresh any more, or expires; -1 when that never happens
--            groups    joined by line feeds, '' when it has none
--            stale     for how many milliseconds it has been stale, '' when it is fresh
--            resident  how many milliseconds ago the origin sent it, '' when it is not from there
--            origin    what else the origin said, '' when it is not from there
--            generation  of the variants of the entry, or of the main entry when it is one; '' when there are none
--   Extends the idle limit, which only entries have that are not from the origin. A variant whose main entry
--   is gone is gone, too.
local entry = KEYS[1]
local of = about(entry)
if not of.etag then return {} end
local cache, main, generation, turned = cache_of(ARGV.root), main_of(ARGV.key), of.generation, false
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
if of.idle then
  local limit = now + tonumber(of.idle)
  redis.call('PEXPIREAT', entry, math.min(limit, tonumber(of.expires or limit)))
end
local since = turned and math.min(now, tonumber(turned), tonumber(of.stale or turned)) or of.stale
local stale, left = staleness(since, of.fresh, redis.call('PTTL', entry))
local wanted = of.size <= tonumber(ARGV.most) and not matches(ARGV.if_none_match, of.etag)
return {
  version(of), of.etag, of.type, of.created, of.modified, left, of.size, of.groups or '', stale,
  of.loaded and now - tonumber(of.loaded) or '', of.loaded and redis.call('HGET', entry, 'origin') or '',
  generation or '', wanted and value_of(entry, of.size)
}
