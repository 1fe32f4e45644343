-- The usual write of an entry, before anything is made that only others need, so that it costs Redis half. It is
-- unconditional, under no lease, in a cache without limits, of what has no groups and no origin, and in place of
-- nothing or of the same, where nobody has a lease or a copy. All others go on: to entry-write.lua.
--   KEYS, ARGV, returns, twice   see entry-write.lua. It looks at: key, root, conditions, memory, lease,
--            most_entries, most_bytes, etag, value, type, ttl, idle, groups, and whether there is a REST
-- What is read comes before what is written, so that whoever goes on finds everything as it was.
local operation, staged = KEYS[2], KEYS[3]

local function done_before()
  local done = redis.call('GET', operation)
  return done and {string.match(done, '^(%S+) (%S+)$')}
end

-- It ends without a use for what is staged.
local function ended(reply)
  if staged then redis.call('UNLINK', staged) end
  return reply
end

local length = staged and redis.call('HSTRLEN', staged, 'large') or #ARGV.value
if staged and length == 0 then
  local before = done_before()
  if before then return before end
  -- What is staged may have been refused: this is, too, for the same reason, and changes nothing.
  redis.call('SET', operation, '', 'XX')
  return {'unstaged'}
end

-- Forgets members of the index whose entry is gone, as entry-index.lua does when an entry is new.
local function look_at_three(index, entries)
  local members, names = redis.call('ZRANDMEMBER', index, 3), {}
  if #members == 0 then return end -- of entries that live for a millisecond it is gone already
  for i, member in ipairs(members) do names[i] = entries .. member end
  if redis.call('EXISTS', unpack(names)) == #names then return end
  for i, name in ipairs(names) do
    if redis.call('EXISTS', name) == 0 then redis.call('ZREM', index, members[i]) end
  end
end

-- So that not each of many entries, which all live equally long, has to say so.
local function longer(expires, now) return expires + math.floor((expires - now) / 16) end

if ARGV.conditions == '' and ARGV.lease == '' and ARGV.most_entries == '' and ARGV.most_bytes == ''
  and ARGV.groups == '' and REST > #ARGV then
  local entry, root, key = KEYS[1], ARGV.root, ARGV.key
  local index = root .. 'index'
  local old, size, created = redis.call('HGET', entry, 'about'), nil, nil
  if old then size, created = string.match(old, '^%S+ (%d+) (%d+) %d+ %d+ %d* +\n[^\n]*\n$') end
  local left = redis.call('PTTL', index)
  if (created or not old) and left ~= -1
    and redis.call('EXISTS', root .. 'copies', root .. 'lease:' .. key) == 0 then
    local now = milliseconds()
    local expires, result = now + tonumber(ARGV.ttl), old and 'replaced' or 'created'
    if not redis.call('SET', operation, result .. ' ' .. now, 'PX', ARGV.memory, 'NX') then
      return ended(done_before())
    end
    local about = string.format(
      '%s %d %s %.0f %.0f %s      \n%s\n', ARGV.etag, length, created or now, now, expires, ARGV.idle, ARGV.type)
    if staged then
      redis.call('RENAME', staged, entry)
      redis.call('HSET', entry, 'about', about)
    else
      if old and field_of(tonumber(size)) ~= field_of(length) then redis.call('DEL', entry) end
      redis.call('HSET', entry, field_of(length), ARGV.value, 'about', about)
    end
    redis.call('PEXPIREAT', entry, ARGV.idle == '' and expires or math.min(expires, now + tonumber(ARGV.idle)))
    if not old then redis.call('ZADD', index, 0, key) end
    if now + left < expires then redis.call('PEXPIREAT', index, longer(expires, now)) end
    if not old then look_at_three(index, root .. 'entry:') end
    return {result, tostring(now)}
  end
end
