-- Lists the sessions of a subject, the oldest first; forgets those that are dead.
--   ARGV     1 root of the keys of sessions  2 subject  3 SHA-256 of the caller's own id, or ''
--            4 created, 5 handle of the last one on the page before, or ''  6 how many at most
--   returns  {'more' | 'end', {handle, created, accessed, ends, device, 'current' | ''}, …}
-- The index compares handles of one millisecond by their bytes; Lua would go by the locale of Redis.
local function is_behind(one, other)
  for i = 1, #one do
    local a, b = string.byte(one, i), string.byte(other, i)
    if a ~= b then return not b or a > b end
  end
  return false
end

local store = store_of(ARGV[1])
local own = ARGV[3] ~= '' and redis.call('GET', store.ids .. ARGV[3])
local reply, after = {'end'}, tonumber(ARGV[4])
for _, session in ipairs(sessions_of(store, ARGV[2])) do
  local created = tonumber(session.created)
  if not after or created > after or created == after and is_behind(session.handle, ARGV[5]) then
    if #reply > tonumber(ARGV[6]) then
      reply[1] = 'more'
      break
    end
    reply[#reply + 1] = {
      session.handle, session.created, string.format('%.0f', session.accessed), string.format('%.0f', session.ends),
      session.device, session.handle == own and 'current' or ''
    }
  end
end
return reply
