-- Reads all policies, unless the reader has them already.
--   KEYS     1 policies  2 their version
--   ARGV     version   that the reader has, or ''
--   returns  {version} when it is the reader's, else {version, cache, policy, cache, policy, …}
--
-- The policies are a hash by cache: the tag, a blank, and a JSON document. Their version is the random
-- tag of the last change, '' before the first one: a counter would lie after a fail-over that lost writes.
local version = redis.call('GET', KEYS[2]) or ''
if version == ARGV.version then return {version} end
local reply = redis.call('HGETALL', KEYS[1])
table.insert(reply, 1, version)
return reply
