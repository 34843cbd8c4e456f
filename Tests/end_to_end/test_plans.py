"""No query of any operation reads a whole table of a workspace again for each row of another."""
import re
import sqlite3

import harness
from databases import reads_sqlite_file
import test_operations
from statement_log import WRITTEN, StatementLog

# Tables that have few rows in any workspace.
SMALL = {"acs_systems", "connected_accounts", "webhooks", "workspaces", "operators", "operator_workspaces"}


def names(statement):
    """The tables of a statement by their aliases."""
    found = re.findall(
        r"\b(?:FROM|JOIN|INTO|UPDATE) (\w+)(?: (?!WHERE\b|ON\b|JOIN\b|LEFT\b|CROSS\b|SET\b|ORDER\b)(\w+))?", statement)
    return {alias or table: table for table, alias in found} | {table: table for table, _ in found}


def is_whole(step):
    """Whether a step finds rows by their workspace alone, or reads all rows."""
    return step.startswith("SCAN") or step.removesuffix(" LEFT-JOIN").endswith(" (workspace_id=?)")


def repeated_scans(database, statement):
    """The steps of a query that read a whole table for each row of a step before them, or of a query around them."""
    plan = database.execute("EXPLAIN QUERY PLAN " + statement).fetchall()
    tables, parents = names(statement), {row[0]: (row[1], row[3]) for row in plan}
    begun, found = set(), []
    for id_, parent, _, step in plan:
        around, above = parent, []
        while around:
            above.append(parents[around][1])
            around = parents[around][0]
        if not step.startswith(("SEARCH", "SCAN")):
            continue
        is_repeated = parent in begun or any("CORRELATED" in text for text in above)
        if is_repeated and is_whole(step) and tables.get(step.split()[1], "") not in SMALL | {""}:
            found.append(step)
        begun.add(parent)
    return found


@reads_sqlite_file
def test_no_query_reads_a_table_for_each_row_of_another(tmp_path):
    log = StatementLog(tmp_path)
    server = harness.Server(tmp_path / "server", environment=log.environment)
    try:
        test_operations.test_every_operation_by_every_verb(server)
    finally:
        server.kill()
    texts = {text for work in log.since(0) for text in work.statements
             if text.startswith("SELECT") or WRITTEN.match(text)}
    assert len(texts) > 400
    with sqlite3.connect(server.folder / "data" / "latchkey.sqlite") as database:
        wrong = {}
        for text in sorted(texts):
            for step in repeated_scans(database, text):
                wrong.setdefault((step, re.sub(r"'[^']*'|\b\d+\b", "?", text)), text)
    assert not wrong, "\n".join(["", *(f"{step}\n    {shape}" for step, shape in wrong)])


@reads_sqlite_file
def test_lists_of_the_desk_are_read_in_the_order_of_an_index(tmp_path):
    log = StatementLog(tmp_path)
    server = harness.Server(tmp_path / "server", environment=log.environment)
    span = {"occurred_after": "2024-01-01T00:00:00Z", "occurred_before": "2034-01-01T00:00:00Z"}
    lists = [
        ("/latchkey/v1/people/list", {"sort": "name"}, "person_stays_by_name"),
        ("/latchkey/v1/people/list", {"sort": "starts_at"}, "person_stays_by_start"),
        ("/latchkey/v1/people/list", {"sort": "ends_at"}, "person_stays_by_end"),
        ("/latchkey/v1/people/list", {"sort": "last_entry"}, "entries_of_people"),
        ("/latchkey/v1/people/list", {"sort": "name", "kind": "guest"}, "person_stays_by_name"),
        ("/latchkey/v1/stays/list", {}, "access_grants_by_start"),
        ("/latchkey/v1/stays/list", {"filter": "upcoming"}, "access_grants_by_start"),
        ("/latchkey/v1/clock/list_next_moments", {}, "person_stays_by_start"),
        ("/latchkey/v1/activity/list", {"kinds": ["problem", "refusal"]}, "events_by_kind"),
        ("/latchkey/v1/audit/list", span, "audit_entries_by_time"),
        ("/latchkey/v1/audit/list", {**span, "sort": "newest_first"}, "audit_entries_by_time"),
    ]
    try:
        server.guest("Jane Doe")
        done = []
        for path, parameters, index in lists:
            size = log.size
            server.ok(path, **parameters)
            done.append((path, index, [text for work in log.since(size) for text in work.statements]))
    finally:
        server.kill()
    with sqlite3.connect(server.folder / "data" / "latchkey.sqlite") as database:
        for path, index, texts in done:
            plans = {text: [row[3] for row in database.execute("EXPLAIN QUERY PLAN " + text)]
                     for text in texts if text.startswith("SELECT")}
            # The server's own work goes on meanwhile.
            own = {text: steps for text, steps in plans.items() if any(index in step for step in steps)}
            assert own, (path, plans)
            for text, steps in own.items():
                assert " LIMIT " not in text or not any("FOR ORDER BY" in step for step in steps), (text, steps)
