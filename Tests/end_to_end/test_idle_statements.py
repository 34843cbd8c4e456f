"""An idle hour of a sandbox runs at most as many statements as Tests/statements/operations.txt says.

On PostgreSQL the servers also renew their claims each second of the real time, so only SQLite's are counted.
"""
from databases import reads_sqlite_file
import pytest
from statement_log import counted
from test_statement_table import check, logged  # noqa: F401

IDLE = {"an idle hour": 1, "an idle hour in 60 steps": 60}


@pytest.mark.parametrize("name", IDLE)
@reads_sqlite_file
def test_an_idle_hour_runs_no_more_statements_than_before(logged, name):  # noqa: F811
    server, log = logged
    server.advance(600)
    hours = []
    for _ in range(3):
        size = log.size
        for _ in range(IDLE[name]):
            server.advance(3600 // IDLE[name])
        hours.append(log.since(size))
    check({name: min(map(counted, hours), key=lambda counts: counts["statements"])})
