-- Lists entries in the order of their keys' bytes.
--   KEYS     1 index of the cache, or of a group
--   ARGV     root      of the cache's keys
--            lower, upper: ends of the range, as ZRANGEBYLEX takes them
--            most      members to examine
--            group     whose index it is, or ''
--   returns  {examined, last, {key, etag, type, size, created, left, groups, stale}, …}
--            examined  how many members were examined; fewer than asked for: the range is at its end
--            last      the last key examined, '' when there was none; for a variant a key behind all those of its
--                      main entry
--            left      milliseconds until it expires, or is not fresh any more; -1 when that never happens
--            groups    joined by line feeds, '' when it has none
--            stale     '' when it is fresh, else a number
--   Negative answers of origins are no entries, and variants are none of a list.
--   A member whose entry is gone, or not in the group, is forgotten. One call examines no more members than asked for,
--   which bounds the time that it holds Redis.
local index = KEYS[1]
local members = redis.call('ZRANGEBYLEX', index, ARGV.lower, ARGV.upper, 'LIMIT', 0, ARGV.most)
local last = members[#members] or ''
local main = main_of(last)
local reply = {#members, main and main .. '\0\0' .. string.rep('\255', 17) or last}
for _, member in ipairs(members) do
  local entry = ARGV.root .. 'entry:' .. member
  local of = about(entry)
  local member_of = ARGV.group == '' or in_group(of.groups, ARGV.group)
  if of.etag and member_of and of.kind ~= 'negative' and not main_of(member) then
    local stale, left = of.stale, redis.call('PTTL', entry)
    if stale or of.fresh then stale, left = staleness(stale, of.fresh, left) end
    reply[#reply + 1] = {
      member, of.etag, of.type, of.size, of.created,
      left, of.groups or '', stale or ''
    }
  elseif not of.etag or not member_of then
    forget(index, member)
  end
end
return reply
