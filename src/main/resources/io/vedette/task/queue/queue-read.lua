-- Reads a queue: its settings, how many tasks it has, and how old they are.
--   ARGV     root      of the keys of the queue
--   returns  {now, whether it is known: 1 or 0, {setting, value, …}, {status, tasks, …}, when the oldest queued task has
--            become ready or '', {minute, {status, tasks, …}, …} of the last hour}
--   Settings: concurrency, rate ('quantity milliseconds'), key_concurrency, key_rate, keep_succeeded and keep_others (in
--   milliseconds), keep_most, max_length, paused (until when), reason (of the pause), order ('fifo': that of each key is
--   kept); absent when it is as usual.
local NAMES = {
  'concurrency', 'rate', 'key_concurrency', 'key_rate', 'keep_succeeded', 'keep_others', 'keep_most', 'max_length', 'paused',
  'reason', 'order'
}
local STATUSES = {'scheduled', 'queued', 'running', 'retrying', 'succeeded', 'failed', 'dead', 'cancelled', 'expired'}
local values = redis.call('HMGET', root .. 'queue', 'known', unpack(NAMES))
local settings, tasks, minutes = {}, {}, {}
for i, name in ipairs(NAMES) do
  if values[i + 1] then settings[#settings + 1], settings[#settings + 2] = name, values[i + 1] end
end
for _, status in ipairs(STATUSES) do
  tasks[#tasks + 1], tasks[#tasks + 2] = status, redis.call('ZCARD', status_index(status))
end
local this = math.floor(now / 60000)
for minute = this - 59, this do
  local ended = redis.call('HGETALL', root .. 'minute:' .. minute)
  if #ended > 0 then minutes[#minutes + 1], minutes[#minutes + 2] = minute, ended end
end
local oldest = redis.call('ZRANGE', status_index('queued'), 0, 0, 'WITHSCORES')
local known = (values[1] or redis.call('EXISTS', root .. 'all') == 1) and 1 or 0
return {now, known, settings, tasks, oldest[2] or '', minutes}
