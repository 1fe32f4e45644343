-- Seals a batch: it has all of its tasks, and finishes when they have ended.
--   ARGV     root      of the keys of the queue
--            name
--   returns  {'done' | 'absent'}
--   twice    the second run finds it sealed
local batch = root .. 'batch:' .. ARGV.name
local state = redis.call('HGET', batch, 'state')
if not state then return {'absent'} end
if state == 'open' then
  redis.call('HSET', batch, 'state', 'sealed')
  close_batch(ARGV.name)
end
count_ends()
return {'done'}
