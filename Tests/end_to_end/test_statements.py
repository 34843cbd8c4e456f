"""Every list and every `get` of the catalogue runs as many statements for fifty rows as for one, in one transaction."""
import mmap
import sqlite3
import struct
import subprocess

import harness
from databases import reads_sqlite_file
import pytest
from session_calls import CALLS

ROWS = 50
STATEMENTS_MAX = 16
# Each list of a batch has statements of its own.
BATCH_STATEMENTS_MAX = 30
# The parameters of an operation that identify the same kind of object.
NAMES = {"lock_id": "device_id", "lock_ids": "device_ids", "shared_entrance": "acs_entrance_id"}
# The tables of the parameters that are lists of IDs.
TABLES = {
    "access_code_ids": "access_codes", "access_grant_ids": "access_grants", "access_method_ids": "access_methods", "acs_entrance_ids": "acs_entrances",
    "acs_encoder_ids": "acs_entrances", "device_ids": "acs_entrances", "space_ids": "spaces",
    "user_identity_ids": "user_identities"}
# Lists of what no number of rows adds to.
ALWAYS_SHORT = {
    "/access_codes/unmanaged/list", "/access_grants/unmanaged/list", "/acs/access_groups/unmanaged/list", "/acs/credentials/unmanaged/list",
    "/devices/unmanaged/list", "/devices/list_device_providers", "/acs/users/unmanaged/list", "/user_identities/unmanaged/list", "/workspaces/list",
    "/latchkey/v1/operator_sessions/list",
    # No number of objects is a problem, and a page has a hundred events.
    "/latchkey/v1/attention/list", "/latchkey/v1/activity/list"}


class Counts:
    """The numbers of statements and of read transactions of a server."""

    def __init__(self, folder):
        library, self.file = folder / "statement_count.so", folder / "counts"
        subprocess.run(
            ["clang", "-shared", "-fPIC", "-O1", "-o", library, harness.ROOT / "Tests/statements/statement_count.c", "-ldl"],
            check=True)
        self.file.write_bytes(bytes(16))
        tap = harness.STATEMENT_TAP.get("LD_PRELOAD")
        self.environment = {
            "LD_PRELOAD": ":".join(filter(None, [str(library), tap])), "LATCHKEY_STATEMENT_COUNTS": str(self.file)}
        with open(self.file, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), 16)

    def read(self):
        return struct.unpack("QQ", self.memory[:16])

    def of(self, call, path, goal=(0, 0)):
        """The fewest statements and transactions among several calls, since the server also works in the background.

        Stops once the goal is reached. Every user changes before each call, so that no JSON of users is kept.
        """
        least = None
        for _ in range(30 if goal > (0, 0) else 6):
            with sqlite3.connect(path, timeout=30) as database:
                database.execute("UPDATE acs_users SET revision = revision + 1")
            before = self.read()
            call()
            seen = tuple(after - known for after, known in zip(self.read(), before))
            least = min(least or seen, seen)
            if least <= goal:
                break
        return least


def copy(path, table, columns, where="1 = 1", numbers=ROWS - 1, first=0):
    """Copies the rows of a table, each with other values in some columns."""
    with sqlite3.connect(path, timeout=30) as database:
        names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        shown = [f"{name} || '-' || n.n" if name in columns
                 else "sequence + 1000 * n.n" if name == "sequence" else name for name in names]
        database.execute(
            f"WITH RECURSIVE n(n) AS (SELECT ? + 1 UNION ALL SELECT n + 1 FROM n WHERE n < ? + ?) "
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(shown)} FROM n, {table} WHERE {where}",
            (first, first, numbers))


