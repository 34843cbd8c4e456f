"""Guests in numbers: created through the API, or as copies in the database."""
import datetime
import http.client
import json
import sqlite3


FIRST_DAY = datetime.date(2024, 11, 1)
NIGHTS = 3


def create(server, numbers, day=lambda number: 0):
    """Guests of three nights. A function gives the day on which each arrives, counted from the first."""
    connection = http.client.HTTPConnection(server.endpoint.removeprefix("http://"), timeout=60)
    for number in numbers:
        arrival = FIRST_DAY + datetime.timedelta(days=day(number))
        body = {"acs_system_id": "11111111-1111-1111-1111-111111111111", "full_name": f"Guest {number}",
                "access_schedule": {"starts_at": f"{arrival}T15:00:00Z",
                                    "ends_at": f"{arrival + datetime.timedelta(days=NIGHTS)}T11:00:00Z"}}
        connection.request("POST", "/acs/users/create", json.dumps(body),
                           {"authorization": f"Bearer {server.key}", "content-type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200


def fill(path, total):
    """Fills the credential manager up to a number of users, as copies of its first."""
    with sqlite3.connect(path, timeout=30) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(acs_users)")]
        count, last = database.execute("SELECT COUNT(*), MAX(sequence) FROM acs_users").fetchone()
        shown = ", ".join({"acs_user_id": "'copy-' || n.n", "sequence": "n.n"}.get(c, "u." + c) for c in columns)
        database.execute(
            f"WITH RECURSIVE n(n) AS (SELECT ? UNION ALL SELECT n + 1 FROM n WHERE n < ?) "
            f"INSERT INTO acs_users ({', '.join(columns)}) SELECT {shown} FROM n, "
            f"(SELECT * FROM acs_users ORDER BY sequence LIMIT 1) u", (last + 1, last + max(0, total - count)))


def copy_guest(path, guest, total):
    """Copies a guest with history and memberships: `copy-1`, `copy-2` and so on."""
    with sqlite3.connect(path, timeout=30) as database:
        for table in ("acs_users", "acs_user_access_groups", "acs_user_history"):
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            changed = {"acs_user_id": "'copy-' || n.n", "user_identity_id": "NULL"}
            if table == "acs_users":
                changed["sequence"] = "1000 + n.n"
            shown = ", ".join(changed.get(column, "u." + column) for column in columns)
            database.execute(
                f"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?) "
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {shown} FROM n, "
                f"(SELECT * FROM {table} WHERE acs_user_id = ?) u", (total, guest))
