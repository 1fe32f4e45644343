-- Changes attributes of a session, all or none. It is an access.
--   KEYS     1 result of this operation
--   ARGV     root      of the keys of sessions
--            id        SHA-256 of it
--            tag       which is the operation id
--            memory    how long the result is kept, in milliseconds
--            if_match, if_none_match: see conditions.lua
--            attribute that the conditions are about, '' for the session
--            most_bytes, most_attributes: of all names and values
--            mode      'replace' to remove all others, 'change' to leave them
--            REST      of each attribute 'set', 'merge' (RFC 7396) or 'remove', its name, and its value
--   returns  {}: there is no such session; {'failed'}: a condition; {'large', 'bytes' | 'attributes'}: there would be
--            too many; else {'created' | 'changed', tag, left}: whether the last of them was not there before, the
--            tag of the session now, and for how many milliseconds it may be unused
--   twice    the second run finds the result of the first and changes nothing, even when somebody else wrote in
--            between
local store, operation = store_of(ARGV.root), KEYS[1]
local done = redis.call('GET', operation)
if done then
  local result, tag = string.match(done, '^(%S+) (%S+)$')
  local after = find(store, ARGV.id)
  return {result, tag, after and left(after) or 0}
end
local session = find(store, ARGV.id)
if not session then return {} end

local function value_of(field)
  local stored = redis.call('HGET', session.key, field)
  return stored and string.match(stored, '^%S+ (.*)$')
end

local tag = session.etag
if ARGV.attribute ~= '' then
  local stored = redis.call('HGET', session.key, 'a:' .. ARGV.attribute)
  tag = stored and string.match(stored, '^%S+')
end
if stopped(tag, nil, ARGV.if_match, ARGV.if_none_match, '', '') then return {'failed'} end

local bytes, count, result = session.bytes, redis.call('HLEN', session.key) - FIELDS, 'changed'
local put, gone, named = {}, {}, {}
for i = REST, #ARGV, 3 do
  local field, value = 'a:' .. ARGV[i + 1], ARGV[i + 2]
  local old = value_of(field)
  named[field] = true
  if old then bytes, count = bytes - #field - #old + 2, count - 1 end
  if ARGV[i] == 'remove' then
    if old then gone[#gone + 1] = field end
  else
    if ARGV[i] == 'merge' then value = merged(old or 'null', value) end
    put[#put + 1], put[#put + 2] = field, ARGV.tag .. ' ' .. value
    bytes, count = bytes + #field + #value - 2, count + 1
    result = old and 'changed' or 'created'
  end
end
if ARGV.mode == 'replace' then
  local fields = redis.call('HGETALL', session.key)
  for i = 1, #fields, 2 do
    if string.sub(fields[i], 1, 2) == 'a:' and not named[fields[i]] then
      gone[#gone + 1] = fields[i]
      bytes, count = bytes - #fields[i] - #string.match(fields[i + 1], '^%S+ (.*)$') + 2, count - 1
    end
  end
end
if bytes > tonumber(ARGV.most_bytes) and bytes > session.bytes then return {'large', 'bytes'} end
if count > tonumber(ARGV.most_attributes) and #put > 0 then return {'large', 'attributes'} end

-- Redis looks for memory at the first write: who only removes is not refused.
if #put > 0 then redis.call('HSET', session.key, unpack(put)) else redis.call('UNLINK', operation) end
if #gone > 0 then redis.call('HDEL', session.key, unpack(gone)) end
if #put + #gone > 0 then
  session.etag = ARGV.tag
  redis.call('HSET', session.key, 'etag', session.etag, 'bytes', bytes)
end
access(store, session, milliseconds())
changed(store, session)
redis.call('SET', operation, result .. ' ' .. session.etag, 'PX', ARGV.memory)
return {result, session.etag, left(session)}
