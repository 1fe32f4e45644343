-- Answers a heartbeat, and lets all who listen to topics hear one.
--   KEYS     1 what is there while one was published a moment ago
--   ARGV     channel   of topics
--            enough    for how many milliseconds one is enough for all
--   returns  {text, text, text, text, time}: INFO of the node that ran it: its role, its replicas and their
--            lag; its version; whether it persists; then a line for each wait that its user may use or not,
--            as far as it can tell: 'may_wait:1'; and what TIME says
-- What a replica or a full Redis refuses is no reason not to answer. One before 7.0 tells no rights, one
-- before 7.2 none for a command that it does not have.
local first = redis.pcall('SET', KEYS[1], '', 'NX', 'PX', ARGV.enough)
if first and not first.err then redis.pcall('PUBLISH', ARGV.channel, '') end
local rights = ''
for name, command in pairs({may_wait = {'WAIT', '1', '1'}, may_waitaof = {'WAITAOF', '1', '1', '1'}}) do
  local told, may = pcall(redis.acl_check_cmd, unpack(command))
  if told then rights = rights .. name .. ':' .. (may and 1 or 0) .. '\n' end
end
return {
  redis.call('INFO', 'replication'), redis.call('INFO', 'server'), redis.call('INFO', 'persistence'), rights,
  redis.call('TIME')
}
