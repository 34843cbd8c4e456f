"""A user has one credential of each access method, so revoking it stops the user."""
import concurrent.futures

import pytest

from harness import APARTMENT, BUILDING_A, CHECK_IN
from test_phone import OPENED, REFUSED, Guest


@pytest.fixture
def guest(server, tmp_path):
    return Guest(server, tmp_path)


def create(server, user, method):
    return server.call("/acs/credentials/create", acs_user_id=user, access_method=method)


def lonely_guest(server):
    identity = server.ok("/user_identities/create", email_address="joe@example.com")["user_identity"]
    return server.ok(
        "/acs/users/create", acs_system_id=BUILDING_A, user_identity_id=identity["user_identity_id"], full_name="Joe",
        acs_access_group_ids=[APARTMENT])["acs_user"]["acs_user_id"]


def test_revoking_the_one_mobile_key_stops_the_phone(server, guest):
    phone = guest.phone("one")
    server.set_clock(CHECK_IN)
    server.advance(60)
    first = guest.credential()["acs_credential_id"]
    error = server.fails(
        "/acs/credentials/create", 400, "invalid_input", acs_user_id=guest.user, access_method="mobile_key",
        is_multi_phone_sync_credential=True)
    assert first in error["validation_errors"]["acs_user_id"]["_errors"][0], error
    assert phone.unlock("Apartment 4B", "--offline") == OPENED
    server.ok("/acs/credentials/delete", acs_credential_id=first)
    server.advance(60)
    assert phone.unlock("Apartment 4B", "--offline") == REFUSED


@pytest.mark.parametrize("method", ["mobile_key", "code", "cloud_key"])
def test_of_eight_at_once_one_is_made(server, method):
    user = lonely_guest(server)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: create(server, user, method), range(8)))
    made = [body["acs_credential"]["acs_credential_id"] for status, body in answers if status == 200]
    refused = [body["error"]["message"] for status, body in answers if status == 400]
    assert (len(made), len(refused)) == (1, 7), answers
    assert all(made[0] in message for message in refused), answers
    server.ok("/acs/credentials/delete", acs_credential_id=made[0])
    assert create(server, user, method)[0] == 200, "after the first is gone there may be another"


@pytest.mark.parametrize("method", ["mobile_key", "cloud_key"])
def test_a_second_one_is_not_assigned_either(server, guest, method):
    user = lonely_guest(server)
    theirs = create(server, user, method)[1]["acs_credential"]["acs_credential_id"]
    server.ok("/acs/credentials/unassign", acs_credential_id=theirs, acs_user_id=user)
    own = create(server, user, method)[1]["acs_credential"]["acs_credential_id"]
    error = server.fails(
        "/acs/credentials/assign", 400, "invalid_input", acs_credential_id=theirs, acs_user_id=user)
    assert own in error["message"], error
    server.ok("/acs/credentials/delete", acs_credential_id=own)
    server.ok("/acs/credentials/assign", acs_credential_id=theirs, acs_user_id=user)
    if method == "cloud_key":
        server.advance(120)
        invited = {letter["email"] for letter in server.virtual.get("mailbox")["invitations"]}
        assert "joe@example.com" not in invited, "a key for opening from afar gives no other right"


def test_a_phones_share_is_nobody_elses(server, guest):
    """Unassigning a phone's copy would only seem to stop the phone, and assigning it would give another user a key."""
    phone = guest.phone("one")
    server.set_clock(CHECK_IN)
    server.advance(60)
    listed = server.ok("/acs/credentials/list", acs_user_id=guest.user)["acs_credentials"]
    share = next(found for found in listed if found.get("parent_acs_credential_id"))
    id_, other = share["acs_credential_id"], lonely_guest(server)
    server.advance(60)
    for path, parameters in (
            ("unassign", {"acs_user_id": guest.user}), ("unassign", {"user_identity_id": guest.identity}),
            ("assign", {"acs_user_id": other}), ("assign", {"acs_user_id": guest.user}), ("delete", {})):
        error = server.fails(
            f"/acs/credentials/{path}", 400, "not_supported", acs_credential_id=id_, **parameters)
        assert share["parent_acs_credential_id"] in error["message"] and "/phones/deactivate" in error["message"], error
    assert server.ok("/acs/credentials/list", acs_user_id=guest.user)["acs_credentials"] == listed
    assert server.ok("/acs/credentials/list", acs_user_id=other)["acs_credentials"] == []
    assert phone.unlock("Apartment 4B", "--offline") == OPENED
    server.ok("/acs/credentials/unassign", acs_credential_id=share["parent_acs_credential_id"], acs_user_id=guest.user)
    server.advance(60)
    assert phone.unlock("Apartment 4B", "--offline") == REFUSED
