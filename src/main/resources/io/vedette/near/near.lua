-- Near copies: servers keep copies of what stands in Redis in their memory and want to hear of changes.
--
-- Whoever reads something to copy it leaves a mark that outlives the copy; while it is there, changes of all
-- that the mark is of are told. So what nobody copies costs nothing, and what was copied before a change is
-- always told, as far as messages arrive.

-- marker: of what is copied; near: for how many milliseconds the copy is used at most
-- A lack of memory forbids only the first write of a script: who reads is not refused.
local function copied(marker, near)
  if redis.call('PTTL', marker) < near and redis.call('PEXPIRE', marker, 2 * near) == 0 then
    redis.call('SET', marker, '', 'PX', 2 * near)
  end
end
