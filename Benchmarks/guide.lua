-- Repeats the guide's eight calls. Each connection has its own guest (one connection per thread).
local counter, step, ids, guests = 0, 1, {}, 0

function setup(thread)
  counter = counter + 1
  thread:set("number", counter)
  thread:set("key", os.getenv("BENCH_KEY"))
  thread:set("run", os.getenv("BENCH_RUN"))
end

local function body()
  local email = "g" .. run .. "-" .. number .. "-" .. guests .. "@example.com"
  if step == 1 then return "/acs/systems/get", '{"acs_system_id":"11111111-1111-1111-1111-111111111111"}' end
  if step == 2 then return "/user_identities/create", '{"email_address":"' .. email .. '"}' end
  if step == 3 then
    return "/acs/systems/list_compatible_credential_manager_acs_systems",
      '{"acs_system_id":"11111111-1111-1111-1111-111111111111"}'
  end
  if step == 4 then
    return "/user_identities/enrollment_automations/launch", '{"user_identity_id":"' .. ids[2] ..
      '","create_credential_manager_user":true,"credential_manager_acs_system_id":"' .. ids[3] .. '"}'
  end
  if step == 5 then
    return "/acs/users/create", '{"user_identity_id":"' .. ids[2] ..
      '","acs_system_id":"11111111-1111-1111-1111-111111111111","full_name":"Guest","access_schedule":' ..
      '{"starts_at":"2024-11-01T15:00:00.000Z","ends_at":"2024-11-04T11:00:00.000Z"}}'
  end
  if step == 6 or step == 7 then
    local group = step == 6 and "555555-5555" or "666666-6666"
    return "/acs/users/add_to_access_group", '{"acs_user_id":"' .. ids[5] .. '","acs_access_group_id":"' .. group .. '"}'
  end
  return "/acs/credentials/create", '{"acs_user_id":"' .. ids[5] ..
    '","is_multi_phone_sync_credential":true,"access_method":"mobile_key"}'
end

function request()
  local path, text = body()
  return wrk.format("POST", path, {["Authorization"] = "Bearer " .. key, ["Content-Type"] = "application/json"}, text)
end

function response(status, headers, text)
  if status ~= 200 then print("step " .. step .. ": " .. status .. " " .. text) end
  if step == 2 then ids[2] = text:match('"user_identity_id":"([^"]+)"') end
  if step == 3 then ids[3] = text:match('"acs_system_id":"([^"]+)"') end
  if step == 5 then ids[5] = text:match('"acs_user_id":"([^"]+)"') end
  step = step + 1
  if step > 8 then step, guests = 1, guests + 1 end
end
