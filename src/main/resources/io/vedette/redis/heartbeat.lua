-- Answers a heartbeat.
--   returns  {text}: INFO replication of the node that ran it: its role, its replicas and their lag
return {redis.call('INFO', 'replication')}
