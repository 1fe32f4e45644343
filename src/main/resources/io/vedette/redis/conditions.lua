-- The conditions of a request, RFC 9110 section 13.2.2, shared by the scripts of entries.
--
-- if_match, if_none_match: '' when absent, '*', or quoted tags joined by spaces: '"a" "b"'. A tag has
--   neither quote nor space inside, so a plain search for the quoted tag is exact. Weak tags are left out
--   of if_match (strong comparison) and stand without W/ in if_none_match (weak comparison).
-- if_modified_since, if_unmodified_since: '' when absent, else seconds since 1970.
--
-- text: all four of them, a line for each, or '' when there are none
local function conditions(text)
  if text == '' then return '', '', '', '' end
  return string.match(text, '^([^\n]*)\n([^\n]*)\n([^\n]*)\n([^\n]*)$')
end

local function matches(list, etag)
  return etag and (list == '*' or string.find(list, '"' .. etag .. '"', 1, true) ~= nil)
end

local function seconds(milliseconds)
  return math.floor(tonumber(milliseconds) / 1000)
end

-- etag, modified: of the current entry, false when there is none.
-- returns nil when the request goes on, 'failed' (412), or 'not-modified' (304, or 412 on a write).
local function stopped(etag, modified, if_match, if_none_match, if_modified_since, if_unmodified_since)
  if if_match ~= '' then
    if not matches(if_match, etag) then return 'failed' end
  elseif if_unmodified_since ~= '' and etag and seconds(modified) > tonumber(if_unmodified_since) then
    return 'failed'
  end
  if if_none_match ~= '' then
    if matches(if_none_match, etag) then return 'not-modified' end
  elseif if_modified_since ~= '' and etag and seconds(modified) <= tonumber(if_modified_since) then
    return 'not-modified'
  end
  return nil
end

-- The clock of Redis in milliseconds: the only clock that decides about expiry.
local function milliseconds()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- stale: when the entry was softly invalidated; fresh: until when its origin said that it may be used;
--   both in milliseconds since 1970 or false
-- returns for how many milliseconds it has been stale, '' when it is fresh; and how many it still will be
--   fresh, which is 'left' for what no origin limits
local function staleness(stale, fresh, left)
  local now = milliseconds()
  local since = math.min(tonumber(stale or math.huge), tonumber(fresh or math.huge))
  local remaining = fresh and math.max(0, tonumber(fresh) - now) or left
  return since <= now and now - since or '', remaining
end
