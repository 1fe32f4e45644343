-- Tells in which queues something of a name is.
--   KEYS     1 queues by name
--   ARGV     behind    the name behind which to begin; or the only one that is asked for
--            only      '1' when only one is
--   returns  {name, queue, …}, by name, at most 1,000; all are looked at, of which there are 10,000 at most
if ARGV.only == '1' then
  local queue = redis.call('HGET', KEYS[1], ARGV.behind)
  return queue and {ARGV.behind, queue} or {}
end
local all, names, queues, found = redis.call('HGETALL', KEYS[1]), {}, {}, {}
for i = 1, #all, 2 do
  if all[i] > ARGV.behind then names[#names + 1], queues[all[i]] = all[i], all[i + 1] end
end
table.sort(names)
for i = 1, math.min(#names, 1000) do found[#found + 1], found[#found + 2] = names[i], queues[names[i]] end
return found
