-- Tasks of one queue, for the scripts that know one. All keys begin with the root of the queue and are in one slot; no
-- script knows two queues.
--
--   task:ID        hash, a task; its fields are below
--   body:ID        string, "media type, line feed, bytes": the payload. Of a task that has succeeded it is gone
--   result:ID      string of the same form
--   progress:ID    string, a JSON text
--   attempts:ID    list, the first and the last 19 attempts that have ended: "fence started ended outcome worker error"
--   status:STATUS  sorted set, the ids of the tasks that have it, by their field 'at'
--   all, type:TYPE, tag:TAG, key:KEY
--                  sorted sets, ids, all with the score 0: by age, as ids begin with a time
--   deadlines      sorted set, ids of unfinished tasks by their deadline
--   lane:TYPE KEY  sorted set, ids of queued tasks by when they became ready, less a head start for their priority
--   heads:KEY      sorted set, the types of which tasks of a key are queued, by the lowest score of their lane
--   open           sorted set, the keys whose queued tasks may be granted, by their turn
--   open:TYPE      sorted set, the same of one type; may name keys that are not open any more, and turns that have passed
--   closed         sorted set, the keys with queued tasks that a limit holds back, by when to look again
--   turns          sorted set, keys by their next turn; those that the queue has passed are forgotten
--   rates          sorted set, keys by when all of their rate is there again
--   running:KEY    sorted set, ids of the running tasks of a key by the end of their lease
--   unique:DIGEST  string, the id of the unfinished task with that value
--   once:DIGEST    string, "id fingerprint" of what was submitted under an idempotency key
--   grant:NONCE    string, ids that a call was granted
--   waiters        sorted set, the servers that have waiting pulls, by until when they said so
--   minute:NUMBER  hash, how many tasks have ended in that minute since 1970, by status
--   queue          hash, settings (see queue-read.lua) and what the queue itself must remember
--
-- A task: status; at, in milliseconds since 1970: when it is due (scheduled, retrying), has become ready (queued), its
-- lease ends (running), or it has ended; type; key and tags (joined by blanks); priority; created; timeout; deadline;
-- retry ("attempts initial factor max"); unique (the digest); size (of its payload); version (how often it has changed);
-- failures (attempts that have failed); lost (leases that were lost); fence; lease (the nonce of the grant, joined to a
-- number); started and worker (of the attempt); settled ("lease word" of the lease that was given back last); cancel;
-- reason; watched (until when somebody waits for a change). What is usual is absent.
--
-- Invariants:
--   * a script does all of a change, and a replica has all of it or nothing. What a fail-over takes back is whole again;
--   * a task is in the index of its status and in no other, with the score 'at'. What indexes say beyond that is not
--     believed: who meets it forgets it, and queue-tick.lua looks for what is missing;
--   * slots are places in status:running and running:KEY, and no counters: who ends frees them by being gone;
--   * nothing here expires but what may be sent again (once, grant) and what counts minutes;
--   * the fence of a task only grows, also over a fail-over that has taken back grants: it is at least the time of Redis.
local root = ARGV.root
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function status_index(status) return root .. 'status:' .. status end
local function lane_of(type, key) return root .. 'lane:' .. type .. ' ' .. key end
