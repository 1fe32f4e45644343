-- Changes attributes of a session, all or none. It is an access.
--   KEYS     1 result of this operation
--   ARGV     1 root of the keys of sessions  2 SHA-256 of the id  3 tag, which is the operation id
--            4 how long the result is kept, in milliseconds  5 if_match  6 if_none_match: see conditions.lua
--            7 the attribute that the conditions are about, '' for the session
--            8 the most bytes of all names and values, 9 the most attributes
--            10 'replace' to remove all others, 'change' to leave them
--            11 'set', 'merge' (RFC 7396) or 'remove', 12 name, 13 value; 14 …
--   returns  {}: there is no such session; {'failed'}: a condition; {'large', 'bytes' | 'attributes'}: there would be
--            too many; else {'created' | 'changed', tag, left}: whether the last of them was not there before, the
--            tag of the session now, and for how many milliseconds it may be unused
--   twice    the second run finds the result of the first and changes nothing, even when somebody else wrote in
--            between
local store, operation = store_of(ARGV[1]), KEYS[1]
local done = redis.call('GET', operation)
if done then
  local result, tag = string.match(done, '^(%S+) (%S+)$')
  local after = find(store, ARGV[2])
  return {result, tag, after and left(after) or 0}
end
local session = find(store, ARGV[2])
if not session then return {} end

local function value_of(field)
  local stored = redis.call('HGET', session.key, field)
  return stored and string.match(stored, '^%S+ (.*)$')
end

local tag = session.etag
if ARGV[7] ~= '' then
  local stored = redis.call('HGET', session.key, 'a:' .. ARGV[7])
  tag = stored and string.match(stored, '^%S+')
end
if stopped(tag, nil, ARGV[5], ARGV[6], '', '') then return {'failed'} end

local bytes, count, result = session.bytes, redis.call('HLEN', session.key) - FIELDS, 'changed'
local put, gone, named = {}, {}, {}
for i = 11, #ARGV, 3 do
  local field, value = 'a:' .. ARGV[i + 1], ARGV[i + 2]
  local old = value_of(field)
  named[field] = true
  if old then bytes, count = bytes - #field - #old + 2, count - 1 end
  if ARGV[i] == 'remove' then
    if old then gone[#gone + 1] = field end
  else
    if ARGV[i] == 'merge' then value = merged(old or 'null', value) end
    put[#put + 1], put[#put + 2] = field, ARGV[3] .. ' ' .. value
    bytes, count = bytes + #field + #value - 2, count + 1
    result = old and 'changed' or 'created'
  end
end
if ARGV[10] == 'replace' then
  local fields = redis.call('HGETALL', session.key)
  for i = 1, #fields, 2 do
    if string.sub(fields[i], 1, 2) == 'a:' and not named[fields[i]] then
      gone[#gone + 1] = fields[i]
      bytes, count = bytes - #fields[i] - #string.match(fields[i + 1], '^%S+ (.*)$') + 2, count - 1
    end
  end
end
if bytes > tonumber(ARGV[8]) and bytes > session.bytes then return {'large', 'bytes'} end
if count > tonumber(ARGV[9]) and #put > 0 then return {'large', 'attributes'} end

-- Redis looks for memory at the first write: who only removes is not refused.
if #put > 0 then redis.call('HSET', session.key, unpack(put)) else redis.call('UNLINK', operation) end
if #gone > 0 then redis.call('HDEL', session.key, unpack(gone)) end
if #put + #gone > 0 then
  session.etag = ARGV[3]
  redis.call('HSET', session.key, 'etag', session.etag, 'bytes', bytes)
end
access(store, session, milliseconds())
tell(store, session)
redis.call('SET', operation, result .. ' ' .. session.etag, 'PX', ARGV[4])
return {result, session.etag, left(session)}
