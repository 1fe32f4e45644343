-- Load for wrk: sends the requests of a plan in a circle and prints the figures as one line of JSON.
-- wrk … -s plan.lua URL -- METHOD PLAN [BODIES]
-- A line of the file PLAN is a path and header fields, separated by tabs. Each request takes the next
-- line of the file BODIES, after the last one the first again.

local requests, last = {}, 0

local function read(name)
  local lines = {}
  for line in io.lines(name) do lines[#lines + 1] = line end
  return lines
end

function init(args)
  local bodies = args[3] and read(args[3])
  for i, line in ipairs(read(args[2])) do
    local headers = {}
    for name, value in line:gmatch("\t([^:\t]+): ([^\t]+)") do headers[name] = value end
    local body = bodies and bodies[(i - 1) % #bodies + 1]
    requests[i] = wrk.format(args[1], line:match("^[^\t]+"), headers, body)
  end
end

function request()
  last = last % #requests + 1
  return requests[last]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '{"seconds": %f, "requests": %d, "p50": %f, "p99": %f, "refused": %d, "broken": %d}',
    summary.duration / 1e6, summary.requests,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
