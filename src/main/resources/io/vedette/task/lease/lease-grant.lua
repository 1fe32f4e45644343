-- Grants leases of queued tasks to pulls, those first that came first.
--   ARGV     root      of the keys of the queue
--            nonce     of this call
--            memory    for how many milliseconds this call may come again
--            server    that the pulls wait at, or '' when they do not wait
--            others    whether more pulls wait there than those of this call: '1' or '0'
--            patience  for how many milliseconds the server is told of tasks
--            woken     '1' when the call follows from being told of a task
--            types     that are wanted, joined by blanks; or '' for all
--            REST      of each pull: how many tasks at most, for how many milliseconds, who works on them
--   returns  {now, when to look again or 0, {grant, …}, …}: see grant.lua; each pull has its list
--   twice    the second run grants what the first has granted and nobody has given back, to the first pull
--   A server that nobody waits at any longer is told of nothing. When it was told of a task that its pulls do not want,
--   all others are told.
local types, wanted, any, empty = {}, {}, false, false
for type in string.gmatch(ARGV.types, '%S+') do types[#types + 1] = type end
for i = REST, #ARGV, 3 do
  wanted[#wanted + 1] = {most = tonumber(ARGV[i]), lease = tonumber(ARGV[i + 1]), worker = ARGV[i + 2]}
end

local remembered = root .. 'grant:' .. ARGV.nonce
local before = redis.call('GET', remembered)
local granted, again
if before then
  granted, again = {granted_before(ARGV.nonce, before)}, 0
  for i = 2, #wanted do granted[i] = {} end
else
  granted, again = grant(ARGV.nonce, types, wanted)
  remember(remembered, granted, ARGV.memory)
end

for _, list in ipairs(granted) do
  if #list > 0 then any = true else empty = true end
end
if ARGV.server ~= '' then
  local waiters = root .. 'waiters'
  if empty or ARGV.others == '1' then
    redis.call('ZADD', waiters, now + ARGV.patience, ARGV.server)
  else
    redis.call('ZREM', waiters, ARGV.server)
  end
  local left = again == 0 and redis.call('ZCARD', root .. 'open') > 0
  if left and any then wake() end
  if left and not any and ARGV.woken == '1' then wake_all() end
end
count_ends()
return {now, again, unpack(granted)}
