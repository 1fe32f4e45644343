-- Submits tasks, each for itself.
--   ARGV     root      of the keys of the queue
--            REST      of each task 19: see submit.lua
--   returns  {now, {word, id, status, at}, …}
--   twice    the second run finds the tasks of the first
local reply = {now}
for i = REST, #ARGV, WORDS do reply[#reply + 1] = submit(unpack(ARGV, i, i + WORDS - 1)) end
count_ends()
return reply
