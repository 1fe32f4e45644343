-- Reads a session or one of its attributes, and extends its idle limit.
--   ARGV     root      of the keys of sessions
--            id        SHA-256 of it
--            if_match, if_none_match: see conditions.lua
--            attribute that is read, '' for the whole session
--            access    '1' when this is an access, '0' to leave the idle limit
--            near      for how many milliseconds a copy of the session may be used, 0 for none: see near.lua
--   returns  {}: there is no such session; else {'found', it, with that attribute alone if one is read},
--            {'absent', it}: it has no such attribute; {'not-modified', it, with the tag alone}, or {'failed', it}
local store, attribute = store_of(ARGV.root), ARGV.attribute
local session = find(store, ARGV.id)
if not session then return {} end

if ARGV.access == '1' then access(store, session, milliseconds()) end
if tonumber(ARGV.near) > 0 then copied(store.copies, tonumber(ARGV.near)) end
local stored = attribute ~= '' and redis.call('HGET', session.key, 'a:' .. attribute)
if attribute ~= '' and not stored then return {'absent', shown(session, {})} end
local tag = stored and string.match(stored, '^%S+') or session.etag
local result = stopped(tag, nil, ARGV.if_match, ARGV.if_none_match, '', '') or 'found'
if result == 'not-modified' then return {result, shown(session, {'etag', tag})} end
if result == 'failed' then return {result, shown(session, {})} end
return {result, stored and shown(session, {'a:' .. attribute, stored}) or whole(session)}
