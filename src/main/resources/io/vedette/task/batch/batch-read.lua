-- Reads a batch.
--   ARGV     root      of the keys of the queue
--            name
--   returns  {how many of its tasks have not ended, field, value, …}: see queue.lua; {} when there is none
local batch = redis.call('HGETALL', root .. 'batch:' .. ARGV.name)
if #batch == 0 then return {} end
return {redis.call('SCARD', root .. 'batch:' .. ARGV.name .. ':left'), unpack(batch)}
