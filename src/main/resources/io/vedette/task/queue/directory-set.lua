-- Notes in which queue something of a name is, or that it is in none.
--   KEYS     1 queues by name
--   ARGV     name
--            queue     or '' when it is in none any more
--            before    the queue that it is to have been in then, or ''
--            most      names of all
--   returns  {'done' | 'other' | 'full'}
--   twice    the second run notes the same
local known = redis.call('HGET', KEYS[1], ARGV.name)
if ARGV.queue == '' then
  if known and ARGV.before ~= '' and known ~= ARGV.before then return {'other'} end
  redis.call('HDEL', KEYS[1], ARGV.name)
else
  if not known and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV.most) then return {'full'} end
  redis.call('HSET', KEYS[1], ARGV.name, ARGV.queue)
end
return {'done'}
