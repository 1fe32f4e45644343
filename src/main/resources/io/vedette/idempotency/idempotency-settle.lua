-- Says what became of an attempt that held a claim (see idempotency-claim.lua).
--   KEYS     1 claim  2… results of its operations, which need not be kept any longer when it is done
--   ARGV     token     of the attempt
--            end       'done' to keep the answer, 'open' to let another attempt go on, 'released' to forget
--                      all, unless an attempt before this one may have done something
--            answer
--            memory    how long a result is kept from now, in milliseconds
--   returns  {'settled'}, or {'lost'}: another attempt holds the claim
--   twice    the second run finds the claim settled and changes nothing
local claim = redis.call('HMGET', KEYS[1], 'holder', 'id')
if claim[1] ~= ARGV.token then return {'lost'} end

-- The id is the token of the first attempt.
if ARGV.end == 'released' and claim[2] == ARGV.token then
  redis.call('DEL', KEYS[1])
else
  redis.call('HDEL', KEYS[1], 'holder', 'until')
end
if ARGV.end == 'done' then
  redis.call('HSET', KEYS[1], 'answer', ARGV.answer)
  for i = 2, #KEYS do redis.call('PEXPIRE', KEYS[i], ARGV.memory) end
end
return {'settled'}
