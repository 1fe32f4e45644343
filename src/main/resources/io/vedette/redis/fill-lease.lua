-- Gives the lease to fill an entry to one caller, or lets the caller keep it.
--   KEYS     1 entry  2 lease
--   ARGV     1 key  2 root of the cache's keys  3 token  4 how long it holds from now, in milliseconds
--            5 when it is given: 'always', 'absent': there is no fresh entry, 'unchanged': it is as the
--            caller has seen it, or 'held': the caller has it already
--            6 the version (see entry-change.lua) that the caller has seen, or ''
--   returns  {'given'}, {'present'}: the entry is not as argument 5 demands, {'taken', left}, {'lost'}:
--            the caller does not have it, or {'pass'}: what the origin says of this key is not for sharing
--            left  milliseconds until the other's lease ends
--   twice    the second run finds its own token and gives it again
local cache, key, lease, when = cache_of(ARGV[2]), ARGV[1], KEYS[2], ARGV[5]
local held = redis.call('GET', lease)
local holder = held and string.match(held, '^(%S+)')
if holder == ARGV[3] then
  redis.call('PEXPIRE', lease, ARGV[4])
  return {'given'}
end
if when == 'held' then return {'lost'} end
if when == 'absent' and current(cache, key) then return {'present'} end
if when == 'unchanged' and version(cache, key) ~= ARGV[6] then return {'present'} end
if holder == 'pass' and when == 'unchanged' then return {'pass'} end
if held and holder ~= 'pass' then return {'taken', redis.call('PTTL', lease)} end
redis.call('SET', lease, ARGV[3] .. ' ' .. (redis.call('GET', cache.sequence) or 0), 'PX', ARGV[4])
return {'given'}
