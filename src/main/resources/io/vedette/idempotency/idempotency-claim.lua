-- Claims an idempotency key for one attempt of its request, before any work is done.
--   KEYS     1 claim: a hash of request, id, holder, until (milliseconds since 1970) and answer
--   ARGV     request   what identifies the request
--            token     of this attempt
--            held      for how long the attempt holds the claim, in milliseconds
--            kept      how long the claim is kept, in milliseconds
--            most      bytes of an answer that is wanted
--   returns  {'held', id}: the work is to be done, under operation ids that follow from id;
--            {'running', left}: another attempt does it, for so many milliseconds at most;
--            {'done', answer}, {'large', size} when it is larger, {'reused'}: the key stands for another request
--   twice    the second run finds its own token and holds the claim still
local claim = redis.call('HMGET', KEYS[1], 'request', 'id', 'holder', 'until')
if claim[1] and claim[1] ~= ARGV.request then return {'reused'} end

local size = redis.call('HSTRLEN', KEYS[1], 'answer')
if size > tonumber(ARGV.most) then return {'large', size} end
local answer = redis.call('HGET', KEYS[1], 'answer')
if answer then return {'done', answer} end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local left = claim[3] and tonumber(claim[4]) - now or 0
if left > 0 and claim[3] ~= ARGV.token then return {'running', left} end

local id = claim[2] or ARGV.token
redis.call('HSET', KEYS[1], 'request', ARGV.request, 'id', id, 'holder', ARGV.token,
  'until', string.format('%.0f', now + tonumber(ARGV.held)))
if not claim[1] then redis.call('PEXPIRE', KEYS[1], ARGV.kept) end
return {'held', id}
