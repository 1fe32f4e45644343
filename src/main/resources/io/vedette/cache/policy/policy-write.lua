-- Sets the policy of a cache if its conditions hold.
--   KEYS     1 policies  2 their version  3 result of this operation
--   ARGV     1 if_match  2 if_none_match  3 cache  4 tag, which is the operation id and the new version
--            5 the policy as a JSON document  6 how long the result is kept, in milliseconds
--            7 the most policies that there may be
--   returns  {'created' | 'replaced', version before}, {'failed'} or {'full'}
--   twice    the second run finds the result of the first and changes nothing
local policies, version, operation = KEYS[1], KEYS[2], KEYS[3]
local done = redis.call('GET', operation)
if done then return {string.match(done, '^(%S+) (%S*)$')} end

local old = redis.call('HGET', policies, ARGV[3])
local etag = old and string.match(old, '^(%S+) ')
if stopped(etag, nil, ARGV[1], ARGV[2], '', '') then return {'failed'} end
if not old and redis.call('HLEN', policies) >= tonumber(ARGV[7]) then return {'full'} end

local before = redis.call('GET', version) or ''
redis.call('HSET', policies, ARGV[3], ARGV[4] .. ' ' .. ARGV[5])
redis.call('SET', version, ARGV[4])
local result = old and 'replaced' or 'created'
redis.call('SET', operation, result .. ' ' .. before, 'PX', ARGV[6])
return {result, before}
