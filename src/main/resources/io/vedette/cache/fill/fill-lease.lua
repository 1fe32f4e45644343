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
--   A lease that an invalidation has made worthless is given to the next who asks. So is one that is worthless
--   if the entry turns out to be in a group, but only once: its holder may be right, and whoever invalidates
--   groups all the time would keep everybody from getting done.
local MOST_TIMES = 1
local cache, key, lease, when = cache_of(ARGV[2]), ARGV[1], KEYS[2], ARGV[5]
local whose, times, marked = holder(cache, key)
if whose == ARGV[3] then
  redis.call('PEXPIRE', lease, ARGV[4])
  return {'given'}
end
if when == 'held' then return {'lost'} end
if when == 'absent' then
  local tag, old = current(cache, key)
  if tag and not old[9] then return {'present'} end
end
if when == 'unchanged' and version(cache, key) ~= ARGV[6] then return {'present'} end
if whose == 'pass' and when == 'unchanged' then return {'pass'} end
local passed_on = marked == 'perhaps' and times < MOST_TIMES
if whose and whose ~= 'pass' and not passed_on then return {'taken', redis.call('PTTL', lease)} end
give(cache, key, ARGV[3], passed_on and times + 1 or 0, ARGV[4])
return {'given'}
