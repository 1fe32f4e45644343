-- Ends a session: logging out.
--   ARGV     root      of the keys of sessions
--            id        SHA-256 of it
--   returns  {'ended' | 'absent'}
--   twice    the second run finds nothing
local store = store_of(ARGV.root)
local session = find(store, ARGV.id)
if session then finish(store, session) end
return {session and 'ended' or 'absent'}
