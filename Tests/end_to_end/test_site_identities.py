"""The effects at a site when identities are linked, unlinked, merged and deleted, and when their phones are removed:
for users that Latchkey created, and for users that it took up.

The cases are those of the table in docs/salto-ks.md. The virtual cloud's ledger shows the effects.
"""
import pytest

from harness import CHECK_IN
from site_people import CARLA, Deeds, add_carla, opens, stay, sync, take_up
from test_lost_phones import Session, phone_ids
from web_app import MOBILE_USER, SITE_USER, WebApp


@pytest.fixture
def people(server):
    return WebApp(server.virtual)


def operations(server, first, identity, user):
    """The cases about identities and phones, in a possible order."""
    which = {"user_identity_id": identity, "acs_user_id": user}

    def phone():
        app = Session(server, identity)
        app.registration()
        app.report_key()

    def remove_phone():
        device, = phone_ids(server, identity)
        assert server.ok("/phones/deactivate", device_id=device)["removal"]["way"] == "role_taken_away"

    return [
        ("merge", lambda: server.ok(
            "/user_identities/merge", user_identity_id=identity, merged_user_identity_ids=[first])),
        ("unlink", lambda: server.ok("/user_identities/remove_acs_user", **which)),
        ("link", lambda: server.ok("/user_identities/add_acs_user", **which)),
        ("mobile key", lambda: server.ok("/acs/credentials/create", acs_user_id=user, access_method="mobile_key")),
        ("phone", phone),
        ("remove phone", remove_phone),
        ("unlink with key", lambda: server.ok("/user_identities/remove_acs_user", **which)),
        ("link with key", lambda: server.ok("/user_identities/add_acs_user", **which)),
        ("delete identity", lambda: server.ok("/user_identities/delete", user_identity_id=identity)),
    ]


TABLE = {
    "merge": ([], []), "unlink": ([], []), "link": ([], []),
    "mobile key": (["user_updated", "user_updated"], ["user_updated"]),
    "phone": ([], []),
    # The role is removed, and added again for the next phone.
    "remove phone": (["user_updated", "user_updated"], ["user_updated", "user_updated"]),
    "unlink with key": (["user_updated"], ["user_updated"]),
    "link with key": (["user_updated"], ["user_updated"]),
    "delete identity": (["user_deleted"], ["member_removed", "user_updated"]),
}


@pytest.mark.parametrize("maker", ["made", "taken_up"])
def test_each_operation_on_an_identity_does_what_the_table_says(server, people, maker):
    add_carla(server, people)
    first, identity = (server.ok("/user_identities/create", **more)["user_identity"]["user_identity_id"] for more in (
        {"user_identity_key": "guest-1"}, {"email_address": "guest@example.com"}))
    user = stay(server, email=CARLA if maker == "taken_up" else "guest@example.com", user_identity_id=first)
    if maker == "taken_up":
        take_up(server, user)
    server.set_clock(CHECK_IN)
    server.advance(130)
    before = people.users()["Carla Cleaner"]
    deeds = Deeds(server)
    for line, operation in operations(server, first, identity, user):
        operation()
        server.advance(130)
        assert deeds.since() == sorted(TABLE[line][maker == "taken_up"]), line
        if maker == "taken_up":
            assert opens(server, "Carla Cleaner", "Main Entrance"), line
    sync(server)
    assert people.users()["Carla Cleaner"] == before and deeds.since() == []
    if maker == "taken_up":
        shown = server.user(user)
        assert shown.get("user_identity_id") is None and shown["pending_mutations"] == []
    else:
        server.fails("/acs/users/get", 404, "acs_user_not_found", acs_user_id=user)


def test_a_phone_of_somebody_taken_up_is_removed_once_the_site_takes_its_role(server, people):
    carla = add_carla(server, people)
    people.edit(carla, role_ids=[SITE_USER, MOBILE_USER])
    sync(server)
    identity = server.ok("/user_identities/create", email_address="guest@example.com")["user_identity"]["user_identity_id"]
    user = stay(server, user_identity_id=identity)
    take_up(server, user)
    server.ok("/acs/credentials/create", acs_user_id=user, access_method="mobile_key")
    app = Session(server, identity)
    app.registration()
    app.report_key()
    deeds = Deeds(server)
    device, = phone_ids(server, identity)

    def removal():
        return server.ok("/latchkey/v1/phones/get_removal", device_id=device)["removal"]["removed_at"]

    server.ok("/phones/deactivate", device_id=device)
    server.advance(130)
    assert deeds.since() == [] and removal() is None
    people.edit(carla, role_ids=[SITE_USER])
    sync(server)
    server.advance(130)
    assert removal()
