-- Gives the lease to fill an entry to one caller.
--   KEYS     1 entry  2 lease
--   ARGV     1 key  2 root of the cache's keys  3 token  4 how long it holds, in milliseconds
--            5 '1' when only an absent entry is to be filled
--   returns  {'given'}, {'present'}: there is an entry, or {'taken', left}
--            left  milliseconds until the other's lease ends
--   twice    the second run finds its own token and gives it again
local cache, key, lease = cache_of(ARGV[2]), ARGV[1], KEYS[2]
local held = redis.call('GET', lease)
if held and string.match(held, '^(%S+)') == ARGV[3] then return {'given'} end
if ARGV[5] == '1' and current(cache, key) then return {'present'} end
if held then return {'taken', redis.call('PTTL', lease)} end
redis.call('SET', lease, ARGV[3] .. ' ' .. (redis.call('GET', cache.sequence) or 0), 'PX', ARGV[4])
return {'given'}
