"""A building with something to show on each page of the console, its operators, and their browsers."""
import html
import html.parser
import re
import secrets
import urllib.parse

import harness
from harness import BUILDING_A, CHECK_IN, CHECK_OUT, Server, send
from visitor import Visitor

ROLES = ("viewer", "front_desk", "administrator")
OPERATORS = {"viewer": "Vera Lind", "front_desk": "Finn Maas", "administrator": "Ada Smit"}
# Text that runs in a page which forgets to escape it.
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
# How such text begins when it is a part of the page.
RAW = re.compile(r"<script>alert|<img src=x", re.I)
LATER = "2024-11-20T15:00:00.000Z"
LATER_STILL = "2024-11-22T11:00:00.000Z"
# Within the first stay, on the day of the arrivals.
NOON = "2024-11-01T17:30:00.000Z"

# Every page of a workspace: its address, and the least role that may see it. Words in capitals stand for what
# `ConsoleWorld.places` has.
PAGES = [
    ("overview", "viewer"),
    ("activity", "viewer"),
    ("activity?kind=entry&q=Jane&from=2024-10-01&to=2024-12-01", "viewer"),
    ("activity/export", "viewer"),
    ("people", "viewer"),
    ("people?filter=in_house&q=Jane", "viewer"),
    ("people?filter=gone", "viewer"),
    ("people/export", "viewer"),
    ("people/PERSON", "viewer"),
    ("people/PERSON/STAY", "viewer"),
    ("people/SUSPENDED", "viewer"),
    ("stays", "viewer"),
    ("stays/STAY", "viewer"),
    ("stays/new", "front_desk"),
    ("import", "administrator"),
    ("import/RUN", "administrator"),
    ("import/RUN/refused.csv", "administrator"),
    ("doors", "viewer"),
    ("doors/list.csv", "viewer"),
    ("doors/DOOR", "viewer"),
    ("spaces", "viewer"),
    ("spaces/SPACE", "viewer"),
    ("spaces/SPACE/doors/DOOR", "administrator"),
    ("connections", "administrator"),
    ("connections/SITE", "administrator"),
    ("operators", "administrator"),
    ("operators/OPERATOR", "administrator"),
    ("operators/me", "viewer"),
    ("audit", "administrator"),
    ("audit/export.csv", "administrator"),
    ("audit/export.json", "administrator"),
    ("settings", "administrator"),
    ("keys", "administrator"),
    ("webhooks", "administrator"),
    ("webhooks/new", "administrator"),
    ("webhooks/WEBHOOK", "administrator"),
    ("webhooks/WEBHOOK/edit", "administrator"),
    ("webhooks/WEBHOOK/replay?from=1", "administrator"),
    ("playground", "viewer"),
    ("search?q=Jane", "viewer"),
]
# Those that a browser saves instead of showing them.
FILES = {address for address, _ in PAGES if address.endswith(("/export", ".csv", ".json"))}
# Where the server shows pages without a workspace.
OUTSIDE = ("/console/sign_in", "/console/new_workspace", "/console/nowhere")


def may(role, least):
    return ROLES.index(role) >= ROLES.index(least)


