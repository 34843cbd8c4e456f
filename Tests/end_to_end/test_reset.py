"""Resetting a sandbox to its start, with the key of its tests."""
import concurrent.futures

import harness
import several_nodes
from harness import BUILDING_A, CHECK_IN, COMMON, Cloud, Server, send, wait_until

START = "2024-10-31T09:0"


def over(server, attempt):
    """A finished attempt. Its result waits four seconds at most."""
    def ended():
        found = server.ok("/action_attempts/get", action_attempt_id=attempt["action_attempt_id"])["action_attempt"]
        return found if found["status"] != "pending" else None

    return wait_until(ended, "the end of a reset")


def reset(server):
    attempt = over(server, server.ok("/workspaces/reset_sandbox")["action_attempt"])
    assert (attempt["action_type"], attempt["status"], attempt["result"], attempt["error"]) \
        == ("RESET_SANDBOX_WORKSPACE", "success", {}, None), attempt
    # Earlier lock movements are forgotten.
    attempts = server.ok("/action_attempts/list")["action_attempts"]
    assert attempts[-1] == attempt and {one["action_type"] for one in attempts} == {"RESET_SANDBOX_WORKSPACE"}
    return attempt


def lived_in(server):
    """A stay that has begun, and everything that belongs to it."""
    user = server.guest("Jane Doe")
    server.ok("/webhooks/create", url="https://receiver.invalid/events")
    server.ok("/client_sessions/create", user_identifier_key="somebody")
    door = server.ok("/devices/list")["devices"][0]["device_id"]
    server.ok("/locks/unlock_door", device_id=door)
    server.set_clock(CHECK_IN)
    assert server.virtual.user("Jane Doe")["subscription_state"] == "subscribed"
    server.virtual.faults({"kind": "latency", "latency_milliseconds": 1})
    return user


def is_as_at_first(server, before, account):
    for path in ("/user_identities/list", "/acs/users/list", "/client_sessions/list", "/acs/credentials/list",
                 "/phones/list", "/connect_webviews/list"):
        name = path.split("/")[-2]
        body = server.ok(path)
        assert [value for value in body.values() if isinstance(value, list)] == [[]], (path, name, body)
    assert server.virtual.site() == before
    assert server.ok("/latchkey/v1/clock/get")["clock"]["now"].startswith(START)
    assert server.account()["connected_account_id"] == account["connected_account_id"]
    assert [system["acs_system_id"] for system in server.ok("/acs/systems/list", search="Building")["acs_systems"]] == [BUILDING_A]
    assert len(server.ok("/webhooks/list")["webhooks"]) == 1


def test_the_sandbox_begins_again_and_a_stay_goes_as_before(server):
    before, account = server.virtual.site(), server.account()
    lived_in(server)
    numbers = [event["event_id"] for event in server.ok("/events/list", since="2020-01-01T00:00:00Z")["events"]]
    assert numbers
    reset(server)
    is_as_at_first(server, before, account)
    # Of the earlier events, one remains as the start of the sequence.
    left = [event["event_id"] for event in server.ok("/events/list", since="2020-01-01T00:00:00Z")["events"]]
    assert not set(left) & set(numbers)
    # After a second reset, new objects survive a restart.
    user = lived_in(server)
    reset(server)
    user = server.guest("Jane Doe")
    server.set_clock(CHECK_IN)
    assert server.virtual.try_door("Apartment 4B", server.virtual.user("Jane Doe"))["opened"]
    server.kill()
    again = Server(server.folder)
    try:
        assert again.key == server.key
        assert again.user(user)["full_name"] == "Jane Doe"
        assert again.virtual.try_door("Apartment 4B", again.virtual.user("Jane Doe"))["opened"]
        assert [found["name"] for found in again.virtual.site()["users"]].count("Jane Doe") == 1
    finally:
        again.kill()


def test_a_cloud_of_its_own_begins_again_with_it(tmp_path):
    cloud = Cloud(tmp_path / "cloud")
    server = Server(tmp_path / "server", cloud=cloud.endpoint)
    try:
        before, account = server.virtual.site(), server.account()
        lived_in(server)
        reset(server)
        is_as_at_first(server, before, account)
        assert server.virtual.get("clock")["now"].startswith(START)
        # While the cloud is unreachable, nothing is reset.
        server.guest("Ann")
        cloud.kill()
        attempt = over(server, server.ok("/workspaces/reset_sandbox")["action_attempt"])
        assert (attempt["status"], attempt["error"]["type"]) == ("error", "reset_failed")
        assert len(server.ok("/acs/users/list", acs_system_id=BUILDING_A)["acs_users"]) == 1
        cloud = Cloud(tmp_path / "cloud", port=cloud.port)
        server.set_clock(CHECK_IN)
        server.advance(3600)
        assert server.virtual.user("Ann")["subscription_state"] == "subscribed"
    finally:
        server.kill()
        cloud.kill()


def test_resets_at_the_same_time_all_end_and_can_be_asked_for(server):
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        asked = list(pool.map(lambda _: server.ok("/workspaces/reset_sandbox")["action_attempt"], range(12)))
    assert {over(server, attempt)["status"] for attempt in asked} == {"success"}
    assert len({attempt["action_attempt_id"] for attempt in asked}) == 12
    # An Idempotency-Key from before a reset creates a new object, since the old one is gone.
    made = [idempotent(server) for _ in range(2)]
    assert made[0] == made[1]
    reset(server)
    assert idempotent(server) != made[0]
    server.ok("/workspaces/update", is_suspended=True)
    several_nodes.wait_for_all(lambda: server.call("/devices/list")[0] == 403, "the suspension")
    server.fails("/workspaces/reset_sandbox", 403, "workspace_suspended")


def idempotent(server):
    """The ID of an identity that is always created with the same Idempotency-Key."""
    status, body, _ = send("POST", server.endpoint + "/user_identities/create", {"full_name": "Jane"}, {
        "authorization": f"Bearer {server.key}", "content-type": "application/json", "idempotency-key": "always"})
    assert status == 200, body
    return body["user_identity"]["user_identity_id"]


def test_a_workspace_that_is_no_sandbox_is_not_reset(server):
    workspace = harness.admin(server.folder / "data", "workspaces", "create", "Real", "--production")[0]["workspace_id"]
    key = harness.admin(server.folder / "data", "keys", "create", "--workspace", workspace)[0]["api_key"]
    status, body, _ = send("POST", server.endpoint + "/workspaces/reset_sandbox", {},
                           {"authorization": f"Bearer {key}", "content-type": "application/json"})
    assert (status, body["error"]["type"]) == (400, "workspace_not_sandbox")
    # A workspace without a virtual cloud loses its own objects, and no others.
    other = harness.second_workspace_key(server.folder / "data")
    def call(path, **parameters):
        return send("POST", server.endpoint + path, parameters,
                    {"authorization": f"Bearer {other}", "content-type": "application/json"})[1]
    server.ok("/user_identities/create", user_identity_key="mine")
    call("/user_identities/create", user_identity_key="theirs")
    attempt = call("/workspaces/reset_sandbox")["action_attempt"]
    wait_until(lambda: call(
        "/action_attempts/get", action_attempt_id=attempt["action_attempt_id"])["action_attempt"]["status"] == "success",
        "the end of the reset")
    assert call("/user_identities/list")["user_identities"] == []
    assert len(server.ok("/user_identities/list")["user_identities"]) == 1
