-- Load for wrk: sends the requests of a plan in a circle and prints the figures as one line of JSON.
-- wrk … -s plan.lua URL -- METHOD PLAN [BODY]
-- A line of the file PLAN is a path, or a path and an entity tag; the file BODY goes with each.

local requests, last = {}, 0

local function read(name)
  local file = assert(io.open(name, "rb"))
  local content = file:read("*a")
  file:close()
  return content
end

function init(args)
  local method, plan, body = args[1], args[2], args[3] and read(args[3])
  for line in io.lines(plan) do
    local path, tag = line:match("^(%S+) ?(.*)$")
    local headers = {}
    if body then headers["Content-Type"] = method == "POST" and "application/json" or "text/plain" end
    if tag ~= "" then headers["If-None-Match"] = tag end
    requests[#requests + 1] = wrk.format(method, path, headers, body)
  end
end

function request()
  last = last % #requests + 1
  return requests[last]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '{"seconds": %f, "requests": %d, "p50": %f, "p99": %f, "errors": %d}',
    summary.duration / 1e6, summary.requests,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
