-- Ends a session: logging out.
--   ARGV     1 root of the keys of sessions  2 SHA-256 of the id
--   returns  {'ended' | 'absent'}
--   twice    the second run finds nothing
local store = store_of(ARGV[1])
local session = find(store, ARGV[2])
if session then finish(store, session) end
return {session and 'ended' or 'absent'}
