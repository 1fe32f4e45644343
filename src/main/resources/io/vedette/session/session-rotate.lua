-- Gives a session a new id. It is an access.
--   KEYS     1 result of this operation
--   ARGV     1 root of the keys of sessions  2 SHA-256 of the id  3 SHA-256 of the new id
--            4 how long the result is kept  5 for how long the old id stands for it still, both in milliseconds
--            6 the subject that it is to have from now on, '' for the one that it has; then the old id ends at once
--            7 the most sessions of a subject
--   returns  {}: there is no such session, see also twice; {'conflict', 'rotated'}: the id is an old one already;
--            {'conflict', 'bound'}: it has another subject; else {'rotated', how many other sessions of the subject
--            went, the session}
--   twice    the second run finds the session that the first has renamed, and gives it the id of this run if it is
--            another; {} when that session is dead, or was given an id by somebody else
local store, operation, grace = store_of(ARGV[1]), KEYS[1], tonumber(ARGV[5])
local done = redis.call('GET', operation)
if done then
  local session = again(store, operation, done, ARGV[3], grace)
  return session and {'rotated', 0, whole(session)} or {}
end
local session = find(store, ARGV[2])
if not session then return {} end
if session.id ~= ARGV[2] then return {'conflict', 'rotated'} end
if ARGV[6] ~= '' and session.subject ~= '' and session.subject ~= ARGV[6] then return {'conflict', 'bound'} end

local now, surplus = milliseconds(), 0
redis.call('SET', operation, session.handle .. ' ' .. ARGV[3], 'PX', ARGV[4])
access(store, session, now)
rename(store, session, ARGV[3], ARGV[6] == '' and grace or 0)
if ARGV[6] ~= '' and session.subject == '' then
  session.subject = ARGV[6]
  surplus = join(store, session, now, tonumber(ARGV[7]))
end
return {'rotated', surplus, whole(session)}
