-- Repeats one POST, each time with a new Idempotency-Key. Several API keys, separated by spaces, take turns.
local counter = 0

function setup(thread)
  counter = counter + 1
  thread:set("number", counter)
  thread:set("keys_text", os.getenv("BENCH_KEY"))
  thread:set("body", os.getenv("BENCH_BODY"))
  thread:set("run", os.getenv("BENCH_RUN"))
end

local count, keys = 0, {}

function init()
  for key in keys_text:gmatch("%S+") do keys[#keys + 1] = key end
end

function request()
  count = count + 1
  return wrk.format("POST", nil, {
    ["Authorization"] = "Bearer " .. keys[count % #keys + 1], ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = run .. "-" .. number .. "-" .. count}, body)
end
