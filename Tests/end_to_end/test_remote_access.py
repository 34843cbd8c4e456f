"""Who may move a lock remotely, and why. Explanations, lists and receipts of revocations agree with what the server
does."""
import pytest

from harness import APARTMENT, CHECK_IN, CHECK_OUT, Server
from test_explain import entrances, explain
from test_lost_rights import Stay


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    server.kill()


def remote(server, entrance, moment=None, **who):
    return explain(server, entrance, moment, means="remote", **who)


def openers(server, entrance, means="any"):
    found = server.ok("/latchkey/v1/access/list_openers", acs_entrance_id=entrance, means=means)["openers"]
    return {(opener.get("acs_user_id"), opener["user_identity_id"]): opener["access"] for opener in found}


class Agreement:
    """A guest for whom every unlock is explained before it is tried."""

    def __init__(self, server):
        self.server, self.stay = server, Stay(server)

    def check(self, expected, is_user_there=True):
        """The explanation of each door matches what happens there."""
        stay, reasons = self.stay, []
        for device in stay.home, stay.storage:
            told = remote(self.server, device, user_identity_id=stay.identity)
            assert (told["access"] == "allowed") == (stay.move(device)[0] == 200), told
            assert (stay.user, stay.identity) in openers(self.server, device, "remote") or told["access"] != "allowed" \
                or not is_user_there
            reasons.append(told["reason"])
        assert reasons == expected


def test_what_is_explained_is_what_happens(server):
    agreement = Agreement(server)
    stay = agreement.stay
    agreement.check(["granted", "granted"])
    server.ok("/acs/users/suspend", acs_user_id=stay.user)
    agreement.check(["suspended", "suspended"])
    server.ok("/acs/users/unsuspend", acs_user_id=stay.user)
    server.advance(60)
    server.ok("/acs/users/remove_from_access_group", acs_user_id=stay.user, acs_access_group_id=APARTMENT)
    agreement.check(["no_access_group", "granted"])
    server.ok("/acs/users/add_to_access_group", acs_user_id=stay.user, acs_access_group_id=APARTMENT)
    server.ok(
        "/user_identities/revoke_access_to_device", user_identity_id=stay.identity, device_id=stay.storage)
    agreement.check(["granted", "no_access_group"])
    stay.grant()
    server.set_clock(CHECK_OUT)
    agreement.check(["after_schedule", "granted"])
    server.ok("/acs/users/delete", acs_user_id=stay.user)
    agreement.check(["no_acs_user", "no_acs_user"])
    stay.grant()
    agreement.check(["no_acs_user", "granted"], is_user_there=False)


def test_the_past_stays_explained(server):
    stay = Stay(server)
    of_user, of_identity = {"acs_user_id": stay.user}, {"user_identity_id": stay.identity}
    asked = [(stay.home, of_user), (stay.storage, of_user), (stay.home, of_identity), (stay.storage, of_identity)]
    before = [(remote(server, door, **who), door, who) for door, who in asked]
    assert {told["access"] for told, _, _ in before} == {"allowed"}
    server.advance(60)

    def still(told, door, who):
        return remote(server, door, told["moment"], **who) == told

    server.ok("/user_identities/revoke_access_to_device", user_identity_id=stay.identity, device_id=stay.storage)
    session = server.ok("/client_sessions/list")["client_sessions"][0]["client_session_id"]
    server.ok("/client_sessions/delete", client_session_id=session)
    server.ok("/acs/credentials/delete", acs_credential_id=stay.key)
    assert all(still(*one) for one in before)
    assert {remote(server, door, **who)["reason"] for door, who in asked} == {"no_client_session", "no_access_group"}
    # The guest can be identified by every name, also after a merge.
    other = server.ok("/user_identities/create", full_name="Jane")["user_identity"]["user_identity_id"]
    server.ok("/user_identities/merge", user_identity_id=other, merged_user_identity_ids=[stay.identity])
    assert all(still(*one) for one in before)
    assert all(still(told, door, {"user_identity_id": other}) for told, door, who in before if who is of_identity)
    server.ok("/user_identities/delete", user_identity_id=other)
    server.advance(120)
    assert all(still(*one) for one in before if one[2] is of_user)


def test_a_stay_to_come_is_foreseen(server):
    user = server.guest("Jane Doe")
    identity = server.user(user)["user_identity_id"]
    server.ok("/client_sessions/create", user_identity_id=identity)
    home = entrances(server)["Apartment 4B"]
    now = remote(server, home, acs_user_id=user)
    assert (now["access"], now["reason"]) == ("denied", "before_schedule")
    assert now["suggested_change"]["code"] == "change_access_schedule"
    assert remote(server, home, CHECK_IN, acs_user_id=user)["access"] == "allowed"
    assert remote(server, home, CHECK_OUT, acs_user_id=user)["reason"] == "after_schedule"
