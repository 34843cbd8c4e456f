"""A changed e-mail address reaches Salto, stays pending, or is refused with a reason. Latchkey and Salto never silently
disagree."""
import pytest

import harness
from harness import BUILDING_A, CHECK_IN, errors
from test_phone import OPENED, Guest
from web_app import WebApp


def site_users(server, name):
    """The site's users of a name, as Salto's web app shows them."""
    page = WebApp(server.virtual).call("GET", "users?$top=100")
    first, _, last = name.partition(" ")
    return [{"id": user["id"], "user_id": user["user"]["id"], "email": user["user"]["email"]}
            for user in page["items"] if (user["user"]["first_name"], user["user"]["last_name"]) == (first, last)]


def letters(server):
    return [mail["email"] for mail in server.virtual.get("mailbox")["invitations"]]


def information(server, user):
    found = [mutation for mutation in server.user(user)["pending_mutations"]
             if mutation["mutation_code"] == "updating_user_information"]
    return [(mutation["from"], mutation["to"]) for mutation in found]


def change(server, guest, how, address):
    if how == "user":
        server.ok("/acs/users/update", acs_user_id=guest, email_address=address)
    else:
        server.ok(
            "/user_identities/update", user_identity_id=server.user(guest)["user_identity_id"], email_address=address)


@pytest.fixture(params=["taken", "ignored", "refused"])
def way(server, request):
    """What Salto does with an address in a PATCH."""
    server.virtual.post("settings", {"email_by_patch": request.param})
    return request.param


@pytest.mark.parametrize("how", ["user", "identity"])
def test_an_address_that_is_changed_reaches_salto(server, way, how):
    guest = server.guest("Jane Doe")
    server.advance(120)
    server.set_clock(CHECK_IN)
    server.advance(60)
    before, = site_users(server, "Jane Doe")
    server.virtual.faults({"kind": "error_before", "status": 503, "match": "PATCH"})
    change(server, guest, how, "jd@example.com")
    server.advance(2)
    assert information(server, guest) == [
        ({"email_address": "jane.doe@example.com"}, {"email_address": "jd@example.com"})]
    server.virtual.faults()
    server.advance(600)
    after, = site_users(server, "Jane Doe")
    assert after["email"] == "jd@example.com" and letters(server)[-1] == "jd@example.com"
    assert (after["id"] == before["id"]) == (way == "taken")
    assert information(server, guest) == [] and errors(server.user(guest)) == set()
    assert server.virtual.try_door("Apartment 4B", after)["opened"]
    assert server.ok("/acs/users/list", acs_system_id=BUILDING_A)["acs_users"][0]["acs_user_id"] == guest


def test_the_door_opens_all_the_while(server):
    """The locks know the successor before the old user is removed, so one of the two PINs always opens."""
    server.virtual.post("settings", {"email_by_patch": "refused"})
    guest = server.guest("Jane Doe")
    pin = server.ok("/acs/credentials/create", acs_user_id=guest, access_method="code")["acs_credential"]
    tag = server.virtual.post("tags", {"tag_number": "00004711"})
    assert tag is not None
    server.advance(120)
    server.sync()
    card = next(found for found in server.ok("/acs/credentials/list", acs_system_id=BUILDING_A)["acs_credentials"]
                if found.get("card_number") == "00004711")
    server.ok("/acs/credentials/assign", acs_credential_id=card["acs_credential_id"], acs_user_id=guest)
    server.set_clock(CHECK_IN)
    server.advance(60)
    lock = server.virtual.lock("Apartment 4B")

    def code():
        return server.ok(
            "/acs/credentials/get", acs_credential_id=pin["acs_credential_id"])["acs_credential"]["code"]

    first = code()
    change(server, guest, "user", "jd@example.com")
    for _ in range(60):
        assert server.virtual.post(f"locks/{lock}/try", {"pin": code()})["opened"]
        server.advance(5)
    assert code() != first
    assert not server.virtual.post(f"locks/{lock}/try", {"pin": first})["opened"]
    assert server.virtual.post(f"locks/{lock}/try", {"tag": "00004711"})["opened"]
    assert [user["email"] for user in site_users(server, "Jane Doe")] == ["jd@example.com"]
    server.sync()
    others = server.ok("/acs/users/unmanaged/list", acs_system_id=BUILDING_A)["acs_users"]
    assert "Jane Doe" not in {other["full_name"] for other in others}


