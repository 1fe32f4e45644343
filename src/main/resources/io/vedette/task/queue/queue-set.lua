-- Sets what a queue does, or lets it pause or go on.
--   ARGV     root      of the keys of the queue
--            change    'all': settings that are not named go back to what is usual; 'some': they stay; 'longer': the same,
--                      and nothing is done to a pause that lasts longer
--            REST      settings, each a name and a value, '' for none: see queue-read.lua
--   returns  {now}
--   twice    the second run sets the same
-- Keys that a limit holds back are looked at anew, as it may be another limit now: see queue-tick.lua.
local SETTINGS = {
  'concurrency', 'rate', 'key_concurrency', 'key_rate', 'keep_succeeded', 'keep_others', 'keep_most', 'max_length', 'order'
}
local queue = root .. 'queue'
if ARGV.change == 'longer' and tonumber(redis.call('HGET', queue, 'paused') or 0) >= tonumber(ARGV[REST + 1]) then
  return {now}
end
redis.call('HSET', queue, 'changed', now, 'known', '1')
if ARGV.change == 'all' then redis.call('HDEL', queue, unpack(SETTINGS)) end
for i = REST, #ARGV, 2 do
  if ARGV[i + 1] == '' then redis.call('HDEL', queue, ARGV[i]) else redis.call('HSET', queue, ARGV[i], ARGV[i + 1]) end
end
if redis.call('ZCARD', root .. 'open') > 0 then wake_all() end
return {now}
