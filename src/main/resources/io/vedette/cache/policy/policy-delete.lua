-- Removes the policy of a cache if its conditions hold.
--   KEYS     1 policies  2 their version  3 result of this operation
--   ARGV     if_match, if_none_match: see conditions.lua
--            cache
--            version   the new one, which is the operation id
--            memory    how long the result is kept, in milliseconds
--   returns  {'deleted', version before}, {'absent'} or {'failed'}
--   twice    the second run finds the result of the first and changes nothing
local policies, version, operation = KEYS[1], KEYS[2], KEYS[3]
local done = redis.call('GET', operation)
if done then return {string.match(done, '^(%S+) (%S*)$')} end

local old = redis.call('HGET', policies, ARGV.cache)
local etag = old and string.match(old, '^(%S+) ')
if stopped(etag, nil, ARGV.if_match, ARGV.if_none_match, '', '') then return {'failed'} end
if not old then return {'absent'} end

local before = redis.call('GET', version) or ''
redis.call('HDEL', policies, ARGV.cache)
redis.call('SET', version, ARGV.version)
redis.call('SET', operation, 'deleted ' .. before, 'PX', ARGV.memory)
return {'deleted', before}
