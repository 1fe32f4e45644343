-- What happens to one entry, for the scripts that change entries.
--
-- An entry (see entry-form.lua) has etag, size, type, created and modified, and where there is such a thing idle,
-- expires, groups, and stale: when it was softly invalidated. What came from an origin also has loaded: when it
-- said so, fresh: until when it may be used, kind: 'negative' when it says that there is nothing, and generation
-- and turned when it varies with the request: see variants.lua. An expired or negative entry does not exist, a
-- stale one only for those who ask for it.
--
-- root: what all keys of a cache begin with (see Keys.java)
local function cache_of(root)
  return {
    root = root, copies = root .. 'copies', size = root .. 'size', index = root .. 'index',
    entries = root .. 'entry:', groups = root .. 'group:', leases = root .. 'lease:', marks = root .. 'marks',
    sequence = root .. 'sequence'
  }
end

local function changed(cache, key)
  if redis.call('EXISTS', cache.copies) == 1 then
    tell(cache.root, 'entry', string.match(cache.root, '{cache:(.-)}:$') .. '\n' .. key)
  end
end

-- returns its tag as conditions see it, nil or false when there is none, and what is known of it
local function current(cache, key)
  local old = about(cache.entries .. key)
  local stale = old.stale or old.kind == 'negative' or old.fresh and tonumber(old.fresh) < milliseconds()
  local main = old.generation and main_of(key)
  if main then
    local generation, turned = living(cache.entries, main, old.generation)
    stale = stale or not generation or turned
  end
  return not stale and old.etag, old
end

-- of: what is known of an entry, as about() gives it
local function text_of(of)
  return table.concat({
    of.etag, of.size, of.created, of.modified, of.expires or '', of.idle or '', of.stale or '', of.fresh or '',
    of.loaded or '', of.turned or '', of.kind or '', of.generation or ''
  }, ' ') .. '\n' .. of.type .. '\n' .. (of.groups or '')
end

-- Keeps what has become of an entry that is there.
local function tell_of(entry, of) redis.call('HSET', entry, 'about', text_of(of)) end

-- Lets go at once of as many variants as do not hold Redis for long; nobody reads the others either.
local AT_ONCE = 1000
local function drop_variants(cache, key, old)
  if not old.generation then return end
  local from, to = '[' .. key .. '\0\0', '(' .. key .. '\0\1'
  local variants = redis.call('ZRANGEBYLEX', cache.index, from, to, 'LIMIT', 0, AT_ONCE)
  for _, variant in ipairs(variants) do redis.call('UNLINK', cache.entries .. variant) end
  if #variants > 0 then redis.call('ZREM', cache.index, unpack(variants)) end
end

-- varies: 'varies' when other answers for the key may stand beside what is to be stored under the lease
-- returns the generation that it will have, false for none, '' when the main entry of a variant is gone
local function generation_to_be(cache, key, old, lease, varies)
  if main_of(key) then return generation_of(cache, key) end
  return varies == 'varies' and (old.generation or lease .. ' 0')
end

-- Makes all variants stale, when it is kept.
local function turn(main, now)
  local begun, number = string.match(main.generation, '^(%S+) (%d+)$')
  main.generation, main.turned = begun .. ' ' .. number + 1, now
end

-- An entry is not in its groups any more.
local function leave_groups(cache, key, old)
  each_group(old.groups, function(group) forget(cache.groups .. group, key) end)
end

-- new: etag, size, value or staged (where it is), type, ttl, idle or '', groups or ''; and of what came from an
--   origin: origin, fresh, modified or '', kind or '', and its generation or false; see entry-write.lua
-- returns 'created' or 'replaced'
local function store(cache, key, fresh, old, new, now)
  local entry = cache.entries .. key
  local expires = now + new.ttl
  local limit = expires
  if not new.generation then drop_variants(cache, key, old) end
  redis.call('DEL', entry, cache.leases .. key)
  if new.staged then redis.call('RENAME', new.staged, entry) end
  changed(cache, key)
  leave_groups(cache, key, old)
  local of = {
    etag = new.etag, size = new.size, type = new.type, created = fresh and old.created or now, modified = now,
    expires = expires, idle = new.idle, groups = new.groups
  }
  if new.origin then
    if new.modified ~= '' then of.modified = new.modified end
    of.loaded, of.fresh, of.kind = now, now + new.fresh, new.kind
    if new.generation then of.generation, of.turned = new.generation, old.turned end
    redis.call('HSET', entry, 'origin', new.origin)
  end
  if new.staged then
    redis.call('HSET', entry, 'about', text_of(of))
  else
    redis.call('HSET', entry, 'about', text_of(of), field_of(of.size), new.value)
  end
  if new.idle ~= '' then limit = math.min(limit, now + tonumber(new.idle)) end
  redis.call('PEXPIREAT', entry, limit)
  each_group(new.groups, function(group) add(cache.groups .. group, cache.entries, key, expires, now) end)
  if old.etag then
    outlive(cache.index, expires, now)
    if not old.expires then stay_no_more(cache.index, key) end
  else
    add(cache.index, cache.entries, key, expires, now)
  end
  return fresh and 'replaced' or 'created'
end

-- returns 'deleted' or 'absent'
local function remove(cache, key, old)
  redis.call('DEL', cache.leases .. key)
  drop_variants(cache, key, old)
  if old.etag then
    redis.call('UNLINK', cache.entries .. key)
    changed(cache, key)
    leave_groups(cache, key, old)
  end
  forget(cache.index, key)
  return old.etag and 'deleted' or 'absent'
end
