-- What happens to one entry, for the scripts that change entries.
--
-- An entry is a hash: value or large, size (see entry-value.lua), type, etag, created and modified (milliseconds since 1970), and where there
-- is such a thing idle (milliseconds), expires (milliseconds since 1970), groups (joined by line feeds)
-- and stale (milliseconds since 1970: when it was softly invalidated). What came from an origin also has
-- origin (what else it said: see ResponseMetadata.java), loaded (when it said so) and fresh (until when it
-- may be used), both in milliseconds since 1970, kind: 'negative' when it says that there is nothing, and
-- generation when it varies with the request: see variants.lua. An expired or negative entry does not
-- exist, a stale one only for those who ask for it.
--
-- root: what all keys of a cache begin with (see Keys.java)
local function cache_of(root)
  return {
    root = root, copies = root .. 'copies', size = root .. 'size', index = root .. 'index',
    entries = root .. 'entry:', groups = root .. 'group:', leases = root .. 'lease:', marks = root .. 'marks', sequence = root .. 'sequence'
  }
end

local function changed(cache, key)
  if redis.call('EXISTS', cache.copies) == 1 then
    tell(cache.root, 'entry', string.match(cache.root, '{cache:(.-)}:$') .. '\n' .. key)
  end
end

-- returns its tag as conditions see it, false when there is none, and its fields by number
local function current(cache, key)
  local old = redis.call('HMGET', cache.entries .. key, 'etag', 'modified', 'created', 'groups', 'stale',
    'kind', 'fresh', 'expires', 'generation', 'turned')
  local stale = old[5] or old[6] == 'negative' or old[7] and tonumber(old[7]) < milliseconds()
  local main = old[9] and main_of(key)
  if main then
    local generation, turned = living(cache.entries, main, old[9])
    stale = stale or not generation or turned
  end
  return old[1] and not stale and old[1], old
end

-- What distinguishes one state of an entry from any other; '' when there is none.
local function version(cache, key)
  local field = redis.call('HMGET', cache.entries .. key, 'etag', 'loaded', 'stale')
  return field[1] and field[1] .. ' ' .. (field[2] or '') .. ' ' .. (field[3] or '') or ''
end

-- Lets go at once of as many variants as do not hold Redis for long; nobody reads the others either.
local AT_ONCE = 1000
local function drop_variants(cache, key, old)
  if not old[9] then return end
  local from, to = '[' .. key .. '\0\0', '(' .. key .. '\0\1'
  local variants = redis.call('ZRANGEBYLEX', cache.index, from, to, 'LIMIT', 0, AT_ONCE)
  for _, variant in ipairs(variants) do redis.call('UNLINK', cache.entries .. variant) end
  if #variants > 0 then redis.call('ZREM', cache.index, unpack(variants)) end
end

-- varies: 'varies' when other answers for the key may stand beside what is to be stored under the lease
-- returns the generation that it will have, false for none, '' when the main entry of a variant is gone
local function generation_to_be(cache, key, old, lease, varies)
  if main_of(key) then return generation_of(cache, key) end
  return varies == 'varies' and (old[9] or lease .. ' 0')
end

-- Makes all variants stale.
local function turn(cache, key, old, now)
  local begun, number = string.match(old[9], '^(%S+) (%d+)$')
  redis.call('HSET', cache.entries .. key, 'generation', begun .. ' ' .. number + 1, 'turned', now)
end

-- An entry is not in its groups any more.
local function leave_groups(cache, key, old)
  each_group(old[4], function(group) forget(cache.groups .. group, key) end)
end

-- new: etag, value, type, ttl, idle or '', groups or ''; and of what came from an origin: origin, fresh,
--   modified or '', kind or '', and its generation or false; see entry-write.lua
-- returns 'created' or 'replaced'
local function store(cache, key, fresh, old, new, now)
  local entry = cache.entries .. key
  local expires = now + new.ttl
  local limit = expires
  if not new.generation then drop_variants(cache, key, old) end
  redis.call('DEL', entry, cache.leases .. key)
  changed(cache, key)
  leave_groups(cache, key, old)
  redis.call('HSET', entry, field_of(#new.value), new.value, 'size', #new.value, 'type', new.type, 'etag', new.etag,
    'created', fresh and old[3] or now, 'modified', now, 'expires', expires)
  if new.origin then
    redis.call('HSET', entry, 'origin', new.origin, 'loaded', now, 'fresh', now + new.fresh)
    if new.modified ~= '' then redis.call('HSET', entry, 'modified', new.modified) end
    if new.kind ~= '' then redis.call('HSET', entry, 'kind', new.kind) end
    if new.generation then redis.call('HSET', entry, 'generation', new.generation) end
    if new.generation and old[10] then redis.call('HSET', entry, 'turned', old[10]) end
  end
  if new.idle ~= '' then
    redis.call('HSET', entry, 'idle', new.idle)
    limit = math.min(limit, now + tonumber(new.idle))
  end
  redis.call('PEXPIREAT', entry, limit)
  if new.groups ~= '' then
    redis.call('HSET', entry, 'groups', new.groups)
    each_group(new.groups, function(group) add(cache.groups .. group, cache.entries, key, expires, now) end)
  end
  if old[1] then
    outlive(cache.index, expires, now)
    if not old[8] then stay_no_more(cache.index, key) end
  else
    add(cache.index, cache.entries, key, expires, now)
  end
  return fresh and 'replaced' or 'created'
end

-- returns 'deleted' or 'absent'
local function remove(cache, key, old)
  redis.call('DEL', cache.leases .. key)
  drop_variants(cache, key, old)
  if old[1] then
    redis.call('UNLINK', cache.entries .. key)
    changed(cache, key)
    leave_groups(cache, key, old)
  end
  forget(cache.index, key)
  return old[1] and 'deleted' or 'absent'
end
