"""Prepares on PostgreSQL every statement that the tests ran on SQLite, with the types of its bound values.

    check.py FOLDER

FOLDER has the output of statement_tap.c. Debian's PostgreSQL runs in a temporary folder and is stopped at the end.
Exits with 1 if a statement is rejected, or if nothing was run.
"""
import collections
import contextlib
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TYPES = {"i": "bigint", "t": "text", "b": "bytea", "n": "unknown"}
# Statements of SQLite itself, which PostgreSQL need not accept.
OF_THE_ENGINE = re.compile(r"^\s*(PRAGMA|VACUUM|BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK|CREATE|ATTACH)|\bsqlite_master\b|\bpragma_\w+|vacuum_db")


def statements(folder):
    """Each statement with the type of each of its parameters. A parameter that was always null has an unknown type."""
    seen = collections.defaultdict(list)
    for path in pathlib.Path(folder).glob("*.statements"):
        for record in path.read_bytes().decode(errors="replace").split("\x1e"):
            types, separator, sql = record.partition("\x1f")
            if separator and not OF_THE_ENGINE.search(sql):
                seen[sql].append(types)
    for sql, lists in sorted(seen.items()):
        places = sql.count("?") - sum(literal.count("?") for literal in re.findall(r"'[^']*'", sql))
        yield sql, [sorted({types[place] for types in lists if place < len(types)} - {"n"}) or ["n"]
                    for place in range(places)]


def numbered(sql):
    """The statement with PostgreSQL's parameters."""
    parts = re.split(r"('[^']*')", sql)
    number = 0
    for index in range(0, len(parts), 2):
        while "?" in parts[index]:
            number += 1
            parts[index] = parts[index].replace("?", f"${number}", 1)
    return "".join(parts)


@contextlib.contextmanager
def database():
    """A PostgreSQL with an empty database. Yields its address."""
    def run(*arguments):
        return subprocess.run(
            [ROOT / "scripts" / "postgres", *arguments], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()

    with tempfile.TemporaryDirectory(prefix="latchkey-postgresql-", dir="/tmp") as folder:
        run("start", folder, "--fast")
        try:
            yield run("address", folder)
        finally:
            run("stop", folder)


def ask(address, script):
    """The output of psql, errors included."""
    return subprocess.run(
        ["psql", "-X", "-q", address], input=script, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout


def schema():
    """The committed schema in PostgreSQL's types."""
    text = (ROOT / "docs" / "schema.sql").read_text()
    for of_sqlite, of_postgresql in (("INTEGER", "BIGINT"), ("BLOB", "BYTEA"), (" WITHOUT ROWID", "")):
        text = text.replace(of_sqlite, of_postgresql)
    return text


def main(folder):
    found = list(statements(folder))
    if not found:
        sys.exit(f"no statement was run; {folder} is empty")
    script = ""
    for index, (sql, places) in enumerate(found):
        types = ", ".join(TYPES[place[0]] for place in places)
        script += f"\\echo @{index}\nPREPARE s{index}{f'({types})' if types else ''} AS {numbered(sql)};\n"
    with database() as address:
        broken = [line for line in ask(address, schema()).splitlines() if "ERROR" in line]
        refused, index = {}, 0
        for line in ask(address, script).splitlines():
            if line.startswith("@"):
                index = int(line[1:])
            elif "ERROR:" in line:
                refused[index] = line.partition("ERROR:")[2].strip()
    for line in broken:
        print(f"the schema: {line}")
    for index, why in refused.items():
        print(f"{why}\n    {' '.join(found[index][0].split())}")
    mixed = [sql for sql, places in found if any(len(place) > 1 for place in places)]
    for sql in mixed:
        print(f"a place has values of two types\n    {' '.join(sql.split())}")
    print(f"PostgreSQL takes {len(found) - len(refused)} of {len(found)} statements.")
    return 1 if broken or refused or mixed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