def add_people(path, guest):
    """More guests like the existing one, with their objects, and as many seats."""
    # A forecast of a site with too few seats names those without one, by two more statements.
    with sqlite3.connect(path, timeout=30) as database:
        database.execute("UPDATE acs_systems SET seats_limit = ?", (10 * ROWS,))
    who = f"acs_user_id = '{guest}'"
    identity = f"user_identity_id = (SELECT user_identity_id FROM acs_users WHERE {who})"
    copy(path, "user_identities", {"user_identity_id", "email_address"}, identity)
    for table in ("acs_users", "person_stays", "acs_user_access_groups", "acs_user_history", "acs_user_links"):
        copy(path, table, {"acs_user_id", "user_identity_id", "site_user_id", "person_id"}, who)
    copy(path, "acs_credentials", {"acs_credential_id", "acs_user_id"}, f"{who} AND device_id IS NULL")
    copy(path, "enrollment_automations", {"enrollment_automation_id", "user_identity_id"}, identity)
    copy(path, "phones", {"device_id", "user_identity_id"}, identity)
    copy(path, "device_grants", {"user_identity_id"}, identity)
    # And more objects of a single guest.
    copy(path, "phones", {"device_id", "installation_id"}, identity, first=ROWS)
    copy(path, "acs_credentials", {"acs_credential_id", "device_id"}, f"{who} AND device_id IS NOT NULL", first=ROWS)


def add_doors(path):
    """More locks, groups, systems and accounts, and more actions and events."""
    locks = "acs_entrance_id IN (SELECT acs_entrance_id FROM acs_entrances WHERE sequence = 1)"
    copy(path, "acs_entrances", {"acs_entrance_id", "external_id"}, locks)
    copy(path, "acs_access_group_entrances", {"acs_entrance_id"}, locks)
    copy(path, "device_settings", {"acs_entrance_id"}, locks)
    copy(path, "device_grants", {"acs_entrance_id"}, f"{locks} AND user_identity_id NOT LIKE '%-%-%-%-%-%'")
    groups = f"acs_access_group_id = '{harness.COMMON}'"
    copy(path, "acs_access_groups", {"acs_access_group_id", "external_id"}, groups)
    copy(path, "acs_access_group_entrances", {"acs_access_group_id"}, f"{groups} AND {locks}")
    copy(path, "acs_user_access_groups", {"acs_access_group_id"}, groups)
    copy(path, "connected_accounts", {"connected_account_id", "person_id"})
    copy(path, "acs_systems", {"acs_system_id", "connected_account_id"})
    copy(path, "acs_systems", {"acs_system_id", "external_id"}, f"acs_system_id = '{harness.BUILDING_A}'", first=ROWS)
    # Doors of those systems in the guest's groups.
    copy(path, "acs_entrances", {"acs_entrance_id", "external_id", "acs_system_id"}, locks, first=ROWS)
    copy(path, "acs_access_group_entrances", {"acs_entrance_id"}, locks, first=ROWS)
    copy(path, "spaces", {"space_id", "space_key"})
    copy(path, "space_accounts", {"space_id"})
    copy(path, "space_doors", {"space_id"})
    copy(path, "space_doors", {"acs_entrance_id"}, f"{locks} AND space_id NOT LIKE '%-%-%-%-%-%'")
    copy(path, "access_grants", {"access_grant_id", "access_grant_key"})
    copy(path, "access_grant_doors", {"access_grant_id"})
    copy(path, "access_grant_spaces", {"access_grant_id"})
    copy(path, "requested_access_methods", {"requested_access_method_id", "access_grant_id"})
    copy(path, "access_methods", {"access_method_id", "requested_access_method_id", "access_grant_id"})
    copy(path, "access_codes", {"access_code_id"})
    copy(path, "grant_groups", {"grant_group_id", "access_grant_id"})
    give_groups(path)
    copy(path, "customer_runs", {"customer_run_id"})
    copy(path, "customization_profiles", {"customization_profile_id"})
    copy(path, "operators", {"operator_id"})
    copy(path, "operator_workspaces", {"operator_id"})
    copy(path, "access_tokens", {"access_token_id", "short_token"})
    copy(path, "api_keys", {"api_key_id", "short_token"})
    copy(path, "events", {"event_id"}, "sequence < 20")
    copy(path, "action_attempts", {"action_attempt_id"})


def give_groups(path):
    """Each grant with a group at the site, as far as there are groups."""
    with sqlite3.connect(path, timeout=30) as database:
        groups = [row[0] for row in database.execute("SELECT acs_access_group_id FROM acs_access_groups")]
        for number, (group,) in enumerate(database.execute("SELECT grant_group_id FROM grant_groups").fetchall()):
            database.execute(
                "UPDATE grant_groups SET acs_access_group_id = ?, external_id = ? WHERE grant_group_id = ?",
                (groups[number % len(groups)], str(number), group))


