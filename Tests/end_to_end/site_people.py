"""People at a site, requests for them, and the effects in the ledger."""
from harness import APARTMENT, BUILDING_A, CHECK_IN, CHECK_OUT
from web_app import INTEGRATION

CARLA = "carla@example.com"


def sync(server):
    """Reads the site, and lets the resulting changes happen."""
    server.sync()
    server.advance(1)


def unmanaged(server, name="Carla Cleaner"):
    found = server.ok("/acs/users/unmanaged/list")["acs_users"]
    return next((user for user in found if user["full_name"] == name), None)


def add_carla(server, people, email=CARLA, group="Common Areas", **more):
    """Carla, whom the owner adds in Salto's web app, with a seat and a membership of a group."""
    carla = people.add("Carla Cleaner", email=email, subscription_state="subscribed", **more)
    server.advance(120)
    people.put_into(carla, people.groups()[group])
    sync(server)
    return carla


def stay(server, name="A stay", email=CARLA, groups=(APARTMENT,), **more):
    user = server.ok(
        "/acs/users/create", acs_system_id=BUILDING_A, full_name=name, email_address=email,
        access_schedule={"starts_at": CHECK_IN, "ends_at": CHECK_OUT}, acs_access_group_ids=list(groups),
        **more)["acs_user"]["acs_user_id"]
    server.advance(120)
    return user


def taken_up(server, people, **more):
    """Carla with a stay that Latchkey has taken up."""
    carla = add_carla(server, people)
    user = stay(server, **more)
    take_up(server, user)
    return carla, user


def take_up(server, user, name="Carla Cleaner"):
    shown = server.ok(
        "/latchkey/v1/users/take_up", acs_user_id=user,
        unmanaged_acs_user_id=unmanaged(server, name)["acs_user_id"])["acs_user"]
    server.advance(60)
    return shown


class Deeds:
    """The integration's effects in the ledger since the last call."""

    def __init__(self, server):
        self.server = server
        self.mark = len(server.virtual.ledger())

    def since(self):
        ledger = self.server.virtual.ledger()
        done = [entry["effect"] for entry in ledger[self.mark:] if entry["effect"] and entry["caller_id"] == INTEGRATION]
        self.mark = len(ledger)
        return sorted(done)


def opens(server, name, door):
    return server.virtual.try_door(door, server.virtual.user(name))["opened"]


def groups_of(server, user):
    return {group["name"] for group in server.ok("/acs/access_groups/list", acs_user_id=user)["acs_access_groups"]}


def message(user):
    return " ".join(notice["message"] for notice in user["errors"] + user["warnings"])
