-- Reads schedules.
--   ARGV     root      of the keys of the queue
--            REST      their names
--   returns  {now, {name, field, value, …}, …}: see queue.lua; those that are there
local found = {now}
for i = REST, #ARGV do
  local schedule = redis.call('HGETALL', root .. 'schedule:' .. ARGV[i])
  if #schedule > 0 then
    table.insert(schedule, 1, ARGV[i])
    found[#found + 1] = schedule
  end
end
return found
