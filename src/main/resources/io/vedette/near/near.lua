-- Near copies: servers keep copies of entries in their memory and want to hear of changes.
--
-- Whoever reads an entry to copy it leaves a mark that outlives the copy; while it is there, changes of
-- entries of the cache are published. So what nobody copies costs nothing, and what was copied before a
-- change is always told, as far as messages arrive.

-- marker: of the cache; near: for how many milliseconds the copy is used at most
-- A lack of memory forbids only the first write of a script: who reads is not refused.
local function copied(marker, near)
  if redis.call('PTTL', marker) < near and redis.call('PEXPIRE', marker, 2 * near) == 0 then
    redis.call('SET', marker, '', 'PX', 2 * near)
  end
end

-- A user of Redis who may not publish writes all the same: copies live to their limit then.
local function changed(cache, key)
  if redis.call('EXISTS', cache.copies) == 1 then
    local prefix, name = string.match(cache.root, '^(.*){cache:(.-)}:$')
    redis.pcall('PUBLISH', prefix .. 'changes', name .. '\n' .. key)
  end
end
