"""The bytes of a row in each table with its indexes, on both engines, and the memory of a server.

A site with many doors and people is read, then as many guests are created, and some people open doors.
"""
import concurrent.futures

import guests
from cluster import Cluster
from harness import wait_until
from installation import resident

# Doors are tried one after another.
ENTRIES_MAX = 1000
# Tables with fewer rows are not shown.
ROWS_MIN = 100


class Server:
    """The only server of a cluster, as `guests` calls it."""

    def __init__(self, cluster):
        self.endpoint, self.key = cluster.nodes[0].endpoint, cluster.key


def measure(bench):
    found, memory = [], []
    for engine in ("sqlite", "postgres"):
        cluster = Cluster(bench.folder / f"sizes-{engine}", 1, engine, scenario=f"crowd:{bench.rows}:{bench.rows}")
        try:
            known = resident(cluster.nodes[0].program)
            fill(cluster, bench.rows)
            found.append(sizes(cluster))
            memory.append({"with_the_doors": known, "with_everything": resident(cluster.nodes[0].program)})
        finally:
            cluster.close()
    for table in sorted(set(found[0]) & set(found[1]), key=lambda table: -found[0][table][1]):
        (rows, size), (postgres_rows, postgres_size) = found[0][table], found[1][table]
        if min(rows, postgres_rows) >= ROWS_MIN:
            bench.table.note(
                f"a row of {table}, bytes", SQLite=size // rows, PostgreSQL=postgres_size // postgres_rows, rows=rows)
    for engine, numbers in zip(("SQLite", "PostgreSQL"), memory):
        bench.table.note(f"memory of the server, {engine}, MiB", **numbers)


def fill(cluster, count):
    wait_until(lambda: min(rows(cluster, "acs_entrances"), rows(cluster, "site_users")) >= count, "the site", 1800, 1)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda part: guests.create(Server(cluster), range(part, count, 8)), range(8)))
    wait_until(
        lambda: cluster.ask("SELECT COUNT(*) FROM acs_users WHERE site_user_id IS NOT NULL")[0][0] >= count,
        "the guests to be created at the site", 3600, 1)
    site = cluster.virtual.site()
    tries = min(count, ENTRIES_MAX)
    for lock, user in zip(site["locks"][:tries], site["users"][-tries:]):
        cluster.virtual.post(f"locks/{lock['id']}/try", {"user_id": user["user_id"]})
    wait_until(lambda: rows(cluster, "entries") >= tries, "the entries", 600, 1)


def rows(cluster, table):
    return cluster.ask(f"SELECT COUNT(*) FROM {table}")[0][0]


def sizes(cluster):
    """The rows of each table, and its bytes with its indexes."""
    if cluster.postgres:
        found = cluster.ask("SELECT relname, pg_total_relation_size(relid) FROM pg_stat_user_tables")
    else:
        found = cluster.ask("""
            SELECT m.tbl_name, SUM(d.pgsize) FROM dbstat d JOIN sqlite_master m ON m.name = d.name GROUP BY m.tbl_name""")
    return {table: (rows(cluster, table), int(size)) for table, size in found if table != "sqlite_schema"}
