"""Users that Latchkey created and lost: it recognizes its mark in their alias and ends their access."""
import shutil

import pytest

import harness
from databases import reads_sqlite_file
from harness import APARTMENT, BICYCLES, BUILDING_A, CHECK_IN, CHECK_OUT, errors, warnings
from site_people import Deeds, groups_of, opens, stay, sync, unmanaged
from web_app import WebApp


@pytest.fixture
def people(server):
    return WebApp(server.virtual)


def forgotten(server, people, name="Jane Doe", **more):
    """A guest of ours at the site that the server does not know. The alias belongs to a former ACS user."""
    guest = server.guest(name)
    server.advance(120)
    alias = server.virtual.user(name)["alias"]
    server.ok("/acs/users/delete", acs_user_id=guest)
    server.advance(120)
    sync(server)
    known = people.add(name, email=f"{name.lower().replace(' ', '.')}@example.com", alias=alias,
                       subscription_state="subscribed", **more)
    server.advance(120)
    people.put_into(known, people.groups()["Apartment 4B"])
    return known


def found(server, name="Jane Doe"):
    for _ in range(3):
        sync(server)
        server.advance(120)
    users = server.ok("/acs/users/list", acs_system_id=BUILDING_A)["acs_users"]
    return next((user for user in users if user["full_name"] == name), None)


def test_the_alias_fits_and_names_workspace_and_user(server, people):
    for name in ("Jane Doe", "Ann"):
        server.guest(name)
    server.advance(120)
    aliases = [server.virtual.user(name)["alias"] for name in ("Jane Doe", "Ann")]
    assert len(set(aliases)) == 2 and {alias[:12] for alias in aliases} == {aliases[0][:12]}
    assert all(len(alias) <= 30 and alias.startswith("lk-") for alias in aliases)
    listed = server.ok("/acs/users/list", acs_system_id=BUILDING_A)["acs_users"]
    assert {alias[12:] for alias in aliases} == {harness.alias_of(user["acs_user_id"]) for user in listed}


def test_who_is_ours_and_forgotten_is_an_acs_user_again_whose_access_ends(server, people):
    forgotten(server, people)
    deeds = Deeds(server)
    user = found(server)
    assert user and "unknown_issue_with_acs_user" in warnings(user) and unmanaged(server, "Jane Doe") is None
    assert opens(server, "Jane Doe", "Apartment 4B"), "nobody is shut out at once"
    assert deeds.since() == []
    server.advance(24 * 3600 + 60)
    assert deeds.since() == ["suspended"] and not opens(server, "Jane Doe", "Apartment 4B")
    server.ok("/acs/users/delete", acs_user_id=user["acs_user_id"])
    server.advance(60)
    assert deeds.since() == ["user_deleted"]


def test_a_stay_that_is_booked_again_takes_the_place_of_who_was_forgotten(server, people):
    known = forgotten(server, people)
    found(server)
    deeds = Deeds(server)
    identity = server.ok("/user_identities/list")["user_identities"][0]["user_identity_id"]
    again = server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name="Jane Doe", user_identity_id=identity,
                      acs_access_group_ids=[BICYCLES], access_schedule={"starts_at": CHECK_IN, "ends_at": CHECK_OUT})
    again = again["acs_user"]["acs_user_id"]
    server.advance(120)
    assert people.users()["Jane Doe"]["id"] == known["id"] and server.user(again)["errors"] == []
    assert groups_of(server, again) == {"Bicycle Storage"}, "the room of the former stay is taken back"
    assert "unknown_issue_with_acs_user" not in warnings(server.user(again))
    assert set(deeds.since()) >= {"member_added", "member_removed", "suspended"}
    users = [user["acs_user_id"] for user in server.ok("/acs/users/list", acs_system_id=BUILDING_A)["acs_users"]]
    assert users == [again]


def test_the_mark_of_another_workspace_is_somebody_elses(server, people):
    people.add("Olga Other", email="olga@example.com", alias="lk-0a1b2c3d-0123456789abcdef",
               subscription_state="subscribed")
    server.advance(120)
    deeds = Deeds(server)
    assert found(server, "Olga Other") is None and unmanaged(server, "Olga Other")
    user = stay(server, email="olga@example.com")
    assert errors(server.user(user)) == {"failed_to_create_on_acs_system"}
    server.set_clock(CHECK_OUT)
    assert deeds.since() == []


def test_who_was_thought_to_be_gone_goes_on_with_what_is_asked_for_here(server, people):
    guest = server.guest("Jane Doe", groups=(APARTMENT,))
    server.advance(120)
    shown = people.users()["Jane Doe"]
    people.delete(shown)
    server.advance(60)
    sync(server)
    assert errors(server.user(guest)) == {"deleted_externally"}
    again = people.add("Jane Doe", email="jane.doe@example.com", alias=shown["alias"], subscription_state="subscribed")
    server.advance(120)
    people.put_into(again, people.groups()["Bicycle Storage"])
    deeds = Deeds(server)
    sync(server)
    server.advance(120)
    assert server.user(guest)["errors"] == [] and groups_of(server, guest) == {"Apartment 4B"}
    assert "user_created" not in (done := deeds.since()) and {"member_added", "member_removed", "suspended"} <= set(done)


@reads_sqlite_file
def test_a_restore_from_a_backup_finds_who_was_made_since(tmp_path):
    cloud = harness.Cloud(tmp_path / "cloud")
    server = harness.Server(tmp_path / "server", cloud=cloud.endpoint)
    try:
        server.stop()
        shutil.copytree(server.folder / "data", tmp_path / "backup")
        server = harness.Server(tmp_path / "server", cloud=cloud.endpoint)
        server.guest("Jane Doe")
        server.advance(120)
        server.stop()
        shutil.rmtree(server.folder / "data")
        shutil.copytree(tmp_path / "backup", server.folder / "data")
        server = harness.Server(tmp_path / "server", cloud=cloud.endpoint)
        assert "unknown_issue_with_acs_user" in warnings(found(server))
        server.guest("Jane Doe")
        server.advance(120)
        users = [user for user in server.virtual.site()["users"] if user["name"] == "Jane Doe"]
        assert len(users) == 1 and server.virtual.effects()["user_created"] == 1
        listed = server.ok("/acs/users/list", acs_system_id=BUILDING_A)["acs_users"]
        assert [warnings(user) & {"unknown_issue_with_acs_user"} for user in listed] == [set()]
        server.set_clock(CHECK_IN)
        server.advance(120)
        assert opens(server, "Jane Doe", "Apartment 4B")
    finally:
        server.kill()
        cloud.kill()
