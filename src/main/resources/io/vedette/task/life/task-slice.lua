-- Cancels, retries or deletes a slice of the tasks that a filter names.
--   ARGV     root      of the keys of the queue
--            status, type, key, tag: what they are; '' for any
--            before    only those created before, in milliseconds since 1970
--            action    'cancel', 'retry' or 'delete'
--            behind    where the slice before has ended: 'set score id', or ''
--            most      tasks of the slice, at most 200
--            memory    for how many milliseconds a submission may come again
--   returns  {where this slice has ended or '' when all were looked at, changed, passed over}
--   twice    the second run finds them changed
local filter = {status = ARGV.status, type = ARGV.type, key = ARGV.key, tag = ARGV.tag}
local names, most = sets_of(filter), tonumber(ARGV.most)
local set, place = string.match(ARGV.behind, '^(%d+) (.*)$')
set = tonumber(set) or smallest(names)
local found = down(names[math.min(set, #names)], place or '', most)
local changed, passed = 0, 0
for i = 1, #found, 2 do
  local task = task_of(found[i])
  local created = task and tonumber(redis.call('HGET', task.name, 'created'))
  if task and created < tonumber(ARGV.before) and fits(task, filter)
    and act[ARGV.action](task, tonumber(ARGV.memory)) ~= 'conflict' then
    changed = changed + 1
  else
    passed = passed + 1
  end
end
count_ends()
local last = #found
return {last == 2 * most and set .. ' ' .. found[last] .. ' ' .. found[last - 1] or '', changed, passed}
