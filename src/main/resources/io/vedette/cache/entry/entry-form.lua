-- The stored form of an entry: a hash of few fields, so that a read of it costs Redis little.
--   about    what is known of it, see below
--   value    or 'large' when it has more than INLINE bytes, so that whoever reads the others has no more than that to
--            make room for
--   origin   what else an origin said of it (see ResponseMetadata.java), where one did
-- 'about' is a line of etag, size (bytes of the value), created, modified, expires, idle, stale, fresh, loaded,
-- turned, kind and generation, with a blank between them and nothing where there is no such thing; then one of its
-- media type; then one for each of its groups. idle is in milliseconds, all other times in milliseconds since 1970.
-- What each of them means is told by entry-change.lua.
local INLINE = 16384
local ABOUT = '^(%S+) (%d+) (%S+) (%S+) (%d*) (%d*) (%d*) (%d*) (%d*) (%d*) (%a*) ([^\n]*)\n([^\n]*)\n?(.*)$'

local function field_of(size) return size > INLINE and 'large' or 'value' end

local function some(text) return text ~= '' and text or nil end

-- returns what is known of an entry, by name; an empty table when there is none
local function about(entry)
  local text = redis.call('HGET', entry, 'about')
  if not text then return {} end
  local etag, size, created, modified, expires, idle, stale, fresh, loaded, turned, kind, generation, media, groups =
    string.match(text, ABOUT)
  return {
    etag = etag, size = tonumber(size), created = created, modified = modified, expires = some(expires),
    idle = some(idle), stale = some(stale), fresh = some(fresh), loaded = some(loaded), turned = some(turned),
    kind = some(kind), generation = some(generation), type = media, groups = some(groups)
  }
end

local function value_of(entry, size) return redis.call('HGET', entry, field_of(size)) end

-- What distinguishes one state of an entry from any other; '' when there is none.
local function version(of)
  return of.etag and of.etag .. ' ' .. (of.loaded or '') .. ' ' .. (of.stale or '') or ''
end