def test_the_seat_stays_with_the_guest(server):
    """Without a second seat the successor gets the old user's seat, although another guest waits for one."""
    server.virtual.post("settings", {"email_by_patch": "ignored"})
    server.virtual.post("site", {"seats": 1})
    guest, waiting = server.guest("Jane Doe"), server.guest("Ann Other")
    server.advance(120)
    server.set_clock(CHECK_IN)
    server.advance(60)
    assert errors(server.user(waiting)) == {"salto_ks_subscription_limit_exceeded"}
    change(server, guest, "user", "jd@example.com")
    server.advance(600)
    user, = site_users(server, "Jane Doe")
    assert user["email"] == "jd@example.com"
    assert server.virtual.try_door("Apartment 4B", user)["opened"]
    assert errors(server.user(guest)) == set()
    assert errors(server.user(waiting)) == {"salto_ks_subscription_limit_exceeded"}


@pytest.mark.parametrize("how", ["user", "identity"])
def test_the_address_of_somebody_who_signed_up_is_their_own(server, tmp_path, way, how):
    guest = Guest(server, tmp_path)
    phone = guest.phone("one")
    server.set_clock(CHECK_IN)
    server.advance(60)
    change(server, guest.user, how, "jd@example.com")
    server.advance(600)
    shown = server.user(guest.user)
    assert errors(shown) == {"failed_to_update_on_acs_system"}
    assert "signed up" in shown["errors"][0]["message"] and "jane@example.com" in shown["errors"][0]["message"]
    assert information(server, guest.user) == []
    assert [user["email"] for user in site_users(server, "Jane Doe")] == ["jane@example.com"]
    assert phone.unlock("Apartment 4B") == OPENED
    # After the address is changed back, there is no error.
    change(server, guest.user, how, "Jane@example.com")
    server.advance(60)
    assert errors(server.user(guest.user)) == set()


def test_an_address_that_somebody_else_has_is_tried_again_once_it_is_free(server, way):
    web = WebApp(server.virtual)
    other = web.add("Carla Costa", "carla@example.com")
    server.advance(60)
    server.sync()
    guest = server.guest("Jane Doe")
    server.advance(120)
    change(server, guest, "user", "carla@example.com")
    server.advance(120)
    assert errors(server.user(guest)) == {"failed_to_update_on_acs_system"}
    assert information(server, guest) == []
    assert [user["email"] for user in site_users(server, "Jane Doe")] == ["jane.doe@example.com"]
    web.delete(other)
    server.advance(30)
    server.sync()
    server.advance(300)
    assert errors(server.user(guest)) == set()
    assert [user["email"] for user in site_users(server, "Jane Doe")] == ["carla@example.com"]


@pytest.mark.parametrize("end", ["corrected", "given up", "in Salto's web app"])
def test_a_guest_who_was_refused_for_an_address_is_made_once_it_can_be(server, end):
    first = server.guest("Carla Costa", "carla@example.com")
    server.advance(120)
    identity = server.ok("/user_identities/create", full_name="Jane Doe")["user_identity"]["user_identity_id"]
    guest = server.ok(
        "/acs/users/create", acs_system_id=BUILDING_A, user_identity_id=identity, full_name="Jane Doe",
        email_address="carla@example.com")["acs_user"]["acs_user_id"]
    server.ok(
        "/acs/credentials/create", acs_user_id=guest, access_method="mobile_key", is_multi_phone_sync_credential=True)
    server.advance(120)
    assert errors(server.user(guest)) & {"failed_to_create_on_acs_system", "failed_to_update_on_acs_system"}
    if end == "corrected":
        server.ok("/acs/users/update", acs_user_id=guest, email_address="jane@example.com")
    elif end == "given up":
        server.ok("/acs/users/delete", acs_user_id=first)
    else:
        web = WebApp(server.virtual)
        web.delete(web.users()["Carla Costa"])
        server.advance(30)
        server.sync()
    server.advance(120)
    assert errors(server.user(guest)) == set()
    user, = site_users(server, "Jane Doe")
    assert user["email"] == ("jane@example.com" if end == "corrected" else "carla@example.com")
