"""Cards: found at the site, given to users and taken from them, and good at doors for as long as the stay lasts."""
import pytest

import harness
from harness import APARTMENT, BUILDING_A, CHECK_IN, CHECK_OUT, COMMON
from web_app import WebApp

NUMBER, OTHER = "12345678", "87654321"


@pytest.fixture
def people(server):
    return WebApp(server.virtual)


def read_in(server, *numbers):
    for number in numbers:
        server.virtual.post("tags", {"tag_number": number})
    sync(server)


def sync(server):
    server.sync()
    server.advance(1)


def cards(server):
    found = server.ok("/acs/credentials/list", acs_system_id=BUILDING_A)["acs_credentials"]
    return {card["card_number"]: card for card in found if card["access_method"] == "card"}


def guest(server, name="Jane Doe"):
    user = server.ok(
        "/acs/users/create", acs_system_id=BUILDING_A, full_name=name, acs_access_group_ids=[COMMON, APARTMENT],
        access_schedule={"starts_at": CHECK_IN, "ends_at": CHECK_OUT})["acs_user"]["acs_user_id"]
    server.advance(120)
    return user


def assign(server, number, user):
    return server.ok(
        "/acs/credentials/assign", acs_credential_id=cards(server)[number]["acs_credential_id"], acs_user_id=user)


def hold(server, number, door="Apartment 4B"):
    return server.virtual.post(f"locks/{server.virtual.lock(door)}/try", {"tag": number})["reason"]


def explain(server, user, door="Apartment 4B"):
    entrance = next(e["acs_entrance_id"] for e in server.ok("/acs/entrances/list")["acs_entrances"]
                    if e["display_name"] == door)
    return server.ok(
        "/latchkey/v1/access/explain", acs_entrance_id=entrance, acs_user_id=user, means="card")["explanation"]


def told(server, type_):
    return [event["acs_credential_id"] for event in server.ok(
        "/events/list", since="2024-01-01T00:00:00Z", event_type=type_)["events"]]


def test_a_card_of_the_site_opens_for_who_it_is_given_to(server):
    read_in(server, NUMBER, OTHER)
    card = cards(server)[NUMBER]
    assert (card["external_type"], card["display_name"]) == ("salto_ks_tag", f"Card {NUMBER}")
    assert card["is_issued"] is False and card["warnings"] == [] and "acs_user_id" not in card
    user = guest(server)
    assert explain(server, user)["reason"] in ("no_credential", "before_schedule")
    assign(server, NUMBER, user)
    server.advance(60)
    card = cards(server)[NUMBER]
    assert card["acs_user_id"] == user and card["is_issued"] is True
    assert told(server, "acs_credential.issued") == [card["acs_credential_id"]]
    assert hold(server, NUMBER) == "suspended" and hold(server, OTHER) == "unknown_user"
    server.set_clock(CHECK_IN)
    server.advance(60)
    assert hold(server, NUMBER) == "opened" and explain(server, user)["access"] == "allowed"
    assert hold(server, NUMBER, "Bicycle Storage") == "no_access"
    server.advance(120)
    entry = server.ok("/events/list", since="2024-01-01T00:00:00Z", event_type="lock.unlocked")["events"][-1]
    assert (entry["method"], entry["acs_user_id"]) == ("card", user)
    # A user has one card, and a card one user.
    cards_ = cards(server)
    server.fails(
        "/acs/credentials/assign", 400, "invalid_input", acs_credential_id=cards_[OTHER]["acs_credential_id"],
        acs_user_id=user)
    server.fails(
        "/acs/credentials/assign", 400, "invalid_input", acs_credential_id=card["acs_credential_id"],
        acs_user_id=guest(server, "Another"))
    # Taken away, it opens nothing, and it can be given to the next.
    server.ok("/acs/credentials/unassign", acs_credential_id=card["acs_credential_id"], acs_user_id=user)
    server.advance(60)
    assert hold(server, NUMBER) == "unknown_user" and explain(server, user)["access"] == "denied"
    assert explain(server, user)["reason"] == "no_credential"
    assert told(server, "acs_credential.invalidated") == [card["acs_credential_id"]]
    other = guest(server, "Next Guest")
    assign(server, NUMBER, other)
    server.advance(60)
    assert hold(server, NUMBER) == "opened"
    # A user who is deleted leaves the card behind.
    server.ok("/acs/users/delete", acs_user_id=other)
    server.advance(60)
    card = cards(server)[NUMBER]
    assert "acs_user_id" not in card and card["is_issued"] is False
    assert hold(server, NUMBER) == "deleted"


def test_lost_answers_and_outages_give_a_card_once(server):
    read_in(server, NUMBER)
    user = guest(server)
    for kind in ("lost_answer", "error_after", "error_before", "unreachable"):
        server.virtual.faults({"kind": kind, "match": "PATCH", "times": 1})
        assign(server, NUMBER, user)
        server.advance(600)
        assert cards(server)[NUMBER]["is_issued"] is True, kind
        server.virtual.faults({"kind": kind, "match": "PATCH", "times": 1})
        server.ok(
            "/acs/credentials/unassign", acs_credential_id=cards(server)[NUMBER]["acs_credential_id"], acs_user_id=user)
        server.advance(600)
        assert server.user(user)["errors"] == [] and cards(server)[NUMBER]["is_issued"] is False, kind
    server.virtual.faults()


def test_cards_that_change_hands_in_the_web_app_are_left_so(server, people):
    read_in(server, NUMBER, OTHER)
    user = guest(server)
    shown = people.users()["Jane Doe"]
    tags = {tag["tag_number"]: tag["id"] for tag in people.call("GET", "tags")["items"]}
    people.edit(shown, tag_id=tags[NUMBER])
    sync(server)
    assert cards(server)[NUMBER]["acs_user_id"] == user and cards(server)[NUMBER]["is_issued"] is True
    people.edit(shown, tag_id=tags[OTHER])
    sync(server)
    assert "acs_user_id" not in cards(server)[NUMBER] and cards(server)[OTHER]["acs_user_id"] == user
    people.edit(shown, tag_id="")
    sync(server)
    server.advance(600)
    assert people.users()["Jane Doe"]["user"]["tag_number"] is None, "a card that was taken away is not given back"
    assert "acs_user_id" not in cards(server)[OTHER]
    # A card that is thrown away is gone, and one list without any proves nothing.
    server.virtual.post("tags", {"tag_number": OTHER, "removed": True})
    sync(server)
    assert set(cards(server)) == {NUMBER}
    server.virtual.faults({"kind": "empty_list", "match": "/tags"})
    sync(server)
    server.virtual.faults()
    assert set(cards(server)) == {NUMBER}


def test_what_cards_cannot_do_is_said(server):
    read_in(server, NUMBER)
    user = guest(server)
    refused = server.fails(
        "/acs/credentials/create", 400, "not_supported", acs_user_id=user, access_method="card")
    assert "enrolled at a lock" in refused["message"]
    refused = server.fails(
        "/acs/credentials/delete", 400, "not_supported",
        acs_credential_id=cards(server)[NUMBER]["acs_credential_id"])
    assert "Unassign" in refused["message"]
