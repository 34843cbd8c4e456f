"""The database of each data folder: SQLite's file in it or, with LATCHKEY_DATABASE, a PostgreSQL database of its own.

LATCHKEY_DATABASE is the address of a database that is made if it is missing. Every server of the tests gets a copy.
"""
import os
import pathlib
import re
import secrets
import sqlite3
import subprocess
import tempfile
import urllib.parse

from applicability import does_not_apply

# Renamed in the environment, since no program may change the database that the others are copied from. The processes that
# run the tests of pytest-xdist get the environment as it is by then.
if "LATCHKEY_DATABASE" in os.environ:
    os.environ["DATABASE_OF_TESTS"] = os.environ.pop("LATCHKEY_DATABASE")
TEMPLATE = os.environ.get("DATABASE_OF_TESTS")
# Any number that no other program uses for a lock of the server.
LOCK = 7_241_001
# The addresses of the databases that were made and not dropped yet.
MADE = []

reads_sqlite_file = does_not_apply(TEMPLATE is not None, "It reads or changes the file of SQLite.")
keeps_key_in_folder = does_not_apply(TEMPLATE is not None, "With PostgreSQL, the seal key is not in the data folder.")


def address(name):
    """The address of another database of the same server."""
    parts = urllib.parse.urlsplit(TEMPLATE)
    return urllib.parse.urlunsplit(parts._replace(path="/" + name))


def connect(where):
    import psycopg
    return psycopg.connect(where, autocommit=True)


def variables_of(where):
    """The variables of a program on a database. The key is the same on all nodes, so it is in the environment."""
    return {"LATCHKEY_DATABASE": where, "LATCHKEY_SEAL_KEY": os.environ.get("LATCHKEY_SEAL_KEY", "5e" * 32)}


def template(binary):
    """The name of the database with Latchkey's tables. The first caller of a run makes it."""
    name = urllib.parse.urlsplit(TEMPLATE).path.lstrip("/")
    if template.is_ready:
        return name
    with connect(address("postgres")) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchall():
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0 ENCODING UTF8 LOCALE \'C\'')
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [binary, "admin", "operators", "list", "--data", folder], check=True, stdout=subprocess.DEVNULL,
                timeout=60, env={**os.environ, **variables_of(TEMPLATE)})
    template.is_ready = True
    return name


template.is_ready = False


def address_of(data, binary):
    """The address of a data folder's database, which is made at the first call. None with SQLite."""
    if not TEMPLATE:
        return None
    note = pathlib.Path(data).with_name(pathlib.Path(data).name + ".database")
    if not note.exists():
        name = "test_" + secrets.token_hex(8)
        source = template(binary)
        with connect(address("postgres")) as server:
            # A copy fails while somebody is in the original.
            server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
        MADE.append(name)
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(address(name))
    return note.read_text()


def environment(data, binary):
    """The variables with which a program finds a data folder's database."""
    found = address_of(data, binary)
    return variables_of(found) if found else {}


def drop_all():
    """Drops what was made since the last call."""
    if MADE:
        with connect(address("postgres")) as server:
            while MADE:
                server.execute(f'DROP DATABASE IF EXISTS "{MADE.pop()}" WITH (FORCE)')


class Rows:
    """The rows of a data folder's database, read and changed past the server."""

    def __init__(self, data):
        self.data = pathlib.Path(data)

    def run(self, sql, *values):
        if TEMPLATE:
            with connect(address_of(self.data, None)) as database:
                found = database.execute(sql.replace("%", "%%").replace("?", "%s"), values)
                return found.fetchall() if found.description else []
        connection = sqlite3.connect(self.data / "latchkey.sqlite", timeout=30)
        try:
            with connection:
                return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def columns(self):
        """Every table with its columns in order."""
        found = self.run(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
            "ORDER BY table_name, ordinal_position" if TEMPLATE else
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' "
            "ORDER BY m.name, c.cid")
        tables = {}
        for table, column in found:
            tables.setdefault(table, []).append(column)
        return tables

    def contents(self):
        """Everything that is in the database, as bytes: SQLite's files, or a dump and the bytes that it writes in hex."""
        if TEMPLATE:
            dump = subprocess.run(
                ["pg_dump", "--data-only", address_of(self.data, None)], capture_output=True, check=True).stdout
            return [dump, *(bytes.fromhex(found.decode()) for found in re.findall(rb"\\x((?:[0-9a-f]{2})+)", dump))]
        files = list(self.data.glob("latchkey.sqlite*"))
        assert files, f"there is no database in {self.data}"
        return [file.read_bytes() for file in files]

    def contain(self, secret):
        """Whether some bytes are anywhere in the database."""
        return any(secret in part for part in self.contents())
