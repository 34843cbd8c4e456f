"""How Latchkey handles users that it created, users that it took up, and other users of the site's staff.

The cases are those of the table in docs/salto-ks.md, except those in test_site_identities.py. The virtual cloud's
ledger shows the effects.
"""
import pytest

from harness import APARTMENT, BICYCLES, BUILDING_A, CHECK_IN, CHECK_OUT, COMMON, errors, warnings
from site_people import (
    CARLA, Deeds, add_carla, groups_of, message, opens, stay, sync, take_up, taken_up, unmanaged)
from web_app import SITE_ADMIN, WebApp

CARD, HER_CARD = "12345678", "87654321"


@pytest.fixture
def people(server):
    return WebApp(server.virtual)


# MARK: Users of the site's staff


def test_a_stay_for_somebody_who_works_there_changes_nothing_of_theirs(server, people):
    carla = add_carla(server, people)
    deeds = Deeds(server)
    user = stay(server)
    shown = server.user(user)
    assert errors(shown) == {"failed_to_create_on_acs_system"}
    told = shown["errors"][0]["message"]
    assert "Carla Cleaner" in told and "/latchkey/v1/users/take_up" in told
    assert unmanaged(server)["acs_user_id"] in told and user in told
    for moment in (CHECK_IN, CHECK_OUT):
        server.set_clock(moment)
        server.advance(60)
        assert opens(server, "Carla Cleaner", "Main Entrance")
    server.ok("/acs/users/delete", acs_user_id=user)
    server.advance(60)
    server.fails("/acs/users/get", 404, "acs_user_not_found", acs_user_id=user)
    assert people.users()["Carla Cleaner"]["id"] == carla["id"]
    assert deeds.since() == []


@pytest.mark.parametrize("frees", ["she_leaves", "she_gets_another_address", "the_stay_gets_another_address"])
def test_the_user_is_made_by_itself_once_the_address_is_free(server, people, frees):
    carla = add_carla(server, people)
    user = stay(server)
    deeds = Deeds(server)
    if frees == "she_leaves":
        people.delete(carla)
    elif frees == "she_gets_another_address":
        people.edit(carla, email="carla.cleaner@example.com")
    else:
        server.ok("/acs/users/update", acs_user_id=user, email_address="guest@example.com")
    server.advance(60)
    sync(server)
    server.advance(120)
    assert server.user(user)["errors"] == []
    assert deeds.since() == ["member_added", "user_created"]


def test_an_address_that_the_site_refuses_is_explained_once_its_holder_is_seen(server, people):
    sync(server)
    carla = people.add("Carla Cleaner", email=CARLA)
    server.advance(60)
    guest = server.guest("A Guest", email=CARLA)
    server.advance(120)
    assert errors(server.user(guest)) == {"failed_to_create_on_acs_system"}
    sync(server)
    server.advance(60)
    assert "Carla Cleaner" in server.user(guest)["errors"][0]["message"]
    people.delete(carla)
    server.advance(60)
    sync(server)
    server.advance(120)
    assert server.user(guest)["errors"] == []


def test_a_guest_waits_for_the_address_of_another_who_leaves(server, people):
    first = server.guest("Jane Doe", email="jane@example.com")
    server.advance(120)
    server.ok("/acs/users/update", acs_user_id=first, full_name="Jane Former")
    identity = server.user(first)["user_identity_id"]
    server.ok("/user_identities/remove_acs_user", user_identity_id=identity, acs_user_id=first)
    second = server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name="Jane Again",
                       user_identity_id=identity)["acs_user"]["acs_user_id"]
    server.advance(120)
    assert errors(server.user(second)) == {"failed_to_create_on_acs_system"}
    server.ok("/acs/users/delete", acs_user_id=first)
    server.advance(120)
    assert server.user(second)["errors"] == []


def test_somebody_elses_card_is_not_given_away(server, people):
    server.virtual.post("tags", {"tag_number": HER_CARD})
    tag = people.call("GET", "tags")["items"][0]["id"]
    carla = add_carla(server, people)
    people.edit(carla, tag_id=tag)
    sync(server)
    guest = stay(server, "Jane Doe", email="jane@example.com")
    card = server.ok("/acs/credentials/list", acs_system_id=BUILDING_A)["acs_credentials"][0]
    deeds = Deeds(server)
    refused = server.fails("/acs/credentials/assign", 400, "not_supported",
                           acs_credential_id=card["acs_credential_id"], acs_user_id=guest)
    assert "Carla Cleaner" in refused["message"]
    server.advance(60)
    assert deeds.since() == [] and people.users()["Carla Cleaner"]["user"]["tag_number"] == HER_CARD


