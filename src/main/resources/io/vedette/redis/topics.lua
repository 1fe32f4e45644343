-- Tells all servers something. Messages may be lost: nothing may depend on one alone.
--
-- root: of the keys that the script is about, 'PREFIX{…}:'; topic: who listens to it
-- A user of Redis who may not publish does all the same what it came for.
local function tell(root, topic, message)
  redis.pcall('PUBLISH', string.match(root, '^(.*){.-}:$') .. 'topics', topic .. '\n' .. message)
end
