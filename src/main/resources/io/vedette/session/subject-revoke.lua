-- Revokes one session of a subject or all of them.
--   KEYS     1 result of this operation
--   ARGV     root      of the keys of sessions
--            subject
--            handle    of the one, '' for all
--            kept_id   SHA-256 of the id of the session that stays, '' for none
--            memory    how long the result is kept, in milliseconds
--   returns  {revoked}, or {} when the one that is to stay is no session of the subject
--   twice    the second run finds the result of the first and changes nothing, even when a session was created in
--            between
-- All of them are dead with the generation of their subject, also those that no index names.
local store, subject, operation = store_of(ARGV.root), ARGV.subject, KEYS[1]
local done = redis.call('GET', operation)
if done then return {tonumber(done)} end

local kept = ARGV.kept_id ~= '' and find(store, ARGV.kept_id) or nil
if ARGV.kept_id ~= '' and not (kept and kept.subject == subject) then return {} end
local going = {}
if ARGV.handle ~= '' then
  local session = session_of(store, ARGV.handle)
  if session and session.subject == subject then going = {session} end
else
  going = sessions_of(store, subject)
end

-- Redis looks for memory at the first write: who revokes is not refused.
redis.call('UNLINK', operation)
local revoked = 0
for _, session in ipairs(going) do
  if not kept or session.handle ~= kept.handle then
    finish(store, session)
    revoked = revoked + 1
  end
end
if ARGV.handle == '' then
  local known = store.subjects .. subject
  local generation = redis.call('HGET', known, 'generation')
  if generation then
    local fresh = string.format('%.0f', math.max(milliseconds(), tonumber(generation) + 1))
    redis.call('HSET', known, 'generation', fresh)
    if kept then redis.call('HSET', kept.key, 'generation', fresh) end
  end
end
redis.call('SET', operation, revoked, 'PX', ARGV.memory)
return {revoked}
