-- Notes that queues are used; or tells the names of all, those first that nobody has used for the longest time.
--   KEYS     1 names of queues by when somebody used them last
--   ARGV     forgotten  after how many milliseconds without use a name goes; it comes again with the next use
--            REST       names of queues that are used now; none to be told of all
--   returns  {name, when it was used last, …, now}; or {now}
--   twice    the second run notes the same
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i = REST, #ARGV do redis.call('ZADD', KEYS[1], now, ARGV[i]) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV.forgotten)
if REST <= #ARGV then return {now} end
local all = redis.call('ZRANGE', KEYS[1], 0, 9999, 'WITHSCORES')
all[#all + 1] = now
return all
