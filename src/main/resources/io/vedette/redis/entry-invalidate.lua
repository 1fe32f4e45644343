-- Invalidates a slice of entries: removes them, or makes them stale.
--   KEYS     1 index to walk: of the cache, or of a group
--   ARGV     1 root of the cache's keys  2 'hard' to remove, 'soft' to make stale
--            3 the group, or '' when not one group is meant
--            4 the mark for fill leases (see lease.lua) of the first slice, or ''
--            5 lower end, 6 upper end: as ZRANGEBYLEX takes them; or '' and keys from 8 on
--            7 how many members to examine
--   returns  {examined, last, invalidated}
--            examined  fewer than asked for: the range is at its end
--            last      the last key examined, '' when there was none
--   twice    the second run finds what the first has left, which is nothing
--   One call examines at most ARGV[7] members, which bounds the time that it holds Redis. What is stored
--   between two slices may be hit or not; what was there before the first is hit.
local index, cache, group = KEYS[1], cache_of(ARGV[1]), ARGV[3]
if ARGV[4] ~= '' then mark(cache, ARGV[4]) end
local members = {}
if ARGV[5] == '' then
  for i = 8, #ARGV do members[i - 7] = ARGV[i] end
else
  members = redis.call('ZRANGEBYLEX', index, ARGV[5], ARGV[6], 'LIMIT', 0, ARGV[7])
end
local now = milliseconds()

local invalidated = 0
for _, key in ipairs(members) do
  local fresh, old = current(cache, key)
  redis.call('DEL', cache.leases .. key)
  if not old[1] or group ~= '' and not in_group(old[4], group) then
    redis.call('ZREM', index, key)
  elseif ARGV[2] == 'hard' then
    remove(cache, key, old)
    if old[6] ~= 'negative' then invalidated = invalidated + 1 end
  elseif fresh then
    redis.call('HSET', cache.entries .. key, 'stale', now)
    changed(cache, key)
    if old[6] == 'varies' then mark(cache, 'p' .. key .. '\0') end
    each_variant(cache, key, old, function(other)
      redis.call('DEL', cache.leases .. other)
      redis.call('HSET', cache.entries .. other, 'stale', now)
      changed(cache, other)
    end)
    invalidated = invalidated + 1
  end
end
return {#members, members[#members] or '', invalidated}
