-- Sets what a queue does, or lets it pause or go on.
--   ARGV     root      of the keys of the queue
--            replace   '1' when settings that are not named go back to what is usual
--            REST      settings, each a name and a value, '' for none: see queue-read.lua
--   returns  {now}
--   twice    the second run sets the same
-- Keys that a limit holds back are looked at anew, as it may be another limit now: see queue-tick.lua.
local SETTINGS = {
  'concurrency', 'rate', 'key_concurrency', 'key_rate', 'keep_succeeded', 'keep_others', 'keep_most', 'max_length'
}
local queue = root .. 'queue'
redis.call('HSET', queue, 'changed', now, 'known', '1')
if ARGV.replace == '1' then redis.call('HDEL', queue, unpack(SETTINGS)) end
for i = REST, #ARGV, 2 do
  if ARGV[i + 1] == '' then redis.call('HDEL', queue, ARGV[i]) else redis.call('HSET', queue, ARGV[i], ARGV[i + 1]) end
end
if redis.call('ZCARD', root .. 'open') > 0 then wake_all() end
return {now}