class ConsoleWorld:
    """A server with the guide's site, one operator of each role, and people in every state."""

    def __init__(self, folder, hostile="", scenario="guide"):
        self.server = Server(folder, "--allow-private-webhooks", scenario=scenario)
        self.workspace = self.server.ready["workspace_id"]
        self.hostile = hostile
        self.places = {"SITE": BUILDING_A}
        try:
            if hostile:
                self.server.ok("/workspaces/update", name=f"The hotel{hostile}")
            self.tokens = {role: self.operator(name + hostile, role) for role, name in OPERATORS.items()}
            self.furnish()
        except BaseException:
            self.close()
            raise

    def close(self):
        self.server.kill()

    # What is there.

    def operator(self, name, role):
        """A new operator's personal access token."""
        made = self.server.ok("/latchkey/v1/operators/create", name=name, role=role)["operator"]["operator_id"]
        self.places.setdefault("OPERATOR", made)
        return self.server.ok("/latchkey/v1/operators/create_access_token", operator_id=made, name=f"Laptop{self.hostile}")[
            "access_token"]["token"]

    def furnish(self):
        server, hostile = self.server, self.hostile
        door = server.ok("/devices/get", name="Apartment 4B")["device"]["device_id"]
        space = server.ok("/spaces/create", name=f"Apartment 4B{hostile}", device_ids=[door])["space"]["space_id"]
        server.ok("/spaces/create", name="Attic")
        self.places.update(DOOR=door, SPACE=space)
        self.arrange()
        self.places["RUN"] = self.imported()
        server.ok("/latchkey/v1/api_keys/create", name=f"Booking system{hostile}")
        # Nothing listens there, so deliveries are retried.
        self.places["WEBHOOK"] = server.ok(
            "/webhooks/create", url=f"http://127.0.0.1:9/hook?{urllib.parse.quote(hostile, safe='<>=()/')}")["webhook"][
                "webhook_id"]
        server.set_clock(NOON)
        server.advance(120)
        self.use_doors()

    def imported(self):
        """A run in which both stays of a file were refused."""
        room = f"4C{self.hostile}".replace('"', '""')
        document = ("reservation,guest,room,arrival,departure\n"
                    f'R1,Luca Moretti,"{room}",2024-12-01,2024-12-03\nR2,Noor,4B,yesterday,2024-12-03\n')
        return self.server.ok(
            "/latchkey/v1/stays/import", customer_key="hotel", format="csv", time_zone="Europe/Amsterdam",
            document=document)["customer_run"]["customer_run_id"]

    def stay(self, name, starts_at=CHECK_IN, ends_at=CHECK_OUT, *modes):
        """A guest in the space: the grant."""
        return self.server.ok(
            "/access_grants/create", user_identity={"full_name": name}, space_ids=[self.places["SPACE"]],
            starts_at=starts_at, ends_at=ends_at,
            requested_access_methods=[{"mode": mode} for mode in modes or ("mobile_key", "code")])["access_grant"]

    def arrange(self):
        """People in every state."""
        jane = self.stay(f"Jane Okafor{self.hostile}")
        self.places["STAY"] = jane["access_grant_id"]
        self.stay("Sam Visser", LATER, LATER_STILL)
        self.server.advance(120)
        self.places["PERSON"] = self.server.ok("/acs/users/list", user_identity_id=jane["user_identity_id"])["acs_users"][0][
            "acs_user_id"]
        self.server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name="Noor Bakker")
        suspended = self.server.guest("Kim Jansen")
        self.places["SUSPENDED"] = suspended
        self.server.advance(120)
        self.server.ok("/acs/users/suspend", acs_user_id=suspended)

    def use_doors(self):
        """Entries and refusals. Then the door gets a hostile name, as an installer could give it."""
        virtual, door = self.server.virtual, "Apartment 4B"
        for user in virtual.site()["users"]:
            if user["name"].startswith(("Jane", "Kim", "Sam")):
                virtual.try_door(door, user)
        if self.hostile:
            virtual.post(f"locks/{virtual.lock(door)}", {"name": door + self.hostile})
            self.server.sync()
        self.server.advance(60)

    # Addresses.

    def path(self, address):
        """The address with IDs in the places of its words."""
        return re.sub(r"[A-Z]{3,}(?=[/?]|$)", lambda word: self.places[word.group()], address)

    def url(self, address):
        return f"{self.server.endpoint}/console/{self.workspace}/{self.path(address)}"

    def desk(self, role):
        """The browser of a new session."""
        return Desk(self, self.tokens[role])

    def state(self):
        """What a refused form must not change: what reached the site, and what operators changed in the workspace."""
        entries = self.server.ok("/latchkey/v1/audit/list", author_kind="operator_session", limit=500)["audit_entries"]
        return self.server.virtual.effects(), [entry["sequence"] for entry in entries]


class Desk(Visitor):
    """The browser of an operator who is signed in, without scripts."""

    def __init__(self, world, token):
        super().__init__(origin=world.server.endpoint)
        self.world = world
        status, text, _ = self.submit_to(f"{world.server.endpoint}/console/sign_in", token=token, to="")
        assert status == 200, text

    def open(self, address):
        """(status, text, headers) of a page of the workspace."""
        return self.send("GET", self.world.url(address))

    def form_token(self):
        text = self.send("GET", f"{self.world.server.endpoint}/console/new_workspace")[1]
        return re.search(r'name="form_token" value="([^"]+)"', text).group(1)

    def submit(self, address, follow=True, headers=None, **fields):
        """Sends a form of the session to a page of the workspace."""
        if "form_token" not in fields:
            fields["form_token"] = self.form_token()
        return self.submit_to(self.world.url(address), follow, headers, **fields)

    def submit_to(self, url, follow=True, headers=None, /, **fields):
        # Each form has a key of its own.
        fields.setdefault("form_key", secrets.token_urlsafe())
        body = urllib.parse.urlencode(fields, doseq=True).encode()
        return self.send("POST", url, body, follow,
                         **{"content_type": "application/x-www-form-urlencoded", **(headers or {})})

    def forms(self, address):
        """The forms of a page that change something: (address, fields)."""
        status, text, _ = self.open(address)
        assert status == 200, (address, status)
        reader = FormReader()
        reader.feed(text)
        here = self.world.url(address)
        return [(urllib.parse.urljoin(here, action or here), fields) for action, fields in reader.forms]


class FormReader(html.parser.HTMLParser):
    """Reads the forms of a page. Each button with a name makes a form of its own, as it sends its own value."""

    def __init__(self):
        super().__init__()
        self.forms, self.action, self.fields, self.buttons, self.select, self.area = [], None, None, [], None, None

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form":
            self.fields = {} if values.get("method", "").lower() == "post" else None
            self.action, self.buttons = values.get("action"), []
        if self.fields is None:
            return
        name = values.get("name")
        if tag == "button" and values.get("type", "submit") == "submit":
            self.buttons.append((name, values.get("value") or ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in values or self.select not in self.fields):
            self.fields[self.select] = values.get("value") or ""
        elif tag == "textarea":
            self.fields[name] = ""
        elif tag == "input" and name:
            self.read_input(name, values)

    def read_input(self, name, values):
        kind = values.get("type", "text")
        if kind in ("checkbox", "radio") and "checked" not in values and "required" not in values:
            return
        self.fields[name] = values.get("value") or ("on" if kind == "checkbox" else "")

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        if tag == "form" and self.fields is not None:
            for name, value in self.buttons or [(None, "")]:
                self.forms.append((self.action, {**self.fields, **({name: value} if name else {})}))
            self.fields = None


def words(text):
    """The words of a page, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())
