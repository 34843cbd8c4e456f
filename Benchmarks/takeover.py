"""How long nobody works for the accounts of a server that is killed."""
import statistics
import time

import databases
from harness import wait_until
from installation import Installation

PAUSE_SECONDS = 0.05


def measure(bench):
    """Kills one of two servers. Each works for half of the accounts, so there are twice as many."""
    installation = Installation(bench.folder / "takeover", "postgres")
    try:
        installation.connect(2 * bench.accounts)
        rows = databases.connect(installation.postgres.run("address", installation.postgres.primary, "latchkey"))
        # A server that was too slow once has an older row as well.
        [(first,)] = rows.execute("SELECT node_id FROM nodes ORDER BY alive_until DESC LIMIT 1").fetchall()
        installation.add_node()
        wait_until(lambda: is_shared(rows), "the servers to share the accounts", 300, 0.2)
        lost = accounts_of(rows, first)
        claimed, working = kill(installation, rows, first, lost)
        bench.table.note(
            f"takeover of {len(lost)} accounts after kill -9, seconds", claimed_median=statistics.median(claimed),
            claimed_max=max(claimed), read_again_median=statistics.median(working), read_again_max=max(working))
        rows.close()
    finally:
        installation.close()


def is_shared(rows):
    """Whether the claims of the two servers differ by few."""
    counts = [count for _, count in rows.execute(
        "SELECT node_id, COUNT(*) FROM claims WHERE node_id IS NOT NULL GROUP BY node_id").fetchall()]
    return len(counts) == 2 and max(counts) - min(counts) <= 2


def accounts_of(rows, node):
    found = rows.execute("SELECT subject_id FROM claims WHERE kind = 'account' AND node_id = %s", [node]).fetchall()
    return {account for account, in found}


def kill(installation, rows, first, lost):
    """Kills the first server. Returns for each lost account the seconds until the other has claimed it, and until the other
    has read its site."""
    start, moment = time.monotonic(), time.time()
    installation.nodes[0].kill()
    claimed, working = {}, {}

    def look():
        taken = rows.execute(
            "SELECT subject_id FROM claims WHERE kind = 'account' AND node_id <> %s", [first]).fetchall()
        # The server that was killed stores nothing from a later time.
        read = rows.execute(
            """
            SELECT s.connected_account_id FROM acs_system_looks l
            JOIN acs_systems s ON s.workspace_id = l.workspace_id AND s.acs_system_id = l.acs_system_id
            WHERE l.at > %s
            """, [int(moment * 1_000_000)]).fetchall()
        now = time.monotonic() - start
        for seen, found in ((claimed, taken), (working, read)):
            for account, in found:
                if account in lost:
                    seen.setdefault(account, now)
        return len(claimed) == len(working) == len(lost)

    wait_until(look, "the other server to work for all accounts", 300, PAUSE_SECONDS)
    return list(claimed.values()), list(working.values())
