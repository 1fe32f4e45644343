-- Reads what is counted of a cache, and how large it is.
--   KEYS     1 counts  2 index of the cache
--   ARGV     root      of the cache's keys
--            most      members of the index to examine
--   returns  {members, examined, living, bytes, name, count, name, count, …}
--            members   of the index; some may name entries that are gone
--            examined  of them: all, if that are not more than asked for, else some at random
--            living    of those: entries that are there
--            bytes     of their values
local members = redis.call('ZCARD', KEYS[2])
local examined = redis.call('ZRANDMEMBER', KEYS[2], ARGV.most)
local living, bytes = 0, 0
for _, key in ipairs(examined) do
  local of = about(ARGV.root .. 'entry:' .. key)
  if of.etag and of.kind ~= 'negative' then living, bytes = living + 1, bytes + of.size end
end
local reply = redis.call('HGETALL', KEYS[1])
for i, number in ipairs({members, #examined, living, bytes}) do table.insert(reply, i, number) end
return reply
