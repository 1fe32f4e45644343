-- Invalidates a slice of entries: removes them, or makes them stale.
--   KEYS     1 index to walk: of the cache, or of a group
--   ARGV     root      of the cache's keys
--            mode      'hard' to remove, 'soft' to make stale
--            group     or '' when not one group is meant
--            mark      for fill leases (see lease.lua) of the first slice, or ''
--            lower, upper: ends of the range, as ZRANGEBYLEX takes them; or '' and
--            REST      the keys
--            most      members to examine
--   returns  {examined, last, invalidated}
--            examined  fewer than asked for: the range is at its end
--            last      the last key examined, '' when there was none
--   twice    the second run finds what the first has left, which is nothing
--   One call examines no more members than that, which bounds the time that it holds Redis. What is stored
--   between two slices may be hit or not; what was there before the first is hit.
local index, cache, group = KEYS[1], cache_of(ARGV.root), ARGV.group
if ARGV.mark ~= '' then mark(cache, ARGV.mark) end
local members = {}
if ARGV.lower == '' then
  for i = REST, #ARGV do members[#members + 1] = ARGV[i] end
else
  members = redis.call('ZRANGEBYLEX', index, ARGV.lower, ARGV.upper, 'LIMIT', 0, ARGV.most)
end
local now = milliseconds()

local invalidated = 0
for _, key in ipairs(members) do
  local fresh, old = current(cache, key)
  redis.call('DEL', cache.leases .. key)
  if not old.etag or group ~= '' and not in_group(old.groups, group) then
    forget(index, key)
  elseif ARGV.mode == 'hard' then
    remove(cache, key, old)
    if old.kind ~= 'negative' and (fresh or not main_of(key)) then invalidated = invalidated + 1 end
  elseif fresh or old.generation then
    if fresh then
      old.stale = now
      invalidated = invalidated + 1
    end
    if old.generation and not main_of(key) then turn(old, now) end
    tell_of(cache.entries .. key, old)
    changed(cache, key)
  end
end
return {#members, members[#members] or '', invalidated}
