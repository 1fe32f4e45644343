-- Reads an entry and, if it has an idle limit, extends it. A stale one only for those who ask for it. Entries that
-- reading does not change are read without a script, and judged the same way: see EntryReader.java.
--   KEYS     1 entry  2 mark of copies (see near.lua)
--   ARGV     conditions  see conditions.lua
--            most      bytes of a value to give, 0 for none: the caller has no room for more
--            slide     '1' to extend the idle limit, '0' to leave it
--            max_stale how long an entry may have been stale, in milliseconds
--            near      for how many milliseconds a copy of it will be used, 0 for none
--            version   (see entry-form.lua) that the caller has seen and may have of an entry that varies
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
local of = about(entry)
if not of.etag or of.kind == 'negative' then return {} end
if of.generation and ARGV.version ~= '*' and version(of) ~= ARGV.version then return {} end
local stale, left = '', redis.call('PTTL', entry)
if of.stale or of.fresh then
  stale, left = staleness(of.stale, of.fresh, left)
  if stale ~= '' and stale > tonumber(ARGV.max_stale) then return {} end
end

if tonumber(ARGV.near) > 0 then copied(KEYS[2], tonumber(ARGV.near)) end
local result = stopped(of.etag, of.modified, conditions(ARGV.conditions)) or 'found'
local now = ''
if of.idle then
  now = milliseconds()
  if ARGV.slide == '1' and result ~= 'failed' then
    local limit = now + tonumber(of.idle)
    if of.expires and tonumber(of.expires) < limit then limit = tonumber(of.expires) end
    redis.call('PEXPIREAT', entry, limit)
    left = math.max(0, limit - now)
  end
end
-- A value that turns out to be unmodified is not fetched.
local wanted = result == 'found' and of.size <= tonumber(ARGV.most)
return {
  result, of.etag, of.type, of.created, of.modified, left,
  of.size, of.idle or '', of.expires or '', now, of.groups or '', stale,
  wanted and value_of(entry, of.size)
}
