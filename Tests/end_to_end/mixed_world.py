"""Access grants, ACS users and access codes at the same two sites, with all means of access."""
import datetime

from grant_world import Person, instant
from means_world import MeansWorld
from web_app import WebApp

ADMINISTRATOR = "jane@example.com"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# At each site, and in all.
RESIDENTS, CODES = 5, 6


class Resident(Person):
    """A person who is also an ACS user of one site, with access of its own. Callers may book grants for it too."""

    def __init__(self, identity, name, email, has_phone, site):
        super().__init__(identity, name, email, has_phone)
        self.site, self.user, self.is_suspended, self.schedule = site, None, False, None


class Code:
    """An access code of one lock, and its digits as the PIN of the lock's site. `shown` is None once it is gone."""

    def __init__(self, id_, name, door):
        self.id, self.name, self.email, self.door = id_, name, "", door
        self.pins, self.shown, self.users = {}, None, {}

    @property
    def named(self):
        return {"access_code_id": self.id}


class MixedWorld(MeansWorld):
    """All kinds of access at two sites, which change at random."""

    def __init__(self, folder, chance, start):
        self.residents, self.codes, self.former_codes = [], [], []
        super().__init__(folder, chance, start, people=7)
        self.furnish()
        for site in self.sites():
            for _ in range(RESIDENTS):
                self.move_in(site)
        for _ in range(CODES):
            self.create_code()
        for person in self.people[::2]:
            self.begin_session(person)
        for _ in range(5):
            self.assign_card_of_grant()
        self.server.advance(240)
        self.unpack_phones()
        self.look()

    def sites(self):
        return sorted(self.systems)

    def furnish(self):
        """Registers cards at both sites. The staff of each create a group with some of its doors."""
        for index, site in enumerate(site["id"] for site in self.virtual.get("state")["sites"][:2]):
            self.register_cards(site, first=(index + 1) * 10_000_000)
            app = WebApp(self.virtual, ADMINISTRATOR, index)
            group = app.call("POST", "access_groups", {"customer_reference": "Rooms"})["id"]
            for door in [door for door in self.doors if door.site == site][-2:]:
                app.call("POST", f"access_groups/{group}/locks", {"lock_id": door.lock})
            always = {day: True for day in DAYS} | {"start_time": "00:00:00", "end_time": "23:59:59"}
            app.call("POST", f"access_groups/{group}/time_schedules", always, version="v1.1")
        self.server.sync()
        self.server.advance(300)
        listed = self.server.ok("/acs/access_groups/list")["acs_access_groups"]
        names = ("Main Group", "Annex Group", "Rooms")
        self.groups = {site: [group["acs_access_group_id"] for group in listed
                              if group["name"] in names and group["acs_system_id"] == system]
                       for site, system in self.systems.items()}
        self.managers = {
            site: self.server.ok(
                "/acs/systems/list_compatible_credential_manager_acs_systems", acs_system_id=system)["acs_systems"][0]
            for site, system in self.systems.items()}
        keypads = self.server.ok("/devices/list", include_if=["can_unlock_with_code"])["devices"]
        self.keypads = [door for door in self.doors if door.device in {device["device_id"] for device in keypads}]

    # MARK: ACS users

    def move_in(self, site):
        number = self.number()
        name, email = f"Resident {number}", f"resident.{number}@guests.example"
        identity = self.server.ok(
            "/user_identities/create", email_address=email, full_name=name)["user_identity"]["user_identity_id"]
        resident = Resident(identity, name, email, len(self.residents) % RESIDENTS == 0, site)
        self.server.ok(
            "/user_identities/enrollment_automations/launch", user_identity_id=identity,
            create_credential_manager_user=True,
            credential_manager_acs_system_id=self.managers[site]["acs_system_id"])
        resident.schedule = self.schedule()
        groups = self.chance.sample(self.groups[site], self.chance.randint(1, 2))
        resident.user = self.server.ok(
            "/acs/users/create", acs_system_id=self.systems[site], full_name=name, user_identity_id=identity,
            acs_access_group_ids=groups, **({"access_schedule": resident.schedule} if resident.schedule else {}))[
                "acs_user"]["acs_user_id"]
        self.residents.append(resident)
        self.people.append(resident)
        for means in self.chance.sample(("code", "card", "mobile_key", "cloud_key"), 2):
            self.give(resident, means)
        if resident.has_phone:
            self.give(resident, "mobile_key")

    def schedule(self):
        times = self.times()
        return times if times["ends_at"] and self.chance.random() < 0.7 else None

    def edges(self):
        limits = [one for resident in self.residents if resident.schedule for one in resident.schedule.values()]
        limits += [code.shown[edge] for code in self.codes if code.shown for edge in ("starts_at", "ends_at")
                   if code.shown.get(edge)]
        return super().edges() + [instant(limit) for limit in limits]

    def give(self, resident, means):
        """Gives a resident a means. It is refused if a grant has given it already."""
        if means == "card":
            cards = self.free_cards(resident.site)
            if cards:
                self.server.call(
                    "/acs/credentials/assign", acs_user_id=resident.user,
                    acs_credential_id=self.chance.choice(cards)["acs_credential_id"])
            return
        more = {"is_multi_phone_sync_credential": True} if means == "mobile_key" else {}
        status, body = self.server.call(
            "/acs/credentials/create", acs_user_id=resident.user, access_method=means, **more)
        assert status < 500, body

    def take(self, resident, means):
        """Takes a means away, and tells whether there was one."""
        held = [one for one in self.credentials(acs_user_id=resident.user) if one["access_method"] == means]
        for credential in held:
            which = {"acs_credential_id": credential["acs_credential_id"]}
            if means == "card":
                self.server.call("/acs/credentials/unassign", acs_user_id=resident.user, **which)
            else:
                self.server.call("/acs/credentials/delete", **which)
        return bool(held)

    def change_resident(self):
        resident, what = self.chance.choice(self.residents), self.chance.random()
        which = {"acs_user_id": resident.user}
        if what < 0.3:
            group = self.chance.choice(self.groups[resident.site])
            path = self.chance.choice(("add_to_access_group", "remove_from_access_group"))
            self.server.ok(f"/acs/users/{path}", acs_access_group_id=group, **which)
        elif what < 0.4:
            resident.is_suspended = not resident.is_suspended
            self.server.ok(f"/acs/users/{'suspend' if resident.is_suspended else 'unsuspend'}", **which)
        elif what < 0.65:
            resident.schedule = self.schedule()
            self.server.ok("/acs/users/update", access_schedule=resident.schedule, **which)
        elif what < 0.7:
            status, _ = self.server.call("/acs/users/delete", **which)
            # A user with access grants cannot be deleted.
            if status == 200:
                self.residents.remove(resident)
                self.move_in(resident.site)
        else:
            means = self.chance.choice(("code", "code", "card", "card", "mobile_key", "cloud_key"))
            if self.chance.random() < 0.6 or not self.take(resident, means):
                self.give(resident, means)

    # MARK: Access codes

    def create_code(self):
        door, name = self.chance.choice(self.keypads), f"Cleaner {self.number()}"
        times = self.times() if self.chance.random() < 0.7 else {}
        if not times.get("ends_at"):
            times = {}
        code = self.server.ok("/access_codes/create", device_id=door.device, name=name, **times)["access_code"]
        self.codes.append(Code(code["access_code_id"], name, door))

    def change_code(self):
        what = self.chance.random()
        if what < 0.3 or not self.codes:
            return self.create_code()
        code = self.chance.choice(self.codes)
        if what < 0.7:
            times = self.times()
            changes = times if times["ends_at"] else {"type": "ongoing"}
            status, body = self.server.call("/access_codes/update", access_code_id=code.id, **changes)
        else:
            status, body = self.server.call("/access_codes/delete", access_code_id=code.id)
        # It may have ended.
        assert status in (200, 404), body
        return None

    def is_ending(self, code):
        """Whether an access code may be gone at any moment."""
        ends_at = code.shown and code.shown.get("ends_at")
        return ends_at and instant(ends_at) < self.now() + datetime.timedelta(seconds=5)

    def look_at_codes(self):
        """Learns the state and digits of the access codes, and sets those that are gone apart."""
        ids = [code.id for code in self.codes]
        listed = self.server.ok("/access_codes/list", access_code_ids=ids)["access_codes"] if ids else []
        shown = {code["access_code_id"]: code for code in listed}
        for code in list(self.codes):
            code.shown = shown.get(code.id)
            if code.shown and code.shown["code"]:
                code.pins[code.door.site] = code.shown["code"]
            if not code.shown:
                self.codes.remove(code)
                self.former_codes = [*self.former_codes[-3:], code]
        for code in self.codes + self.former_codes:
            self.look_for(code)

    # MARK: Everybody

    def change(self):
        what = self.chance.random()
        if what < 0.57:
            super().change()
        elif what < 0.82:
            self.change_resident()
        else:
            self.change_code()

    def look(self):
        super().look()
        self.look_at_codes()