# MARK: The table, case by case


def operations(server, user):
    """The cases of the table in a possible order, each with its calls."""
    def credential(**parameters):
        return server.ok("/acs/credentials/create", acs_user_id=user, **parameters)["acs_credential"]["acs_credential_id"]

    made = {}

    def give(kind, **parameters):
        made[kind] = credential(**parameters)

    def card():
        found = server.ok("/acs/credentials/list", acs_system_id=BUILDING_A)["acs_credentials"]
        return next(one["acs_credential_id"] for one in found if one.get("card_number") == CARD)

    return [
        ("rename", lambda: server.ok("/acs/users/update", acs_user_id=user, full_name="Another Name")),
        ("the stay begins", lambda: server.set_clock(CHECK_IN)),
        ("add to group", lambda: server.ok(
            "/acs/users/add_to_access_group", acs_user_id=user, acs_access_group_id=BICYCLES)),
        ("mobile key", lambda: give("key", access_method="mobile_key")),
        ("PIN", lambda: give("pin", access_method="code")),
        ("card", lambda: server.ok("/acs/credentials/assign", acs_credential_id=card(), acs_user_id=user)),
        ("suspend", lambda: server.ok("/acs/users/suspend", acs_user_id=user)),
        ("unsuspend", lambda: server.ok("/acs/users/unsuspend", acs_user_id=user)),
        ("delete mobile key", lambda: server.ok("/acs/credentials/delete", acs_credential_id=made["key"])),
        ("delete PIN", lambda: server.ok("/acs/credentials/delete", acs_credential_id=made["pin"])),
        ("unassign card", lambda: server.ok(
            "/acs/credentials/unassign", acs_credential_id=card(), acs_user_id=user)),
        ("remove from group", lambda: server.ok(
            "/acs/users/remove_from_access_group", acs_user_id=user, acs_access_group_id=BICYCLES)),
        ("the stay ends", lambda: server.set_clock(CHECK_OUT)),
        ("the stay is longer", lambda: server.ok("/acs/users/update", acs_user_id=user, access_schedule={
            "starts_at": CHECK_IN, "ends_at": "2024-11-06T11:00:00.000Z"})),
        ("revoke all", lambda: server.ok("/acs/users/revoke_access_to_all_entrances", acs_user_id=user)),
        ("another group", lambda: server.ok(
            "/acs/users/add_to_access_group", acs_user_id=user, acs_access_group_id=BICYCLES)),
        ("delete", lambda: server.ok("/acs/users/delete", acs_user_id=user)),
    ]


# The effects at Salto for each case: for users that Latchkey created, and for users that it took up.
TABLE = {
    "rename": (["user_updated"], []),
    "the stay begins": (["subscribed"], ["member_added"]),
    "add to group": (["member_added"], ["member_added"]),
    # For Latchkey's own users, the role and the address are changed separately.
    "mobile key": (["user_updated", "user_updated"], ["user_updated"]),
    "PIN": (["pin_set", "user_updated"], ["pin_set", "user_updated"]),
    "card": (["user_updated"], ["user_updated"]),
    "suspend": (["blocked"], ["member_removed", "member_removed", "user_updated", "user_updated"]),
    "unsuspend": (["unblocked"], ["member_added", "member_added", "user_updated", "user_updated"]),
    "delete mobile key": (["user_updated"], ["user_updated"]),
    "delete PIN": (["user_updated"], ["user_updated"]),
    "unassign card": (["user_updated"], ["user_updated"]),
    "remove from group": (["member_removed"], ["member_removed"]),
    "the stay ends": (["suspended"], ["member_removed"]),
    "the stay is longer": (["subscribed"], ["member_added"]),
    "revoke all": (["member_removed"], ["member_removed"]),
    "another group": (["member_added"], ["member_added"]),
    "delete": (["user_deleted"], ["member_removed"]),
}


