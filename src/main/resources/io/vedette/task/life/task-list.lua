-- Lists tasks of a queue, the newest first; those of one status by when they got it.
--   ARGV     root      of the keys of the queue
--            status, type, key, tag: what they are to be; '' for any
--            behind    where the page before has ended: 'set score id', or ''
--            most      tasks of the page
--   returns  {where this page has ended or '' when the list has, {id, field, …}, …}
--   At most 1,000 are looked at, so that a page may have fewer tasks than there are. The first page chooses which sorted
--   set is walked: the smallest of those that the filter names.
local MOST_LOOKED_AT = 1000
local filter = {status = ARGV.status, type = ARGV.type, key = ARGV.key, tag = ARGV.tag}
local names, most = sets_of(filter), tonumber(ARGV.most)
local set, place = string.match(ARGV.behind, '^(%d+) (.*)$')
set = tonumber(set) or smallest(names)
local name = names[math.min(set, #names)]
local looks = math.min(MOST_LOOKED_AT, #names > 1 and MOST_LOOKED_AT or most)
local found = down(name, place or '', looks)
local tasks, ended = {}, ''
for i = 1, #found, 2 do
  local fields = redis.call('HGETALL', root .. 'task:' .. found[i])
  local task = {tags = ''}
  for j = 1, #fields, 2 do task[fields[j]] = fields[j + 1] end
  task.key = task.key or ''
  if task.status and fits(task, filter) then
    table.insert(fields, 1, found[i])
    tasks[#tasks + 1] = fields
  end
  if #tasks == most or i + 1 == 2 * looks then
    ended = set .. ' ' .. found[i + 1] .. ' ' .. found[i]
    break
  end
end
return {ended, unpack(tasks)}
