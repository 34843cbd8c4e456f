"""The guide with the official SDK, and the later fate of its guest."""
import os
import pathlib
import subprocess
import sys

import pytest

import harness
from harness import APARTMENT, CHECK_IN, CHECK_OUT, COMMON, warnings

# The guide in this repository, and further ones with the same calls, beside the repository or in the environment.
MORE_GUIDES = pathlib.Path(os.environ.get("LATCHKEY_GUIDES", harness.ROOT.parent / "shared" / "guide"))
GUIDES = [harness.ROOT / "Examples" / "guide.py", *sorted(MORE_GUIDES.glob("*.py"))]


def run(script, server):
    environment = {**os.environ, "SEAM_ENDPOINT": server.endpoint, "SEAM_API_KEY": server.key, "NO_PROXY": "*"}
    return subprocess.run([sys.executable, str(script)], env=environment, capture_output=True, text=True, timeout=120)


def test_the_readme_prints_the_guide_in_both_languages():
    readme = (harness.ROOT / "README.md").read_text()
    python = (harness.ROOT / "Examples" / "guide.py").read_text().split('"""\n', 1)[1]
    assert f"```python\n{python}```" in readme
    swift = (harness.ROOT / "Examples" / "Guide" / "main.swift").read_text()
    assert f"```swift\n{swift}```" in readme


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_guide_runs_unchanged_and_a_second_run_conflicts(proxied, guide):
    first = run(guide, proxied)
    assert first.returncode == 0, first.stderr
    assert "AcsCredential(" in first.stdout
    assert "access_method='mobile_key'" in first.stdout

    before = [proxied.ok(path) for path in ("/acs/users/list", "/user_identities/list", "/acs/credentials/list")]
    second = run(guide, proxied)
    assert second.returncode != 0
    assert "email_address" in second.stderr
    proxied.fails("/user_identities/create", 409, "user_identity_email_or_phone_conflict", email_address="Jane@example.com")
    after = [proxied.ok(path) for path in ("/acs/users/list", "/user_identities/list", "/acs/credentials/list")]
    assert [len(list(page.values())[0]) for page in before] == [len(list(page.values())[0]) for page in after]


def test_check_in_and_check_out(server):
    user_id = server.guest("3333122-433", "jane@example.com")
    server.set_clock("2024-11-01T14:59:00Z")
    user = server.user(user_id)
    assert user["salto_ks_metadata"]["is_subscribed"] is False
    assert {"salto_ks_user_not_subscribed", "acs_user_inactive"} <= warnings(user)
    assert server.virtual.user("3333122-433")["subscription_state"] == "suspended"

    clock = server.set_clock(CHECK_IN)
    assert clock["is_settled"] and clock["pending"] == []
    user = server.user(user_id)
    assert user["salto_ks_metadata"]["is_subscribed"] is True
    assert warnings(user) == set() and user["pending_mutations"] == []
    guest = server.virtual.user("3333122-433")
    assert guest["subscription_state"] == "subscribed"
    assert server.virtual.try_door("Apartment 4B", guest) == {"opened": True, "reason": "opened"}
    assert server.virtual.try_door("Main Entrance", guest)["opened"]
    assert server.virtual.try_door("Bicycle Storage", guest) == {"opened": False, "reason": "no_access"}
    assert server.virtual.site()["seats_used"] == 1

    server.set_clock(CHECK_OUT)
    user = server.user(user_id)
    assert user["salto_ks_metadata"]["is_subscribed"] is False
    assert {"salto_ks_user_not_subscribed", "acs_user_inactive"} <= warnings(user)
    for door in ("Main Entrance", "Elevator Lobby", "Apartment 4B", "Bicycle Storage"):
        assert server.virtual.try_door(door, guest)["opened"] is False
    assert server.virtual.site()["seats_used"] == 0
    assert server.virtual.effects() == {
        "user_created": 1, "member_added": 2, "subscribed": 1, "suspended": 1}


