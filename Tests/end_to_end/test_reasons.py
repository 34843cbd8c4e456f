"""Why a door stays shut: explanations, lists, credentials and phones report the same reason, the first in order."""
import pytest

from harness import APARTMENT, BICYCLES, COMMON, errors, warnings
from test_explain import entrances, explain
from test_phone import NO_KEY, REFUSED, SIGN_IN, Guest, Phone

A_MONTH_LATER = "2024-12-04T11:00:00Z"


@pytest.fixture
def guest(server, tmp_path):
    return Guest(server, tmp_path)


def credential(server, id_):
    return server.ok("/acs/credentials/get", acs_credential_id=id_)["acs_credential"]


def names(listed):
    return sorted(entrance["display_name"] for entrance in listed)


def test_lists_of_a_credential_name_the_doors_that_take_it(server):
    user = server.guest("Jane", groups=(COMMON, APARTMENT, BICYCLES))
    pin = server.ok("/acs/credentials/create", acs_user_id=user, access_method="code")["acs_credential"]
    key = next(one for one in server.ok("/acs/credentials/list", acs_user_id=user)["acs_credentials"]
               if one["access_method"] == "mobile_key")
    doors = entrances(server)

    def listed(credential):
        id_ = credential["acs_credential_id"]
        found = server.ok("/acs/credentials/list_accessible_entrances", acs_credential_id=id_)["acs_entrances"]
        filtered = server.ok("/acs/entrances/list", acs_credential_id=id_)["acs_entrances"]
        with_access = [
            name for name, door in doors.items()
            if id_ in {one["acs_credential_id"] for one in server.ok(
                "/acs/entrances/list_credentials_with_access", acs_entrance_id=door)["acs_credentials"]}]
        assert names(found) == names(filtered) == sorted(with_access)
        return names(found)

    def explained(means):
        return sorted(
            name for name, door in doors.items()
            if explain(server, door, means=means, acs_user_id=user)["reason"] != "entrance_not_capable")

    server.set_clock("2024-11-02T12:00:00Z")
    server.advance(120)
    assert listed(pin) == explained("code") == ["Apartment 4B", "Elevator Lobby", "Main Entrance"]
    assert listed(key) == explained("mobile_key") == sorted(doors)
    server.virtual.post("site", {"mkey_compatible": False, "pin_enabled": False})
    server.advance(120)
    assert listed(pin) == listed(key) == explained("code") == explained("mobile_key") == []


def test_after_the_stay_nobody_is_sent_to_open_the_app(server, tmp_path):
    user = server.guest("Jane")
    identity = server.user(user)["user_identity_id"]
    server.advance(120)
    server.set_clock("2024-11-02T12:00:00Z")
    server.advance(120)
    door = entrances(server)["Apartment 4B"]
    assert explain(server, door, means="mobile_key", acs_user_id=user)["reason"] == "not_issued"
    [key] = server.ok("/acs/credentials/list", acs_user_id=user)["acs_credentials"]
    assert warnings(key) == {"waiting_to_be_issued"} and errors(key) == set()
    token = server.ok("/client_sessions/create", user_identity_id=identity)["client_session"]["token"]
    phone = Phone(tmp_path / "phone", server.ready["virtual_radio"], server.endpoint)
    assert phone.run("login", token)[0] == SIGN_IN

    server.set_clock(A_MONTH_LATER)
    over = explain(server, door, means="mobile_key", acs_user_id=user)
    assert (over["reason"], over["suggested_change"]["code"]) == ("after_schedule", "change_access_schedule"), over
    assert "schedule has ended" in over["message"]
    key = credential(server, key["acs_credential_id"])
    assert errors(key) == {"after_schedule"} and key["warnings"] == [], key
    _, said = phone.run("keys")
    assert said["keys"][0]["errors"][0] == "expired", said
    assert phone.run("unlock", "Apartment 4B")[0] == NO_KEY


def test_a_phone_says_what_is_explained(server, guest):
    phone = guest.phone("one")

    def at(door, access, reason):
        code, said = phone.run("unlock", door)
        assert (code, said["access"], said["access_reason"]) == (REFUSED, access, reason), said
        explained = explain(server, entrances(server)[door], means="mobile_key", acs_user_id=guest.user)
        assert (explained["access"], explained["reason"]) == (access, reason), explained
        assert said["reason"] == explained["message"], (said, explained)

    at("Apartment 4B", "denied", "before_schedule")
    server.set_clock("2024-11-02T12:00:00Z")
    server.advance(60)
    server.virtual.post("settings", {"rollout_member_seconds": 40})
    server.ok("/acs/users/add_to_access_group", acs_user_id=guest.user, acs_access_group_id=BICYCLES)
    server.advance(2)
    at("Bicycle Storage", "unknown", "rolling_out")
    code, said = phone.run("unlock", "Bicycle Storage", "--offline")
    assert code == REFUSED and "knows of no access" in said["reason"], said
    server.ok("/acs/users/suspend", acs_user_id=guest.user)
    server.advance(120)
    at("Apartment 4B", "denied", "suspended")
    server.ok("/acs/users/unsuspend", acs_user_id=guest.user)
    server.set_clock(A_MONTH_LATER)
    at("Apartment 4B", "denied", "after_schedule")
