"""Identities that become one: what they had goes together, and the ids and keys of the others stand for the one."""
import concurrent.futures

from harness import BUILDING_A, CHECK_IN, COMMON, send
from test_phone import OPENED, REFUSED, Guest, guest  # noqa: F401 - a fixture


def identity(server, **fields):
    return server.ok("/user_identities/create", **fields)["user_identity"]["user_identity_id"]


def get(server, **which):
    return server.ok("/user_identities/get", **which)["user_identity"]


def test_the_one_takes_what_it_lacks_and_the_others_names_stand_for_it(server):
    one = identity(server, user_identity_key="one", full_name="Jane", email_address="jane@example.com")
    two = identity(server, user_identity_key="two", email_address="j@example.com", phone_number="+31611111111")
    three = identity(server, user_identity_key="three")
    user = server.ok("/acs/users/create", user_identity_id=two, acs_system_id=BUILDING_A, full_name="J",
                     acs_access_group_ids=[COMMON])["acs_user"]["acs_user_id"]
    session = server.ok("/client_sessions/create", user_identity_id=two)["client_session"]
    server.ok("/user_identities/grant_access_to_device", user_identity_id=two,
              device_id=server.ok("/devices/get", name="Bicycle Storage")["device"]["device_id"])

    server.ok("/user_identities/merge", user_identity_id=two, merged_user_identity_ids=[three])
    server.ok("/user_identities/merge", user_identity_id=one, merged_user_identity_ids=[two])
    merged = get(server, user_identity_id=one)
    assert merged["email_address"] == "jane@example.com" and merged["phone_number"] == "+31611111111"
    assert merged["full_name"] == "Jane" and merged["user_identity_key"] == "one"
    assert merged["acs_user_ids"] == [user]
    assert merged["merged_user_identity_ids"] == [three, two]
    assert merged["merged_user_identity_keys"] == ["three", "two"]
    assert server.ok("/user_identities/list")["user_identities"] == [merged]
    for name in ({"user_identity_id": two}, {"user_identity_id": three}, {"user_identity_key": "two"},
                 {"user_identity_key": "three"}):
        assert get(server, **name) == merged
    # In every operation, not only there.
    assert [found["acs_user_id"] for found in server.ok("/acs/users/list", user_identity_id=three)["acs_users"]] == [user]
    assert server.ok("/acs/users/get", user_identity_id=two, acs_system_id=BUILDING_A)["acs_user"]["user_identity_id"] == one
    server.ok("/user_identities/update", user_identity_id=three, full_name="Jane Doe")
    assert get(server, user_identity_id=one)["full_name"] == "Jane Doe"
    assert len(server.ok("/user_identities/list_accessible_devices", user_identity_id=two)["devices"]) == 3
    # A session of the one that was merged goes on as the other's.
    status, body, _ = send("POST", server.endpoint + "/user_identities/get", {"user_identity_id": one},
                           {"authorization": "Bearer " + session["token"], "content-type": "application/json"})
    assert status == 403, body
    status, body, _ = send("POST", server.endpoint + "/acs/users/list", {},
                           {"authorization": "Bearer " + session["token"], "content-type": "application/json"})
    assert [found["acs_user_id"] for found in body["acs_users"]] == [user]

    # Said twice, it is done once; the key is not free, and an id of it goes nowhere else.
    server.ok("/user_identities/merge", user_identity_id=one, merged_user_identity_ids=[two])
    server.ok("/user_identities/merge", user_identity_key="one", merged_user_identity_keys=["two", "three"])
    assert get(server, user_identity_id=one)["merged_user_identity_ids"] == [three, two]
    server.fails("/user_identities/create", 409, "user_identity_email_or_phone_conflict", user_identity_key="two")
    four = identity(server)
    server.fails("/user_identities/merge", 400, "invalid_input", user_identity_id=four, merged_user_identity_ids=[two])
    # The address of the one that is gone is free.
    identity(server, email_address="j@example.com")
    # With the one that stays, all go.
    server.ok("/user_identities/delete", user_identity_id=one)
    server.fails("/user_identities/get", 404, "user_identity_not_found", user_identity_id=two)
    identity(server, user_identity_key="two")


def test_keys_that_wander_and_ids_that_vanish_meanwhile(server):
    one, two = identity(server, user_identity_key="one"), identity(server, user_identity_key="two")
    three = identity(server, user_identity_key="three")
    server.ok("/user_identities/merge", user_identity_key="one", merged_user_identity_keys=["two"])
    # Somebody else's by now, as by ids.
    error = server.fails("/user_identities/merge", 400, "invalid_input", user_identity_key="three",
                         merged_user_identity_keys=["two"])
    assert one in error["message"] and "merged_user_identity_keys" in error["validation_errors"]
    # The key that was the other's becomes the one's own, which can go on to be merged.
    server.ok("/user_identities/update", user_identity_id=one, user_identity_key="two")
    assert get(server, user_identity_key="two")["merged_user_identity_keys"] == []
    server.ok("/user_identities/merge", user_identity_id=three, merged_user_identity_ids=[one])
    assert get(server, user_identity_key="two")["user_identity_id"] == three
    assert get(server, user_identity_id=three)["merged_user_identity_ids"] == [two, one]

    # Whoever is asked for while a merge is under way is found, before it or after.
    chain = [identity(server) for _ in range(15)]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        names = [pool.submit(server.call, "/user_identities/update", user_identity_id=chain[0], full_name=f"N {number}")
                 for number in range(200)]
        for before, after in zip(chain, chain[1:]):
            server.ok("/user_identities/merge", user_identity_id=after, merged_user_identity_ids=[before])
        assert {name.result()[0] for name in names} == {200}