def test_what_is_shown_was_observed_when_the_cloud_is_cut_off_at_check_in(server):
    user_id = server.guest("Jane Doe")
    server.set_clock("2024-11-01T14:00:00Z")
    before = server.user(user_id)
    server.virtual.faults({"kind": "unreachable"})
    clock = server.set_clock("2024-11-01T15:00:30Z", timeout_seconds=20)
    assert clock["is_settled"] is False
    assert [pending["acs_user_id"] for pending in clock["pending"]] == [user_id]
    user = server.user(user_id)
    assert user["salto_ks_metadata"]["is_subscribed"] is False
    assert user["warnings"] == before["warnings"]
    assert warnings(user) == {"salto_ks_user_not_subscribed", "acs_user_inactive"}

    server.virtual.faults()
    assert server.advance(600)["is_settled"]
    assert server.user(user_id)["salto_ks_metadata"]["is_subscribed"] is True
    assert server.virtual.effects()["subscribed"] == 1


def test_a_guest_who_is_moved_and_suspended(server):
    user_id = server.guest("Jane Doe")
    server.set_clock("2024-11-02T12:00:00Z")
    guest = server.virtual.user("Jane Doe")
    assert server.virtual.try_door("Apartment 4B", guest)["opened"]

    server.ok("/acs/users/suspend", acs_user_id=user_id)
    server.advance(1)
    assert server.virtual.try_door("Apartment 4B", guest) == {"opened": False, "reason": "blocked"}
    server.ok("/acs/users/unsuspend", acs_user_id=user_id)
    server.advance(1)
    assert server.virtual.try_door("Apartment 4B", guest)["opened"]

    server.ok("/acs/users/remove_from_access_group", acs_user_id=user_id, acs_access_group_id=APARTMENT)
    server.advance(60)
    assert server.virtual.try_door("Apartment 4B", guest) == {"opened": False, "reason": "no_access"}
    assert server.virtual.try_door("Main Entrance", guest)["opened"]

    server.ok("/acs/users/update", acs_user_id=user_id, full_name="Jane Roe",
              access_schedule={"starts_at": CHECK_IN, "ends_at": "2024-11-10T11:00:00Z"})
    server.set_clock("2024-11-09T12:00:00Z")
    assert server.virtual.user("Jane Roe")["subscription_state"] == "subscribed"

    server.ok("/acs/users/delete", acs_user_id=user_id)
    server.advance(30)
    assert server.virtual.site()["users"] == [] and server.virtual.site()["seats_used"] == 0
    server.fails("/acs/users/get", 404, "acs_user_not_found", acs_user_id=user_id)


def test_adding_to_a_group_twice_makes_one_call(server):
    user_id = server.guest("Jane Doe", groups=(COMMON,))
    server.advance(60)
    server.ok("/acs/users/add_to_access_group", acs_user_id=user_id, acs_access_group_id=COMMON)
    server.advance(60)
    calls = [entry for entry in server.virtual.ledger()
             if entry["method"] == "POST" and entry["path"].endswith("/users") and "access_groups" in entry["path"]]
    assert len([entry for entry in calls if entry["status"] == 200]) == 1


def test_a_clock_set_back_judges_the_stay_anew(server):
    user_id = server.guest("Jane Doe")
    server.set_clock("2024-11-02T12:00:00Z")
    assert server.user(user_id)["salto_ks_metadata"]["is_subscribed"] is True
    server.set_clock("2024-10-31T12:00:00Z")
    assert server.user(user_id)["salto_ks_metadata"]["is_subscribed"] is False
    server.set_clock("2024-11-02T12:00:00Z")
    assert server.user(user_id)["salto_ks_metadata"]["is_subscribed"] is True


def test_a_clock_set_back_before_a_user_was_made_makes_it_no_newer(server):
    user_id = server.guest("Jane Doe")
    harness.wait_until(lambda: server.virtual.user("Jane Doe"), "the user at Salto KS")
    server.set_clock("2024-10-30T09:00:00Z")
    assert server.advance(1200)["is_settled"]
    assert server.user(user_id)["pending_mutations"] == []
    assert len(server.virtual.user("Jane Doe")["access_group_ids"]) == 2


def test_an_address_goes_to_salto_for_a_mobile_key_only(server):
    identity = server.ok("/user_identities/create", email_address="ann@example.com")["user_identity"]
    user = server.ok("/acs/users/create", user_identity_id=identity["user_identity_id"], acs_system_id=harness.BUILDING_A,
                     full_name="Ann")["acs_user"]
    server.advance(60)
    assert server.virtual.get("mailbox")["invitations"] == []
    server.ok("/acs/credentials/create", acs_user_id=user["acs_user_id"], access_method="mobile_key")
    server.advance(60)
    assert [mail["email"] for mail in server.virtual.get("mailbox")["invitations"]] == ["ann@example.com"]
