-- Gives a session a new id. It is an access.
--   KEYS     1 result of this operation
--   ARGV     root      of the keys of sessions
--            id        SHA-256 of it
--            new_id    SHA-256 of it
--            memory    how long the result is kept, in milliseconds
--            grace     for how long the old id stands for it still, in milliseconds
--            subject   that it is to have from now on, '' for the one that it has; then the old id ends at once
--            most      sessions of a subject
--   returns  {}: there is no such session, see also twice; {'conflict', 'rotated'}: the id is an old one already;
--            {'conflict', 'bound'}: it has another subject; else {'rotated', how many other sessions of the subject
--            went, the session}
--   twice    the second run finds the session that the first has renamed, and gives it the id of this run if it is
--            another; {} when that session is dead, or was given an id by somebody else
local store, operation, grace = store_of(ARGV.root), KEYS[1], tonumber(ARGV.grace)
local done = redis.call('GET', operation)
if done then
  local session = again(store, operation, done, ARGV.new_id, grace)
  return session and {'rotated', 0, whole(session)} or {}
end
local session = find(store, ARGV.id)
if not session then return {} end
if session.id ~= ARGV.id then return {'conflict', 'rotated'} end
local bound = session.subject ~= '' and session.subject ~= ARGV.subject
if ARGV.subject ~= '' and bound then return {'conflict', 'bound'} end

local now, surplus = milliseconds(), 0
redis.call('SET', operation, session.handle .. ' ' .. ARGV.new_id, 'PX', ARGV.memory)
access(store, session, now)
rename(store, session, ARGV.new_id, ARGV.subject == '' and grace or 0)
if ARGV.subject ~= '' and session.subject == '' then
  session.subject = ARGV.subject
  surplus = join(store, session, now, tonumber(ARGV.most))
end
return {'rotated', surplus, whole(session)}
