-- Sets or removes the expiry of an entry; value and tag stay as they are.
--   KEYS     1 entry  2 result of this operation
--   ARGV     if_match, if_none_match, if_modified_since, if_unmodified_since: see conditions.lua
--            key
--            root      of the cache's keys
--            memory    how long the result is kept, in milliseconds
--            ttl       time to live in milliseconds, or '' to let the entry stay until it is deleted
--   returns  {'set', etag}, {'failed'}, or {'absent'}: without an entry no condition is looked at
--   twice    the second run finds the result of the first and changes nothing
local entry, operation = KEYS[1], KEYS[2]
local done = redis.call('GET', operation)
if done then return {'set', done} end

local cache, now = cache_of(ARGV.root), milliseconds()
local tag = current(cache, ARGV.key)
if not tag then return {'absent'} end
local old = redis.call('HMGET', entry, 'etag', 'modified', 'idle', 'groups', 'fresh')
if stopped(
  tag, old[2], ARGV.if_match, ARGV.if_none_match, ARGV.if_modified_since, ARGV.if_unmodified_since
) then return {'failed'} end

local expires = ARGV.ttl ~= '' and now + tonumber(ARGV.ttl)
local limit = expires
if old[3] then limit = math.min(expires or math.huge, now + tonumber(old[3])) end
if expires then
  redis.call('HSET', entry, 'expires', expires)
else
  redis.call('HDEL', entry, 'expires')
end
if old[5] and expires then redis.call('HSET', entry, 'fresh', expires) end
if old[5] and not expires then redis.call('HDEL', entry, 'fresh') end
if limit then redis.call('PEXPIREAT', entry, limit) else redis.call('PERSIST', entry) end
changed(cache, ARGV.key)
local function follow(index)
  if not expires then return stay(index, ARGV.key, now) end
  outlive(index, expires, now)
  stay_no_more(index, ARGV.key)
end
follow(cache.index)
each_group(old[4], function(group) follow(cache.groups .. group) end)
redis.call('SET', operation, old[1], 'PX', ARGV.memory)
return {'set', old[1]}