@pytest.mark.parametrize("maker", ["made", "taken_up"])
def test_each_operation_does_what_the_table_says(server, people, maker):
    server.virtual.post("tags", {"tag_number": CARD})
    carla = add_carla(server, people)
    identity = server.ok("/user_identities/create", email_address="guest@example.com")["user_identity"]["user_identity_id"]
    user = stay(server, email=CARLA if maker == "taken_up" else "guest@example.com", user_identity_id=identity)
    if maker == "taken_up":
        take_up(server, user)
    before = people.users()["Carla Cleaner"]
    deeds = Deeds(server)
    for line, operation in operations(server, user):
        operation()
        server.advance(130)
        assert deeds.since() == sorted(TABLE[line][maker == "taken_up"]), line
        if maker == "taken_up" and line != "delete":
            shown = server.user(user)
            assert shown["errors"] == [] and shown["pending_mutations"] == [], line
            assert "unknown_issue_with_acs_user" in warnings(shown), line
            assert opens(server, "Carla Cleaner", "Main Entrance"), line
    sync(server)
    assert people.users()["Carla Cleaner"] == before and unmanaged(server)["is_suspended"] is False
    assert deeds.since() == [] and before["id"] == carla["id"]


OTHERS = [
    ("/acs/users/update", {"full_name": "Another Name"}), ("/acs/users/delete", {}), ("/acs/users/suspend", {}),
    ("/acs/users/unsuspend", {}), ("/acs/users/add_to_access_group", {"acs_access_group_id": BICYCLES}),
    ("/acs/users/remove_from_access_group", {"acs_access_group_id": COMMON}),
    ("/acs/users/revoke_access_to_all_entrances", {}), ("/acs/credentials/create", {"access_method": "mobile_key"}),
    ("/acs/credentials/create", {"access_method": "code"}), ("/user_identities/add_acs_user", {"user_identity_key": "me"}),
    ("/acs/access_groups/add_user", {"acs_access_group_id": BICYCLES}),
]


def test_no_operation_reaches_people_whom_others_made(server, people):
    add_carla(server, people)
    shown, before = unmanaged(server), people.users()["Carla Cleaner"]
    deeds = Deeds(server)
    for path, parameters in OTHERS:
        server.fails(path, 404, "acs_user_not_found", acs_user_id=shown["acs_user_id"], **parameters)
    identity = server.ok("/user_identities/create", email_address=CARLA)["user_identity"]["user_identity_id"]
    for path in ("/user_identities/add_acs_user", "/user_identities/remove_acs_user"):
        server.fails(path, 404, "acs_user_not_found", acs_user_id=shown["acs_user_id"], user_identity_id=identity)
    server.ok("/user_identities/delete", user_identity_id=identity)
    server.set_clock(CHECK_OUT)
    sync(server)
    assert people.users()["Carla Cleaner"] == before and deeds.since() == []


# MARK: Users that Latchkey took up


def test_a_stay_of_somebody_taken_up_opens_the_room_from_check_in_to_check_out(server, people):
    _, user = taken_up(server, people)
    room = next(e["acs_entrance_id"] for e in server.ok("/acs/entrances/list")["acs_entrances"]
                if e["display_name"] == "Apartment 4B")

    def explained(**more):
        return server.ok("/latchkey/v1/access/explain", acs_entrance_id=room, acs_user_id=user, means="any",
                         **more)["explanation"]

    assert not opens(server, "Carla Cleaner", "Apartment 4B")
    assert (explained()["access"], explained()["reason"]) == ("denied", "before_schedule")
    assert explained(moment="2024-11-02T12:00:00Z")["access"] == "allowed"
    assert explained(moment="2024-11-05T12:00:00Z")["reason"] == "after_schedule"
    assert groups_of(server, user) == {"Common Areas", "Apartment 4B"}
    server.set_clock(CHECK_IN)
    server.advance(120)
    assert opens(server, "Carla Cleaner", "Apartment 4B") and explained()["access"] == "allowed"
    server.ok("/acs/users/suspend", acs_user_id=user)
    server.advance(120)
    assert not opens(server, "Carla Cleaner", "Apartment 4B") and opens(server, "Carla Cleaner", "Main Entrance")
    assert (explained()["access"], explained()["reason"]) == ("denied", "suspended")
    assert server.user(user)["is_suspended"] is True and people.users()["Carla Cleaner"]["blocked"] is False
    server.ok("/acs/users/unsuspend", acs_user_id=user)
    server.set_clock(CHECK_OUT)
    server.advance(120)
    assert not opens(server, "Carla Cleaner", "Apartment 4B") and opens(server, "Carla Cleaner", "Main Entrance")
    assert (explained()["access"], explained()["reason"]) == ("denied", "after_schedule")


