-- What happens to one entry, for the scripts that change entries.
--
-- An entry is a hash: value, type, etag, created and modified (milliseconds since 1970), and where there
-- is such a thing idle (milliseconds), expires (milliseconds since 1970), groups (joined by line feeds)
-- and stale (milliseconds since 1970: when it was softly invalidated). An expired entry does not exist,
-- a stale one only for those who ask for it.
--
-- root: what all keys of a cache begin with (see Keys.java)
local function cache_of(root)
  return {
    index = root .. 'index', entries = root .. 'entry:', groups = root .. 'group:',
    leases = root .. 'lease:', marks = root .. 'marks', sequence = root .. 'sequence'
  }
end

-- returns its tag as conditions see it, false when there is none, and its fields by number
local function current(cache, key)
  local old = redis.call('HMGET', cache.entries .. key, 'etag', 'modified', 'created', 'groups', 'stale')
  return old[1] and not old[5] and old[1], old
end

-- new: {etag, value, type, time to live, idle limit or '', groups or ''}, times in milliseconds
-- returns 'created' or 'replaced'
local function store(cache, key, fresh, old, new, now)
  local entry = cache.entries .. key
  local expires = now + tonumber(new[4])
  local limit = expires
  redis.call('DEL', entry, cache.leases .. key)
  leave(cache.groups, old[4], key)
  redis.call('HSET', entry, 'value', new[2], 'type', new[3], 'etag', new[1],
    'created', fresh and old[3] or now, 'modified', now, 'expires', expires)
  if new[5] ~= '' then
    redis.call('HSET', entry, 'idle', new[5])
    limit = math.min(limit, now + tonumber(new[5]))
  end
  redis.call('PEXPIREAT', entry, limit)
  if new[6] ~= '' then
    redis.call('HSET', entry, 'groups', new[6])
    each_group(new[6], function(group) add(cache.groups .. group, cache.entries, key, expires, now) end)
  end
  if old[1] then
    outlive(cache.index, expires, now)
  else
    add(cache.index, cache.entries, key, expires, now)
  end
  return fresh and 'replaced' or 'created'
end

-- returns 'deleted' or 'absent'
local function remove(cache, key, old)
  redis.call('DEL', cache.leases .. key)
  if old[1] then
    redis.call('UNLINK', cache.entries .. key)
    leave(cache.groups, old[4], key)
  end
  redis.call('ZREM', cache.index, key)
  return old[1] and 'deleted' or 'absent'
end