def with_every_id(path, parameters):
    """The parameters with every ID of the database where they are a list of IDs."""
    def every(name):
        column = "acs_entrance_id" if TABLES[name] == "acs_entrances" else name.removesuffix("s")
        with sqlite3.connect(path, timeout=30) as database:
            return [row[0] for row in database.execute(f"SELECT {column} FROM {TABLES[name]} ORDER BY sequence LIMIT {ROWS}")]

    return {name: every(name) if name in TABLES else value for name, value in parameters.items()}


def things_of(server, guest):
    """The objects for the operations, by the names in `CALLS`."""
    user = server.user(guest)
    system, identity = user["acs_system_id"], user["user_identity_id"]
    entrance = server.ok("/acs/entrances/list")["acs_entrances"][0]["acs_entrance_id"]
    server.ok("/user_identities/grant_access_to_device", user_identity_id=identity, device_id=entrance)
    server.ok("/devices/update", device_id=entrance, name="A door", custom_metadata={"floor": "1"})
    server.ok("/acs/access_groups/add_user", acs_access_group_id=harness.BICYCLES, acs_user_id=guest)
    phone = server.ok("/phones/simulate/create_sandbox_phone", user_identity_id=identity)["phone"]["device_id"]
    attempt = server.ok("/locks/unlock_door", device_id=entrance)["action_attempt"]["action_attempt_id"]
    webhook = server.ok("/webhooks/create", url="https://example.com/hook")["webhook"]["webhook_id"]
    webview = server.ok("/connect_webviews/create")["connect_webview"]["connect_webview_id"]
    account = user["connected_account_id"]
    session = server.ok(
        "/client_sessions/create", user_identifier_key="guest", user_identity_id=identity,
        connected_account_ids=[account], connect_webview_ids=[webview])["client_session"]
    credential = server.ok("/acs/credentials/list", acs_user_id=guest)["acs_credentials"][0]["acs_credential_id"]
    automation = server.ok("/user_identities/enrollment_automations/list", user_identity_id=identity)
    event = server.ok("/events/list", since="2000-01-01T00:00:00Z")["events"][0]["event_id"]
    space = server.ok(
        "/spaces/create", name="Room", space_key="room", device_ids=[entrance], acs_entrance_ids=[entrance],
        connected_account_ids=[account])["space"]["space_id"]
    grant = server.ok(
        "/access_grants/create", user_identity_id=identity, access_grant_key="grant", space_ids=[space],
        device_ids=[entrance], starts_at="2030-01-01T00:00:00.000Z",
        requested_access_methods=[{"mode": "card"}, {"mode": "mobile_key"}])["access_grant"]
    method = grant["access_method_ids"][0]
    link = server.ok("/instant_keys/list")["instant_keys"][0]
    server.ok(
        "/customers/push_data", customer_key="hotel", reservations=[{"reservation_key": "r", "guest_key": "unknown"}])
    profile = server.ok("/workspaces/customization_profiles/create", name="Canal")["customization_profile"]
    keypad = next(lock["device_id"] for lock in server.ok("/devices/list")["devices"] if lock["can_unlock_with_code"])
    code = server.ok("/access_codes/create", device_id=keypad, name="Cleaner")["access_code"]["access_code_id"]
    run = server.ok("/latchkey/v1/customers/list_runs")["customer_runs"][0]["customer_run_id"]
    operator = server.ok("/latchkey/v1/operators/create", name="Ann", role="administrator")["operator"]["operator_id"]
    server.ok("/latchkey/v1/operators/create_access_token", operator_id=operator)
    return {
        "operator_id": operator, "access_code_id": code, "access_code_ids": [code],
        "access_grant_id": grant["access_grant_id"], "access_grant_ids": [grant["access_grant_id"]],
        "access_grant_key": "grant", "access_method_id": method, "access_method_ids": [method],
        "instant_key_id": link["instant_key_id"], "instant_key_url": link["instant_key_url"],
        "customer_key": "hotel", "customer_run_id": run, "staff_member_key": "max",
        "customization_profile_id": profile["customization_profile_id"],
        "space_id": space, "space_ids": [space], "space_key": "room", "acs_user_id": guest, "acs_system_id": system, "user_identity_id": identity, "user_identity_ids": [identity],
        "acs_access_group_id": harness.COMMON, "acs_entrance_id": entrance, "acs_entrance_ids": [entrance],
        "acs_encoder_id": entrance, "acs_encoder_ids": [entrance],
        "shared_entrance": entrance, "lock_id": entrance, "lock_ids": [entrance], "name": "A door",
        "device_id": phone, "acs_credential_id": credential, "connected_account_id": account,
        "action_attempt_id": attempt, "client_session_id": session["client_session_id"],
        "user_identifier_key": "guest", "connect_webview_id": webview, "webhook_id": webhook,
        "enrollment_automation_id": automation["enrollment_automations"][0]["enrollment_automation_id"],
        "event_id": event, "event_ids": [event], "event_type": "acs_user.created", "since": "2000-01-01T00:00:00Z",
        "owner_user_identity_id": identity, "search": "guest", "user_identity_email_address": "guest@example.com",
        "session": session["token"], "subject_id": guest,
    }


