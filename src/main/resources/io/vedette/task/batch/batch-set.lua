-- Makes a batch, or gives one that is open other tasks to close it.
--   ARGV     root      of the keys of the queue
--            name, fingerprint: of the batch, and of all that it is made with
--            latest    when it would finish at the latest; the tasks that close it are scheduled for then
--            REST      of each task that closes it 19: see submit.lua. The first when all is done, the second, if there is
--                      one, when not all tasks have succeeded
--   returns  {word, id of the first, id of the second or ''}: 'made', 'same' when there is such a batch, 'changed';
--            {'sealed'} when it cannot be changed any more; or {word of the refusal, id}: see submit.lua
--   twice    the second run finds the batch of the first
local batch = root .. 'batch:' .. ARGV.name
local state, fingerprint, finished, failed = unpack(redis.call('HMGET', batch, 'state', 'fingerprint', 'on_finished', 'on_failed'))
if state and fingerprint == ARGV.fingerprint then return {'same', finished, failed or ''} end
if state and state ~= 'open' then return {'sealed'} end

local ids = {}
for i = REST, #ARGV, WORDS do
  local said = submit(unpack(ARGV, i, i + WORDS - 1))
  if not said[3] then
    for _, id in ipairs(ids) do finish(task_of(id), 'cancelled', 'reason', 'batch') end
    count_ends()
    return said
  end
  ids[#ids + 1] = said[2]
end
for _, id in ipairs({finished or nil, failed or nil}) do
  local task = task_of(id)
  if task and task.status == 'scheduled' then finish(task, 'cancelled', 'reason', 'replaced') end
end
redis.call('HSET', batch, 'state', 'open', 'fingerprint', ARGV.fingerprint, 'on_finished', ids[1])
if not state then redis.call('HSET', batch, 'created', now) end
if ids[2] then redis.call('HSET', batch, 'on_failed', ids[2]) else redis.call('HDEL', batch, 'on_failed') end
redis.call('ZADD', root .. 'batches', ARGV.latest, ARGV.name)
count_ends()
return {state and 'changed' or 'made', ids[1], ids[2] or ''}
