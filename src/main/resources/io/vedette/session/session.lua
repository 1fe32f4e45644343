-- Sessions, for the scripts that know one.
--
-- A session is a hash under its handle: id (the SHA-256 of its current id), created, ends (its absolute limit) and
-- accessed, in milliseconds since 1970; idle and slice, in milliseconds; etag; bytes (of all attributes); subject,
-- generation and device, empty when there is none. Each attribute is a field 'a:' and its name, with its own tag, a
-- blank and its value, a compact JSON text. An id is a string beside it, from its SHA-256 to the handle. Invariants:
--   * a script does all of a change, and a replica has all of it or nothing: there is no half of a session;
--   * only session-create makes a session; every other script finds it or changes nothing: dead stays dead;
--   * session and current id expire together, idle and a slice after the access that was written last, and never
--     after the absolute limit. An access is written when a slice has passed since the last one. So a session ends
--     when its idle limit is reached or at most a slice later, never before;
--   * a session of a subject counts while its generation is that of the subject, which outlives every session of the
--     subject and never comes twice. So all of them are revoked in one step, whatever the index knows;
--   * the index of a subject names all its live sessions. It may name others: who meets one forgets it. It is gone
--     when the last of them must be.
local FIELDS = 11

-- root: what all keys of sessions begin with (see Keys.java)
local function store_of(root)
  return {
    root = root, ids = root .. 'id:', sessions = root .. 'session:', subjects = root .. 'subject:', indexes = root .. 'index:',
    expiry = root .. 'expiry', copies = root .. 'copies'
  }
end

-- returns the live session under a handle, or nil
local function session_of(store, handle)
  local key = store.sessions .. handle
  local field = redis.call('HMGET', key,
    'id', 'subject', 'generation', 'created', 'ends', 'accessed', 'idle', 'slice', 'etag', 'bytes', 'device')
  if not field[1] then return nil end
  if field[2] ~= '' and redis.call('HGET', store.subjects .. field[2], 'generation') ~= field[3] then return nil end
  return {
    handle = handle, key = key, id = field[1], subject = field[2], created = field[4], ends = tonumber(field[5]),
    accessed = tonumber(field[6]), idle = tonumber(field[7]), slice = tonumber(field[8]), etag = field[9],
    bytes = tonumber(field[10]), device = field[11]
  }
end

-- returns the live session with an id, or nil
local function find(store, digest)
  local handle = redis.call('GET', store.ids .. digest)
  return handle and session_of(store, handle) or nil
end

local function left(session) return math.max(1, redis.call('PTTL', session.key)) end

-- What a script answers of a session: {milliseconds until it ends if nobody uses it, handle, field, value, …}
local function shown(session, fields)
  table.insert(fields, 1, session.handle)
  table.insert(fields, 1, left(session))
  return fields
end

local function whole(session) return shown(session, redis.call('HGETALL', session.key)) end

local function outlive(key, ends, now)
  local rest = redis.call('PTTL', key)
  if rest < 0 or now + rest < ends then redis.call('PEXPIREAT', key, ends) end
end

local function enlist(store, session, now)
  local index = store.indexes .. session.subject
  redis.call('ZADD', index, 'NX', session.created, session.handle)
  outlive(index, session.ends, now)
end

-- Written at most once in a slice. A lack of memory forbids only the first write of a script: who reads is not refused.
local function access(store, session, now)
  if now - session.accessed < session.slice then return end
  local expires = math.min(now + session.idle + session.slice, session.ends)
  redis.call('PEXPIREAT', session.key, expires)
  redis.call('PEXPIREAT', store.ids .. session.id, expires)
  redis.call('HSET', session.key, 'accessed', now)
  redis.call('ZADD', store.expiry, expires, session.handle)
  if session.subject ~= '' then enlist(store, session, now) end
end

-- Servers that keep copies are told by which id.
local function changed(store, session)
  if redis.call('EXISTS', store.copies) == 1 then tell(store.root, 'session', session.id) end
end

local function finish(store, session)
  redis.call('UNLINK', session.key, store.ids .. session.id)
  redis.call('ZREM', store.expiry, session.handle)
  if session.subject ~= '' then redis.call('ZREM', store.indexes .. session.subject, session.handle) end
  changed(store, session)
end

-- returns the live sessions of a subject, the oldest first, and forgets those that are dead
local function sessions_of(store, subject)
  local index, live = store.indexes .. subject, {}
  for _, handle in ipairs(redis.call('ZRANGE', index, 0, -1)) do
    local session = session_of(store, handle)
    if session and session.subject == subject then
      live[#live + 1] = session
    else
      redis.call('ZREM', index, handle)
    end
  end
  return live
end

-- Forgets the members of an index whose session has expired; whoever creates at the limit pays for it each time, so
-- that all of them are looked for at once.
local function forget_expired(store, index)
  local handles, keys = redis.call('ZRANGE', index, 0, -1), {}
  for i, handle in ipairs(handles) do keys[i] = store.sessions .. handle end
  if redis.call('EXISTS', unpack(keys)) == #keys then return end
  for i, key in ipairs(keys) do
    if redis.call('EXISTS', key) == 0 then redis.call('ZREM', index, handles[i]) end
  end
end

-- Makes room for one more: the oldest sessions go.
-- returns how many went
local function make_room(store, index, most)
  if redis.call('ZCARD', index) < most then return 0 end
  forget_expired(store, index)
  local over = redis.call('ZCARD', index) - most
  if over < 0 then return 0 end
  local surplus = redis.call('ZRANGE', index, 0, over)
  for _, handle in ipairs(surplus) do
    local session = session_of(store, handle)
    if session then finish(store, session) end
    redis.call('ZREM', index, handle)
  end
  return #surplus
end

-- Makes a session one of its subject's, of which there may be so many.
-- returns how many went
local function join(store, session, now, most)
  local subject = store.subjects .. session.subject
  local generation = redis.call('HGET', subject, 'generation') or string.format('%.0f', now)
  redis.call('HSET', subject, 'generation', generation)
  outlive(subject, session.ends, now)
  redis.call('HSET', session.key, 'subject', session.subject, 'generation', generation)
  local surplus = make_room(store, store.indexes .. session.subject, most)
  enlist(store, session, now)
  return surplus
end

-- Gives a session another id. The one before stands for it as long as the grace lasts, in milliseconds.
local function rename(store, session, digest, grace)
  redis.call('SET', store.ids .. digest, session.handle, 'PX', left(session))
  if grace > 0 then
    redis.call('PEXPIRE', store.ids .. session.id, math.min(grace, left(session)))
  else
    redis.call('UNLINK', store.ids .. session.id)
  end
  redis.call('HSET', session.key, 'id', digest)
  changed(store, session)
  session.id = digest
end

-- The second run of an operation that has given a session an id. Its caller has not seen that id, which only its
-- SHA-256 is left of: it gets the one of this run instead.
-- done: the result of the first run, 'HANDLE SHA-256'
-- returns the session, or nil when it is dead or has another id by now
local function again(store, operation, done, digest, grace)
  local handle, given = string.match(done, '^(%S+) (%S+)$')
  local session = session_of(store, handle)
  if not session or session.id ~= given then return nil end
  if given ~= digest then
    rename(store, session, digest, grace)
    redis.call('SET', operation, handle .. ' ' .. digest, 'KEEPTTL')
  end
  return session
end
