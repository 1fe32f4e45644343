-- Lists the sessions of a subject, the oldest first; forgets those that are dead.
--   ARGV     root      of the keys of sessions
--            subject
--            own_id    SHA-256 of the caller's own id, or ''
--            created, handle: of the last one on the page before, or ''
--            most      sessions of the page
--   returns  {'more' | 'end', {handle, created, accessed, ends, device, 'current' | ''}, …}
-- The index compares handles of one millisecond by their bytes; Lua would go by the locale of Redis.
local function is_behind(one, other)
  for i = 1, #one do
    local a, b = string.byte(one, i), string.byte(other, i)
    if a ~= b then return not b or a > b end
  end
  return false
end

local store = store_of(ARGV.root)
local own = ARGV.own_id ~= '' and redis.call('GET', store.ids .. ARGV.own_id)
local reply, after = {'end'}, tonumber(ARGV.created)
for _, session in ipairs(sessions_of(store, ARGV.subject)) do
  local created = tonumber(session.created)
  if not after or created > after or created == after and is_behind(session.handle, ARGV.handle) then
    if #reply > tonumber(ARGV.most) then
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