def test_what_cannot_become_one_stays_as_it_was(server):
    one = identity(server, user_identity_key="one")
    two = identity(server, user_identity_key="two", phone_number="+31611111111")
    three = identity(server, phone_number="+31622222222")
    users = [server.ok("/acs/users/create", user_identity_id=id_, acs_system_id=BUILDING_A, full_name="J")["acs_user"]
             for id_ in (one, two)]
    server.fails("/user_identities/merge", 400, "invalid_input", user_identity_id=one, merged_user_identity_ids=[one])
    server.fails("/user_identities/merge", 400, "invalid_input", user_identity_key="one", merged_user_identity_keys=["none"])
    server.fails("/user_identities/merge", 400, "invalid_input", user_identity_key="one", merged_user_identity_keys=["one"])
    for wrong in ({}, {"user_identity_id": one}, {"user_identity_id": one, "merged_user_identity_keys": ["two"]},
                  {"user_identity_id": one, "merged_user_identity_ids": []},
                  {"user_identity_id": one, "merged_user_identity_ids": [two] * 21}):
        server.fails("/user_identities/merge", 400, "invalid_input", **wrong)
    server.fails("/user_identities/merge", 404, "user_identity_not_found", user_identity_id=one,
                 merged_user_identity_ids=["00000000-0000-4000-8000-000000000000"])
    # The third would go, the second cannot: nothing is done.
    error = server.fails("/user_identities/merge", 409, "acs_user_already_exists", user_identity_id=one,
                         merged_user_identity_ids=[three, two])
    assert error["data"]["merged_acs_user_id"] == users[1]["acs_user_id"]
    assert get(server, user_identity_id=three)["phone_number"] == "+31622222222"
    assert get(server, user_identity_id=one)["merged_user_identity_ids"] == []
    server.ok("/acs/users/delete", acs_user_id=users[1]["acs_user_id"])
    server.advance(60)
    server.ok("/user_identities/merge", user_identity_id=one, merged_user_identity_ids=[three, two])
    assert get(server, user_identity_key="two")["phone_number"] == "+31622222222"


def test_the_phone_in_the_guests_hand_goes_on_opening(server, guest):
    phone = guest.phone("one")
    server.set_clock(CHECK_IN)
    assert phone.unlock("Apartment 4B") == OPENED
    one = identity(server, email_address="jane.doe@example.com", full_name="Jane Doe")
    server.ok("/user_identities/merge", user_identity_id=one, merged_user_identity_ids=[guest.identity])
    server.advance(120)
    assert phone.unlock("Apartment 4B", "--offline") == OPENED
    assert phone.unlock("Apartment 4B") == OPENED
    assert [found["device_id"] for found in server.ok("/phones/list", owner_user_identity_id=one)["phones"]] \
        == [found["device_id"] for found in server.ok("/phones/list")["phones"]]
    # Another phone of the same guest gets its key without signing in again.
    assert guest.phone("two").unlock("Apartment 4B") == OPENED
    # And she is stopped as one.
    server.ok("/user_identities/delete", user_identity_id=one)
    server.advance(120)
    assert phone.unlock("Apartment 4B", "--offline") == REFUSED


def test_phones_of_two_accounts_do_not_go_together(server, guest, tmp_path):
    phone = guest.phone("one")
    server.set_clock(CHECK_IN)
    other = Guest.__new__(Guest)
    other.server, other.folder, other.email, other.is_signed_in = server, tmp_path, "ann@example.com", False
    other.identity = identity(server, email_address="ann@example.com")
    manager = server.ok("/acs/systems/list_compatible_credential_manager_acs_systems", acs_system_id=BUILDING_A)["acs_systems"][0]
    server.ok("/user_identities/enrollment_automations/launch", user_identity_id=other.identity,
              create_credential_manager_user=True, credential_manager_acs_system_id=manager["acs_system_id"])
    user = server.ok("/acs/users/create", user_identity_id=other.identity, acs_system_id=BUILDING_A, full_name="Ann",
                     acs_access_group_ids=[COMMON])["acs_user"]["acs_user_id"]
    server.ok("/acs/credentials/create", acs_user_id=user, access_method="mobile_key")
    server.advance(60)
    anns = other.phone("two")
    assert anns.unlock("Main Entrance") == OPENED
    server.ok("/acs/users/delete", acs_user_id=user)
    server.advance(60)
    # Each is signed in at an account of her own, and phones of one get no keys of the other.
    error = server.fails("/user_identities/merge", 400, "not_supported", user_identity_id=other.identity,
                         merged_user_identity_ids=[guest.identity])
    assert guest.identity in error["message"] and other.identity in error["message"]
    assert phone.unlock("Apartment 4B") == OPENED
    assert len(server.ok("/user_identities/list")["user_identities"]) == 2
