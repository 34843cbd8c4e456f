"""Access codes on the locks of two sites, with the people who change them in the web app, faults and kills."""
import datetime

from grant_world import instant, text
from harness import Cloud, Server, Virtual
from test_accounts import connect
from test_kill import LOST, Stage
from web_app import WebApp

KINDS = ["throttled", "error_before", "error_after", "lost_answer", "expired_token", "unreachable"]
# Connects both sites, and operates them in the web app.
ADMINISTRATOR = "jane@example.com"


class TwoSites(Stage):
    """A server and a cloud with two sites, which can be killed and started again."""

    def __init__(self, folder, chance):
        self.folder, self.chance = folder, chance
        self.cloud = Cloud(folder / "cloud", scenario="sandbox")
        self.virtual = Virtual(self.cloud.endpoint)
        self.server = Server(folder / "server", cloud=self.cloud.endpoint, scenario="sandbox")
        self.server.virtual = self.virtual

    def kill(self, victim):
        if victim == "cloud":
            self.cloud.kill()
            self.cloud = Cloud(self.folder / "cloud", port=self.cloud.port, scenario="sandbox")
            return self.has_open_call()
        self.server.kill()
        is_open = self.has_open_call()
        self.server = Server(self.folder / "server", cloud=self.cloud.endpoint, scenario="sandbox")
        self.server.virtual = self.virtual
        return is_open


class Code:
    """An access code, and the digits that were first seen."""

    def __init__(self, id_, name, door, ends_at):
        self.id, self.name, self.door, self.ends_at = id_, name, door, ends_at
        self.digits = None
        # Whether a person deleted its user at the site, so that its digits may be others.
        self.is_remade = False


class CodeWorld:
    def __init__(self, folder, chance, locks):
        self.chance, self.stage = chance, TwoSites(folder, chance)
        connect(self.server, ADMINISTRATOR)
        self.sites = [site["id"] for site in self.virtual.get("state")["sites"]][:2]
        self.before = {site["id"]: site for site in self.virtual.get("state")["sites"]}
        self.doors = {}
        for number in range(locks):
            site = self.sites[number % 2]
            lock = self.virtual.post("locks", {"name": f"ROOM {number}", "site_id": site})["id"]
            self.doors[f"ROOM {number}"] = (site, lock)
        self.seats(1000)
        self.server.sync()
        self.server.advance(60)
        self.devices = {
            device["display_name"]: device["device_id"] for device in self.server.ok("/devices/list")["devices"]}
        self.staff = [WebApp(self.virtual, ADMINISTRATOR, site) for site in range(2)]
        self.codes = {}
        # The doors whose locks the installer removed, and the codes that they had.
        self.removed_doors, self.removed_codes = set(), []

    @property
    def server(self):
        return self.stage.server

    @property
    def virtual(self):
        return self.stage.virtual

    def now(self):
        return instant(self.server.ok("/latchkey/v1/clock/get")["clock"]["now"])

    def seats(self, seats):
        for site in self.sites:
            self.virtual.post("site", {"site_id": site, "seats": seats})

    # MARK: Steps. Each may be repeated, since a kill may lose its answer.

    def create(self, number, ends_at):
        """A code with a name of its own, by which a repeated call finds it."""
        door = self.chance.choice(sorted(self.doors))
        name = f"Code {number}"
        times = {"starts_at": text(self.now()), "ends_at": text(ends_at)} if ends_at else {}

        def book():
            device = self.devices[door]
            listed = self.server.ok("/access_codes/list", device_id=device)["access_codes"]
            found = next((code for code in listed if code["name"] == name), None)
            if not found:
                found = self.server.ok("/access_codes/create", device_id=device, name=name, **times)["access_code"]
            self.codes[name] = Code(found["access_code_id"], name, door, ends_at)

        return book

    def extend(self, ends_at):
        timed = [code for code in self.codes.values() if code.ends_at]
        code = self.chance.choice(timed) if timed else None

        def update():
            if not code:
                return
            status, body = self.server.call("/access_codes/update", access_code_id=code.id, ends_at=text(ends_at))
            # It may have ended.
            assert status in (200, 404), body
            if status == 200:
                code.ends_at = ends_at

        return update

    def delete(self):
        code = self.chance.choice(sorted(self.codes.values(), key=lambda code: code.name))

        def remove():
            status, body = self.server.call("/access_codes/delete", access_code_id=code.id)
            assert status in (200, 404), body
            self.codes.pop(code.name, None)

        return remove

    def meddle(self):
        """A person renames or deletes the user of a code in the web app, takes it out of its group, or deletes that."""
        self.virtual.faults()
        # Latchkey changes nothing meanwhile.
        self.server.advance(1, timeout_seconds=20)
        code = self.chance.choice(sorted(self.codes.values(), key=lambda code: code.name))
        site, _ = self.doors[code.door]
        app = self.staff[self.sites.index(site)]
        what = self.chance.choice(("rename", "delete", "take out", "delete group"))

        user, shown = app.users().get(code.name), self.shown(site, code.name)
        if not user or not shown:
            return
        if what == "rename":
            app.edit(user, first_name="Somebody", last_name=code.name.split()[1])
        elif what == "delete":
            code.is_remade = True
            app.delete(user)
        for group in shown["access_group_ids"]:
            if what == "take out":
                app.take_out(user, group)
            elif what == "delete group":
                app.call("DELETE", f"access_groups/{group}")

    def remove_lock(self):
        """The installer removes a lock for good, which ends its codes."""
        self.virtual.faults()
        self.server.advance(1, timeout_seconds=20)
        # One that has codes, if any has.
        door = self.chance.choice(sorted({code.door for code in self.codes.values()}) or sorted(self.doors))
        _, lock = self.doors.pop(door)
        self.virtual.post(f"locks/{lock}", {"removed": True})
        self.removed_doors.add(door)
        for code in [code for code in self.codes.values() if code.door == door]:
            self.removed_codes.append(self.codes.pop(code.name))

    def faults(self):
        kinds = self.chance.sample(KINDS, self.chance.randrange(3))
        self.virtual.faults(*({"kind": kind, "probability": self.chance.random() / 3} for kind in kinds))

    def perform(self, action, phase, counts):
        if self.chance.random() < 0.05:
            return self.stage.during(action, phase, counts)
        for _ in range(3):
            try:
                return action()
            except LOST:
                continue
        return action()

    def advance(self, seconds):
        return lambda: self.server.advance(seconds, timeout_seconds=20)

    # MARK: What there is

    def shown(self, site, name):
        users = next(one for one in self.virtual.get("state")["sites"] if one["id"] == site)["users"]
        return next((user for user in users if user["name"] == name), None)

    def rest(self):
        """Lets both sides come to rest without faults."""
        self.virtual.faults()
        for _ in range(3):
            self.server.sync()
            for _ in range(20):
                if self.server.advance(600, timeout_seconds=60)["is_settled"]:
                    break
        # The waits after failures end.
        self.server.advance(3600, timeout_seconds=60)
        self.server.sync()
        self.server.advance(600, timeout_seconds=60)

    def all_codes(self):
        ids = [code.id for code in self.codes.values()]
        found = {}
        for start in range(0, len(ids), 100):
            page = self.server.ok("/access_codes/list", access_code_ids=ids[start:start + 100])["access_codes"]
            found.update((code["access_code_id"], code) for code in page)
        return found

    def opens(self, door, digits):
        return self.virtual.post(f"locks/{self.doors[door][1]}/try", {"pin": digits, "entry": False})["opened"]

    def later(self, hours):
        return self.now() + datetime.timedelta(hours=hours)

    def close(self):
        self.stage.close()
