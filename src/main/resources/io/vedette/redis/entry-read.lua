-- Reads an entry and, if it has an idle limit, extends it.
--   KEYS     1 entry
--   ARGV     1..4 if_match, if_none_match, if_modified_since, if_unmodified_since
--            5 '1' with the value, '0' without (HEAD)
--            6 '1' to extend the idle limit, '0' to leave it
--   returns  {} when there is no entry, else
--            {result, etag, type, created, modified, left, size, idle, expires, now, value}
--            result    'found', 'not-modified' or 'failed'; only 'found' has a value
--            left      milliseconds until it expires, -1 when it does not
--            idle, expires   '' when there is no such limit
local entry = KEYS[1]
local field = redis.call('HMGET', entry, 'etag', 'type', 'created', 'modified', 'idle', 'expires')
local etag, modified, idle, expires = field[1], field[4], field[5], field[6]
if not etag then return {} end

local result = stopped(etag, modified, ARGV[1], ARGV[2], ARGV[3], ARGV[4]) or 'found'
local now = ''
if idle then
  now = milliseconds()
  if ARGV[6] == '1' and result ~= 'failed' then
    local limit = now + tonumber(idle)
    if expires and tonumber(expires) < limit then limit = tonumber(expires) end
    redis.call('PEXPIREAT', entry, limit)
  end
end
local value = false
if ARGV[5] == '1' and result == 'found' then value = redis.call('HGET', entry, 'value') end
return {
  result, etag, field[2], field[3], modified, redis.call('PTTL', entry),
  redis.call('HSTRLEN', entry, 'value'), idle or '', expires or '', now, value
}
