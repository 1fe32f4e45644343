-- Gives the lease to fill an entry to one caller, or lets the caller keep it.
--   KEYS     1 entry  2 lease
--   ARGV     key
--            root      of the cache's keys
--            token
--            time      how long it holds from now, in milliseconds
--            when      it is given: 'always', 'absent': there is no fresh entry, 'unchanged': it is as the
--                      caller has seen it, or 'held': the caller has it already
--            version   (see entry-form.lua) that the caller has seen, or ''
--   returns  {'given'}, {'present'}: the entry is not as that demands, {'taken', left}, {'lost'}:
--            the caller does not have it, or {'pass'}: what the origin says of this key is not for sharing
--            left  milliseconds until the other's lease ends
--   twice    the second run finds its own token and gives it again
--   A lease that an invalidation has made worthless is given to the next who asks. So is one that is worthless
--   if the entry turns out to be in a group, but only once: its holder may be right, and whoever invalidates
--   groups all the time would keep everybody from getting done.
local MOST_TIMES = 1
local cache, key, lease, when = cache_of(ARGV.root), ARGV.key, KEYS[2], ARGV.when
local whose, times, marked = holder(cache, key)
if whose == ARGV.token then
  redis.call('PEXPIRE', lease, ARGV.time)
  return {'given'}
end
if when == 'held' then return {'lost'} end
if when == 'absent' then
  local tag, old = current(cache, key)
  if tag and not old.generation then return {'present'} end
end
if when == 'unchanged' and version(about(KEYS[1])) ~= ARGV.version then return {'present'} end
if whose == 'pass' and when == 'unchanged' then return {'pass'} end
local passed_on = marked == 'perhaps' and times < MOST_TIMES
if whose and whose ~= 'pass' and not passed_on then return {'taken', redis.call('PTTL', lease)} end
give(cache, key, ARGV.token, passed_on and times + 1 or 0, ARGV.time)
return {'given'}
