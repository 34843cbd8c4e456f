"""Every operation runs at most as many statements as Tests/statements/operations.txt says.

The numbers may only become smaller. With UPDATE_GOLDEN=1 smaller ones are written, and new operations are added. A few
more or fewer are no difference: what a change runs depends on what the site has confirmed by then. The table is that of
SQLite. On PostgreSQL the same numbers hold, but rows that are written unchanged are not seen.
"""
import os
import time

import databases
import harness
import pytest
import test_operations
from statement_log import StatementLog, counted

TABLE = harness.ROOT / "Tests" / "statements" / "operations.txt"
COLUMNS = ("statements", "repeated", "unchanged")
COMPARED = COLUMNS[:2] if databases.TEMPLATE else COLUMNS
READS = ("get", "list", "explain", "forecast", "preview", "find_anything", "verify", "entries_by_hour", "show_pin")
CALLS, CALLS_MAX = 4, 40 if databases.TEMPLATE else 4
# The work of these is the clock's, the site's or the virtual cloud's.
OF_OTHERS = {
    "/connected_accounts/sync", "/latchkey/v1/clock/advance", "/latchkey/v1/clock/get", "/latchkey/v1/clock/set",
    "/latchkey/v1/virtual/send"}


def is_read(path):
    name = path.rsplit("/", 1)[1]
    return name.startswith(READS) and name != "get_or_create"


def more(some, other):
    return {column: max(some.get(column, 0), other.get(column, 0)) for column in COLUMNS}


class CountingCaller(test_operations.Caller):
    """Counts the statements of each call. What the server does besides is not counted."""
    log, seen_counts = None, {}

    def __call__(self, method, path, /, expect=200, **parameters):
        size = self.settled()
        answer = super().__call__(method, path, expect, **parameters)
        if path in OF_OTHERS or expect != 200:
            return answer
        if is_read(path):
            counts = self.least(size, method, path, parameters)
        else:
            counts = counted(work for work in self.log.since(size) if work.operation({path}))
        self.seen_counts[path] = more(self.seen_counts.get(path, {}), counts)
        return answer

    def settled(self):
        """The size of the log once the server has nothing to do."""
        size, end = -1, time.monotonic() + 2
        while size != self.log.size and time.monotonic() < end:
            size = self.log.size
            time.sleep(0.03)
        return size

    def least(self, size, method, path, parameters):
        """The fewest of several calls that change nothing, since the server also works in the background.

        On PostgreSQL it reads what is due each second, so there may be more calls until one is as in the table.
        """
        found, goal = [], known().get(path, {}).get("statements", 0)
        for number in range(CALLS_MAX):
            found.append(counted(work for work in self.log.since(size) if not work.is_write))
            least = min(found, key=lambda counts: counts["statements"])
            if number >= CALLS - 1 and least["statements"] <= goal:
                break
            size = self.log.size
            super().__call__(method, path, **parameters)
        return least


def known():
    lines = [line.split("\t") for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    return {line[0]: dict(zip(COLUMNS, map(int, line[1:]))) for line in lines}


def room(count):
    return max(3, count // 10)


def check(found):
    """Compares counts with the table."""
    table = known()
    if os.environ.get("UPDATE_GOLDEN") and not databases.TEMPLATE:
        for name, counts in found.items():
            before = table.setdefault(name, counts)
            table[name] = {
                column: counts[column] if counts[column] + room(before[column]) < before[column] else before[column]
                for column in COLUMNS}
        lines = ["# operation, and its numbers of " + ", ".join(COLUMNS)]
        lines += ["\t".join([name, *(str(table[name][column]) for column in COLUMNS)]) for name in sorted(table)]
        TABLE.write_text("\n".join(lines) + "\n")
    limits = {name: {column: count + room(count) for column, count in counts.items()} for name, counts in table.items()}
    wrong = [f"{name}: {column} {counts[column]}, in the table {table.get(name, {}).get(column)}"
             for name, counts in sorted(found.items()) for column in COMPARED
             if counts[column] > limits.get(name, {}).get(column, -1)]
    assert not wrong, "\n".join(["", *wrong])


@pytest.fixture
def logged(tmp_path):
    log = StatementLog(tmp_path)
    server = harness.Server(tmp_path / "server", environment=log.environment)
    yield server, log
    server.kill()


def test_operations_run_no_more_statements_than_before(logged, monkeypatch):
    server, log = logged
    monkeypatch.setattr(CountingCaller, "log", log)
    monkeypatch.setattr(CountingCaller, "seen_counts", {})
    monkeypatch.setattr(test_operations, "Caller", CountingCaller)
    test_operations.test_every_operation_by_every_verb(server)
    # An operation that refuses every call at the guide's site changes nothing.
    found = {path: counts for path, counts in CountingCaller.seen_counts.items() if counts["statements"]}
    check(found)
    assert len(found) > 150
