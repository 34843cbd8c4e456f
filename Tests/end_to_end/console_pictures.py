"""Takes pictures of the console's main pages and of a customer's portal: `python console_pictures.py FOLDER`."""
import contextlib
import pathlib
import sys
import tempfile

from console_browser import Browser
from console_world import ConsoleWorld
from harness import CHECK_IN, CHECK_OUT
from test_phone import PASSWORD, SIGN_IN, Phone

# The pages by the names of their pictures.
PAGES = {
    "overview": "overview", "activity": "activity", "people": "people", "person": "people/PERSON", "stay": "stays/STAY",
    "new-stay": "stays/new", "doors": "doors", "door": "doors/DOOR", "connections": "connections", "operators": "operators",
    "audit": "audit", "webhook": "webhooks/WEBHOOK", "playground": "playground",
}
# The looks by name: width, height and theme.
LOOKS = {"light": (1280, 900, "light"), "dark": (1280, 900, "dark"), "phone": (375, 812, "light")}
# The apartments of the guests, each with a door of its own.
APARTMENTS = {
    "Aisha Rahman": "Apartment 1A", "Ben Carter": "Apartment 1B", "Chiara Romano": "Apartment 2A",
    "Daan de Vries": "Apartment 2B", "Elif Yilmaz": "Apartment 3A", "Hugo Martin": "Apartment 3B",
    "Ines Silva": "Apartment 4A",
}
JANE = "Jane Okafor"
# Whose phone has fetched its key, and who has opened a door with it.
FETCHED = (JANE, "Aisha Rahman", "Ben Carter", "Daan de Vries", "Elif Yilmaz", "Ines Silva")
ARRIVED = {JANE: "Apartment 4B", "Ben Carter": "Apartment 1B", "Elif Yilmaz": "Apartment 3A"}
CUSTOMER = "keizer-homes"


class Hotel(ConsoleWorld):
    """A building with a guest in each apartment, on the day of their arrival."""

    def __init__(self, folder):
        self.phones = folder / "phones"
        self.phones.mkdir()
        self.spaces, self.identities = {}, {}
        super().__init__(folder / "server", scenario=f"crowd:0:{len(APARTMENTS)}")

    def stay(self, name, starts_at=CHECK_IN, ends_at=CHECK_OUT, *modes):
        grant = self.server.ok(
            "/access_grants/create", user_identity={"full_name": name, "email_address": address(name)},
            space_ids=[self.spaces.get(APARTMENTS.get(name), self.places["SPACE"])], starts_at=starts_at, ends_at=ends_at,
            requested_access_methods=[{"mode": mode} for mode in modes or ("mobile_key", "code")])["access_grant"]
        self.identities[name] = grant["user_identity_id"]
        return grant

    def arrange(self):
        self.server.ok("/workspaces/update", name="Canal Street Apartments")
        for number, name in enumerate(APARTMENTS.values()):
            self.server.virtual.post(f"locks/{self.server.virtual.lock(f'Door {number + 1}')}", {"name": name})
        self.server.sync()
        self.server.advance(60)
        for name in APARTMENTS.values():
            door = self.server.ok("/devices/get", name=name)["device"]["device_id"]
            self.spaces[name] = self.server.ok("/spaces/create", name=name, device_ids=[door])["space"]["space_id"]
        super().arrange()
        for name in APARTMENTS:
            self.stay(name, CHECK_IN, "2024-11-03T10:00:00Z")
        self.server.advance(300)

    def use_doors(self):
        phones = {name: self.phone(name) for name in FETCHED}
        self.server.advance(120)
        for name, door in ARRIVED.items():
            phones[name].unlock(door)
            self.server.advance(60)
        # A guest at the door of somebody else.
        phones["Ben Carter"].unlock("Apartment 4B")
        self.server.advance(120)

    def phone(self, name):
        """The phone of a guest, which has fetched its key."""
        token = self.server.ok(
            "/client_sessions/create", user_identity_id=self.identities[name])["client_session"]["token"]
        phone = Phone(self.phones / address(name), self.server.ready["virtual_radio"], self.server.endpoint)
        code, said = phone.run("login", token)
        assert code == SIGN_IN, said
        letters = {letter["email"]: letter["url"] for letter in self.server.virtual.get("mailbox")["invitations"]}
        phone.ok("sign-in", "--email", address(name), "--password", PASSWORD, "--invitation", letters[address(name)])
        return phone

    def portal(self):
        """The address of a customer's page, with stays, spaces and staff."""
        who = {"customer_key": CUSTOMER}
        account = self.server.account()["connected_account_id"]
        self.server.ok("/connected_accounts/update", connected_account_id=account, **who)
        self.server.ok("/latchkey/v1/customers/update_rules", staff_member_created=True, **who)
        rooms = [{"room_key": key, "name": f"Apartment {key.upper()}"} for key in ("1a", "1b")]
        guests = [{"guest_key": "noor", "name": "Noor Jansen"}, {"guest_key": "marco", "name": "Marco Silva"}]
        stays = [("4201", "noor", "1a", CHECK_IN, CHECK_OUT),
                 ("4202", "marco", "1b", "2024-11-08T14:00:00Z", "2024-11-11T10:00:00Z")]
        self.server.ok(
            "/customers/push_data", rooms=rooms, guests=guests,
            staff_members=[{"staff_member_key": "nadia", "name": "Nadia Haddad", "room_keys": ["1a", "1b"]}],
            reservations=[{"reservation_key": key, "guest_key": guest, "room_keys": [room], "name": f"Reservation {key}",
                           "starts_at": start, "ends_at": end} for key, guest, room, start, end in stays], **who)
        for space in self.server.ok("/spaces/list", **who)["spaces"]:
            door = self.server.ok("/devices/get", name=space["name"])["device"]["device_id"]
            self.server.ok("/spaces/add_devices", space_id=space["space_id"], device_ids=[door])
        self.server.advance(300)
        return self.server.ok("/customers/create_portal", customer_data=who, locale="en-US")["customer_portal"]["url"]


def address(name):
    return f"{name.lower().replace(' ', '.')}@example.com"


def picture(browser, folder, name):
    for look, (width, height, theme) in LOOKS.items():
        browser.look(width, theme, height=height)
        browser.driver.save_screenshot(str(folder / f"{name}-{look}.png"))


def take(folder):
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, contextlib.ExitStack() as stack:
        world = Hotel(pathlib.Path(data))
        stack.callback(world.close)
        browser = Browser()
        stack.callback(browser.close)
        browser.enter(world.desk("administrator"))
        for name, page in PAGES.items():
            browser.get(world.url(page))
            picture(browser, folder, f"console-{name}")
        # Last, since the account is the customer's from then on.
        browser.get(world.portal())
        picture(browser, folder, "portal-overview")


if __name__ == "__main__":
    take(pathlib.Path(sys.argv[1]))
