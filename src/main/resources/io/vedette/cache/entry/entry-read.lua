-- Reads an entry and, if it has an idle limit, extends it. A stale one only for those who ask for it. Entries that
-- reading does not change are read without a script, and judged the same way: see EntryReader.java.
--   KEYS     1 entry  2 mark of copies (see near.lua)
--   ARGV     if_match, if_none_match, if_modified_since, if_unmodified_since: see conditions.lua
--            most      bytes of a value to give, 0 for none: the caller has no room for more
--            slide     '1' to extend the idle limit, '0' to leave it
--            max_stale how long an entry may have been stale, in milliseconds
--            near      for how many milliseconds a copy of it will be used, 0 for none
--            version   (see entry-change.lua) that the caller has seen and may have of an entry that varies
--                      with the request, '' for none, or '*': it wants no value
--   returns  {} when there is no such entry for the caller, else
--            {result, etag, type, created, modified, left, size, idle, expires, now, groups, stale, value}
--            result    'found', 'not-modified' or 'failed'; only 'found' has a value, unless the value
--                      has more bytes than were asked for
--            left      milliseconds until it expires, as it was extended, or is not fresh any more; -1 when that
--                      never happens
--            idle, expires   '' when there is no such limit
--            groups    joined by line feeds, '' when it has none
--            stale     for how many milliseconds it has been stale, '' when it is fresh
local entry = KEYS[1]
local size = size_of(entry)
local wanted = size <= tonumber(ARGV.most)
-- A value that may turn out to be unmodified is fetched only when it is needed.
local at_once = wanted and ARGV.if_none_match == '' and ARGV.if_modified_since == ''
local names = {
  'etag', 'type', 'created', 'modified', 'idle', 'expires', 'groups', 'stale', 'fresh', 'kind',
  'generation', at_once and field_of(size) or nil
}
local field = redis.call('HMGET', entry, unpack(names))
local etag, modified, idle, expires, value = field[1], field[4], field[5], field[6], field[12]
if not etag or field[10] == 'negative' then return {} end
if field[11] and ARGV.version ~= '*' then
  local loaded = redis.call('HGET', entry, 'loaded') or ''
  if etag .. ' ' .. loaded .. ' ' .. (field[8] or '') ~= ARGV.version then return {} end
end
local stale, left = '', redis.call('PTTL', entry)
if field[8] or field[9] then
  stale, left = staleness(field[8], field[9], left)
  if stale ~= '' and stale > tonumber(ARGV.max_stale) then return {} end
end

if tonumber(ARGV.near) > 0 then copied(KEYS[2], tonumber(ARGV.near)) end
local result = stopped(
  etag, modified, ARGV.if_match, ARGV.if_none_match, ARGV.if_modified_since, ARGV.if_unmodified_since
) or 'found'
local now = ''
if idle then
  now = milliseconds()
  if ARGV.slide == '1' and result ~= 'failed' then
    local limit = now + tonumber(idle)
    if expires and tonumber(expires) < limit then limit = tonumber(expires) end
    redis.call('PEXPIREAT', entry, limit)
    left = math.max(0, limit - now)
  end
end
if wanted and not at_once and result == 'found' then value = value_of(entry, size) end
return {
  result, etag, field[2], field[3], modified, left,
  size, idle or '', expires or '', now, field[7] or '', stale,
  result == 'found' and value
}
