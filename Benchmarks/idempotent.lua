-- Repeats one POST, each time with a new Idempotency-Key.
local counter = 0

function setup(thread)
  counter = counter + 1
  thread:set("number", counter)
  thread:set("key", os.getenv("BENCH_KEY"))
  thread:set("body", os.getenv("BENCH_BODY"))
  thread:set("run", os.getenv("BENCH_RUN"))
end

local count = 0

function request()
  count = count + 1
  return wrk.format("POST", nil, {
    ["Authorization"] = "Bearer " .. key, ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = run .. "-" .. number .. "-" .. count}, body)
end