def test_what_people_of_the_site_gave_is_theirs(server, people):
    carla, user = taken_up(server, people)
    refused = server.fails("/acs/users/remove_from_access_group", 400, "not_supported", acs_user_id=user,
                           acs_access_group_id=COMMON)
    assert "Salto's web app" in refused["message"]
    # The staff may remove what they gave, and it stays removed. What Latchkey gave is restored.
    server.set_clock(CHECK_IN)
    server.advance(120)
    people.take_out(carla, people.groups()["Common Areas"])
    people.take_out(carla, people.groups()["Apartment 4B"])
    people.edit(carla, first_name="Carlotta", blocked=True)
    people.subscribe(carla, False)
    deeds = Deeds(server)
    sync(server)
    server.advance(120)
    assert deeds.since() == ["member_added"] and groups_of(server, user) == {"Apartment 4B"}
    shown = server.user(user)
    assert shown["is_suspended"] is True and "blocked" in message(shown) and "have not subscribed" in message(shown)
    assert "Salto's web app" in server.fails("/acs/users/unsuspend", 400, "not_supported", acs_user_id=user)["message"]
    people.edit(carla, blocked=False, use_pin=True)
    sync(server)
    assert server.user(user)["is_suspended"] is False
    assert "one PIN" in server.fails("/acs/credentials/create", 400, "not_supported", acs_user_id=user,
                                     access_method="code")["message"]
    # A membership that the staff gives too belongs to them from then on.
    server.ok("/acs/users/suspend", acs_user_id=user)
    server.advance(60)
    people.put_into(carla, people.groups()["Apartment 4B"])
    sync(server)
    server.advance(60)
    deeds.since()
    server.ok("/acs/users/delete", acs_user_id=user)
    server.advance(60)
    assert deeds.since() == []
    receipt = server.ok("/latchkey/v1/access/revocations/get", acs_user_id=user)["revocation"]
    assert receipt["state"] == "open" and "The site's staff" in str(receipt["entrances"])


def test_an_administrator_who_is_taken_up_keeps_the_role(server, people):
    people.add("Max Manager", email="max@example.com", role=SITE_ADMIN)
    server.advance(120)
    sync(server)
    identity = server.ok("/user_identities/create", email_address="max@example.com")["user_identity"]["user_identity_id"]
    user = stay(server, email="max@example.com", user_identity_id=identity)
    take_up(server, user, "Max Manager")
    server.ok("/acs/credentials/create", acs_user_id=user, access_method="mobile_key")
    server.advance(60)
    assert {role["code"] for role in people.users()["Max Manager"]["roles"]} == {"site_admin", "site_mobile_user"}
    server.ok("/acs/users/delete", acs_user_id=user)
    server.advance(60)
    assert {role["code"] for role in people.users()["Max Manager"]["roles"]} == {"site_admin"}


def test_taking_up_says_what_it_needs(server, people):
    add_carla(server, people)
    guest = stay(server, "Jane Doe", email="jane@example.com")
    carla = unmanaged(server)["acs_user_id"]
    server.fails("/latchkey/v1/users/take_up", 404, "acs_user_not_found", acs_user_id="none", unmanaged_acs_user_id=carla)
    server.fails("/latchkey/v1/users/take_up", 404, "acs_user_not_found", acs_user_id=guest, unmanaged_acs_user_id="none")
    refused = server.fails("/latchkey/v1/users/take_up", 400, "invalid_input", acs_user_id=guest,
                           unmanaged_acs_user_id=carla)
    assert "already exists" in str(refused)


def test_a_second_stay_of_somebody_taken_up_names_the_first(server, people):
    _, user = taken_up(server, people)
    deeds = Deeds(server)
    second = server.user(stay(server, "Another stay"))
    assert errors(second) == {"failed_to_create_on_acs_system"} and user in second["errors"][0]["message"]
    assert deeds.since() == []
