"""Identities that become one: what they had goes together, and the ids and keys of the others stand for the one."""
from harness import BUILDING_A, CHECK_IN, COMMON
from test_phone import OPENED, REFUSED, Guest, guest  # noqa: F401 - a fixture


def identity(server, **fields):
    return server.ok("/user_identities/create", **fields)["user_identity"]["user_identity_id"]


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
    # Another phone of the same guest gets its key without another sign-in.
    assert guest.phone("two").unlock("Apartment 4B") == OPENED
    # Deleting the guest stops all phones.
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
    # Each guest is signed in to her own account, and phones of one get no keys of the other.
    error = server.fails("/user_identities/merge", 400, "not_supported", user_identity_id=other.identity,
                         merged_user_identity_ids=[guest.identity])
    assert guest.identity in error["message"] and other.identity in error["message"]
    assert phone.unlock("Apartment 4B") == OPENED
    assert len(server.ok("/user_identities/list")["user_identities"]) == 2