def calls(server, things):
    """Each call to measure: the operation, its parameters and its key."""
    for path, ways in sorted(CALLS.items()):
        name = path.rsplit("/", 1)[1]
        if not name.startswith(("get", "list", "explain", "forecast", "preview")) or name == "get_or_create":
            continue
        for way in ways:
            parameters = {NAMES.get(part, part): things[part] for part in way.split()}
            if path == "/client_sessions/get" and not parameters or path.startswith("/seam/mobile_sdk/"):
                yield path, parameters, things["session"]
            else:
                yield path, parameters, server.key


def ask(server, path, parameters, key):
    status, body, _ = harness.send(
        "POST", server.endpoint + path, parameters,
        {"authorization": f"Bearer {key}", "content-type": "application/json"})
    assert status in (200, 404), (path, body)
    return body


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("statements")
    counts = Counts(folder)
    server = harness.Server(folder / "server", "--public-url", "http://localhost:1", environment=counts.environment)
    yield server, counts
    server.kill()


@reads_sqlite_file
def test_statements_do_not_grow_with_rows(counted):
    server, counts = counted
    guest = server.guest("Guest")
    server.advance(60)
    things = things_of(server, guest)
    # The site gets what was created, so that nothing but the rows changes between the counts.
    server.advance(600)
    asked = list(calls(server, things))
    database = server.folder / "data" / "latchkey.sqlite"
    give_groups(database)
    few = [counts.of(lambda: ask(server, *call), database) for call in asked]
    shown = [len(str(ask(server, *call))) for call in asked]

    add_people(database, guest)
    add_doors(database)
    for number in range(ROWS - 1):
        server.ok("/webhooks/create", url=f"https://example.com/{number}")
        webview = server.ok("/connect_webviews/create")["connect_webview"]["connect_webview_id"]
        server.ok(
            "/client_sessions/create", user_identity_id=things["user_identity_id"],
            connected_account_ids=[things["connected_account_id"]], connect_webview_ids=[webview])
        server.ok("/user_identities/generate_instant_key", user_identity_id=things["user_identity_id"])

    wrong = []
    for call, before, size in zip(asked, few, shown):
        path, parameters, key = call
        call = path, with_every_id(database, parameters), key
        # A client session is looked up before each request. The clock is not a row.
        transactions_max = 1 if key == server.key and path != "/latchkey/v1/clock/get" else 2
        statements, transactions = counts.of(lambda: ask(server, *call), database, before)
        is_batch = path.endswith("/get_related") or path == "/latchkey/v1/attention/list"
        statements_max = BATCH_STATEMENTS_MAX if is_batch else STATEMENTS_MAX
        if transactions > transactions_max or statements > statements_max:
            wrong.append((path, list(parameters), f"{statements} statements in {transactions} transactions"))
        if statements > before[0]:
            wrong.append((path, list(parameters), f"{before[0]} statements for one, {statements} for {ROWS}"))
        if not parameters and path.endswith("/list") and path not in ALWAYS_SHORT:
            if len(str(ask(server, *call))) < 5 * size:
                wrong.append((path, "shows no more than before"))
    assert not wrong, "\n".join(map(str, wrong))
    assert len(asked) > 70
