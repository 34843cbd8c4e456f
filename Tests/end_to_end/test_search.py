"""Lists find texts whatever their letters: in either case, with accents and without, in every script."""
import pytest

import harness
from harness import BUILDING_A
from web_app import WebApp

# A name, and what finds it.
NAMES = {
    "Özil": ["Özil", "özil", "ÖZIL", "ozil", "O\u0308ZIL"], "Åsa": ["åsa", "asa"], "Łukasz": ["łukasz", "LUKASZ"],
    "Иван Йод": ["иван", "ИВАН", "йод"], "Weiß": ["weiss", "WEISS", "weiß"], "İpek Işık": ["ipek", "isik", "IŞIK"],
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    server = harness.Server(tmp_path_factory.mktemp("search") / "server")
    yield server
    server.kill()


def found(server, path, key, **parameters):
    return [row["display_name"] for row in server.ok(path, **parameters)[key]]


def test_people_are_found(site):
    for name in NAMES:
        identity = site.ok("/user_identities/create", full_name=name)["user_identity"]["user_identity_id"]
        site.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name="Room " + name)
        site.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name="1", user_identity_id=identity)
    for name, texts in NAMES.items():
        for text in texts:
            assert found(site, "/user_identities/list", "user_identities", search=text) == [name], text
            assert sorted(found(site, "/acs/users/list", "acs_users", search=text)) == ["1", "Room " + name], text


def test_a_changed_name_is_found_and_the_former_is_not(site):
    user = site.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name="Čapek")["acs_user"]["acs_user_id"]
    identity = site.ok("/user_identities/create", full_name="Čapek")["user_identity"]["user_identity_id"]
    site.ok("/acs/users/update", acs_user_id=user, full_name="Dvořák")
    site.ok("/user_identities/update", user_identity_id=identity, full_name="Dvořák")
    for path, key in (("/acs/users/list", "acs_users"), ("/user_identities/list", "user_identities")):
        assert found(site, path, key, search="capek") == [] and found(site, path, key, search="DVORAK") == ["Dvořák"]


def test_what_the_site_has_is_found(site):
    virtual = site.virtual
    group = virtual.site()["access_groups"][0]["id"]
    virtual.post(f"access_groups/{group}", {"name": "Gäste"})
    virtual.post(f"locks/{virtual.lock('Main Entrance')}", {"name": "Großer Eingang"})
    virtual.post("site", {"name": "Gebäude Ä"})
    site.sync()
    assert found(site, "/acs/access_groups/list", "acs_access_groups", search="GASTE") == ["Gäste"]
    assert found(site, "/acs/entrances/list", "acs_entrances", search="grosser") == ["Großer Eingang"]
    assert [row["name"] for row in site.ok("/acs/systems/list", search="gebaude")["acs_systems"]] == ["Gebäude Ä"]
    device = site.ok("/devices/list", search="GROSSER")["devices"][0]
    site.ok("/devices/update", device_id=device["device_id"], name="Hôtel")
    assert [row["device_id"] for row in site.ok("/devices/list", search="hotel")["devices"]] == [device["device_id"]]
    account = site.account()["connected_account_id"]
    site.ok("/connected_accounts/update", connected_account_id=account, display_name="Zürich")
    assert len(site.ok("/connected_accounts/list", search="ZURICH")["connected_accounts"]) == 1
    site.ok("/connect_webviews/create", custom_metadata={"stadt": "Malmö"}, accepted_providers=["salto_ks"])
    assert len(site.ok("/connect_webviews/list", search="malmo")["connect_webviews"]) == 1


def test_people_whom_the_site_added_are_found(site):
    WebApp(site.virtual).add("Anna Müller", subscription_state="suspended")
    # A new person is in the list of people a while later.
    site.advance(60)
    site.sync()
    assert found(site, "/acs/users/unmanaged/list", "acs_users", search="MULLER") == ["Anna Müller"]
