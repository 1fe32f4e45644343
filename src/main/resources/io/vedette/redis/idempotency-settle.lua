-- Says what became of an attempt that held a claim (see idempotency-claim.lua).
--   KEYS     1 claim  2… results of its operations, which need not be kept any longer when it is done
--   ARGV     1 token of the attempt
--            2 'done' to keep the answer, 'open' to let another attempt go on, 'released' to forget all
--            3 the answer  4 how long a result is kept from now, in milliseconds
--   returns  {'settled'}, or {'lost'}: another attempt holds the claim
--   twice    the second run finds the claim settled and changes nothing
if redis.call('HGET', KEYS[1], 'holder') ~= ARGV[1] then return {'lost'} end

if ARGV[2] == 'released' then
  redis.call('DEL', KEYS[1])
else
  redis.call('HDEL', KEYS[1], 'holder', 'until')
end
if ARGV[2] == 'done' then
  redis.call('HSET', KEYS[1], 'answer', ARGV[3])
  for i = 2, #KEYS do redis.call('PEXPIRE', KEYS[i], ARGV[4]) end
end
return {'settled'}
