-- Explanations of many users, one after another in random order.
local key, entrance, users = os.getenv("BENCH_KEY"), os.getenv("BENCH_ENTRANCE"), tonumber(os.getenv("BENCH_USERS"))
local headers = {["Authorization"] = "Bearer " .. key, ["Content-Type"] = "application/json"}

function request()
  local text = '{"acs_entrance_id":"' .. entrance .. '","acs_user_id":"copy-' .. math.random(users) .. '"}'
  return wrk.format("POST", "/latchkey/v1/access/explain", headers, text)
end
