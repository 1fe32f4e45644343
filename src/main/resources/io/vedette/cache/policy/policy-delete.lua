-- Removes the policy of a cache if its conditions hold.
--   KEYS     1 policies  2 their version  3 result of this operation
--   ARGV     1 if_match  2 if_none_match  3 cache  4 operation id, which is the new version
--            5 how long the result is kept, in milliseconds
--   returns  {'deleted', version before}, {'absent'} or {'failed'}
--   twice    the second run finds the result of the first and changes nothing
local policies, version, operation = KEYS[1], KEYS[2], KEYS[3]
local done = redis.call('GET', operation)
if done then return {string.match(done, '^(%S+) (%S*)$')} end

local old = redis.call('HGET', policies, ARGV[3])
local etag = old and string.match(old, '^(%S+) ')
if stopped(etag, nil, ARGV[1], ARGV[2], '', '') then return {'failed'} end
if not old then return {'absent'} end

local before = redis.call('GET', version) or ''
redis.call('HDEL', policies, ARGV[3])
redis.call('SET', version, ARGV[4])
redis.call('SET', operation, 'deleted ' .. before, 'PX', ARGV[5])
return {'deleted', before}
