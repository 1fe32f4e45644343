-- Answers a heartbeat, and lets all who listen to changes hear one.
--   KEYS     1 what is there while one was published a moment ago
--   ARGV     1 the channel of changes  2 for how many milliseconds one is enough for all
--   returns  {text, text, text}: INFO of the node that ran it: its role, its replicas and their lag; its
--            version; whether it persists
-- What a replica or a full Redis refuses is no reason not to answer.
local first = redis.pcall('SET', KEYS[1], '', 'NX', 'PX', ARGV[2])
if first and not first.err then redis.pcall('PUBLISH', ARGV[1], '') end
return {redis.call('INFO', 'replication'), redis.call('INFO', 'server'), redis.call('INFO', 'persistence')}
