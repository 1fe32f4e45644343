-- Sets or removes the expiry of an entry; value and tag stay as they are.
--   KEYS     1 entry  2 result of this operation
--   ARGV     conditions  see conditions.lua
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
local tag, of = current(cache, ARGV.key)
if not tag then return {'absent'} end
if stopped(tag, of.modified, conditions(ARGV.conditions)) then return {'failed'} end

local expires = ARGV.ttl ~= '' and now + tonumber(ARGV.ttl)
local limit = expires
if of.idle then limit = math.min(expires or math.huge, now + tonumber(of.idle)) end
of.expires, of.fresh = expires, of.fresh and expires
-- What takes no memory is not refused for lack of it, when it is the first write.
if not expires then redis.call('PERSIST', entry) end
tell_of(entry, of)
if limit then redis.call('PEXPIREAT', entry, limit) end
changed(cache, ARGV.key)
local function follow(index)
  if not expires then return stay(index, ARGV.key, now) end
  outlive(index, expires, now)
  stay_no_more(index, ARGV.key)
end
follow(cache.index)
each_group(of.groups, function(group) follow(cache.groups .. group) end)
redis.call('SET', operation, tag, 'PX', ARGV.memory)
return {'set', tag}
