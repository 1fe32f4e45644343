-- Cancels, retries or deletes a task.
--   ARGV     root      of the keys of the queue
--            id, action: 'cancel', 'retry', 'redeliver' or 'delete'
--            memory    for how many milliseconds a submission may come again
--   returns  {'done' | 'told' | 'conflict' | 'absent', status}
--   twice    the second run finds it done
local task = task_of(ARGV.id)
if not task then return {'absent', ''} end
local word = act[ARGV.action](task, tonumber(ARGV.memory))
count_ends()
return {word, task.status}
