"""While Salto KS is unreachable, pending revocations show on the user, in the metrics and in the log until they are
done."""
from harness import APARTMENT, BUILDING_A, CHECK_OUT, wait_until

DURING = "2024-11-02T12:00:00Z"


def mutations(server, user):
    return {one["mutation_code"]: one for one in server.user(user)["pending_mutations"]}


def metrics(server):
    # Each node tells the same of the whole database.
    text = server.metrics(server.key)[-1]
    found = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    site = f'acs_system_id="{BUILDING_A}"'

    def of(name):
        return next(int(value) for series, value in found.items() if series.startswith(name + "{") and site in series)

    return of("latchkey_overdue_revocations"), of("latchkey_oldest_overdue_revocation_seconds")


def log(server, text):
    return [line for line in server.log_text().splitlines() if text in line]


def overdue(server, user):
    return [line for line in log(server, "A revocation is overdue") if user in line]


def confirmed(server, user):
    return [line for line in log(server, "An overdue revocation was confirmed") if user in line]


def test_a_check_out_while_salto_is_away(server):
    user = server.guest("Jane")
    server.set_clock(DURING)
    server.advance(120)
    assert mutations(server, user) == {}
    server.virtual.faults({"kind": "unreachable"})
    server.set_clock(CHECK_OUT)
    assert set(mutations(server, user)) == {"updating_access_schedule"}
    shown = mutations(server, user)["updating_access_schedule"]
    assert shown["from"] == server.user(user)["access_schedule"] and shown["from"]["ends_at"] == CHECK_OUT, shown
    assert shown["to"] == {"starts_at": None, "ends_at": None} and shown["created_at"] == CHECK_OUT
    assert metrics(server)[0] == 0, "a minute is not too long"
    server.advance(600)
    count, age = metrics(server)
    assert count == 1 and 600 <= age < 660, (count, age)
    wait_until(lambda: overdue(server, user), "the log to tell of it")
    server.advance(600)
    assert mutations(server, user)["updating_access_schedule"] == shown

    server.virtual.faults()
    server.advance(3600)
    assert mutations(server, user) == {} and metrics(server) == (0, 0)
    wait_until(lambda: confirmed(server, user), "the log to tell of the end")
    assert len(overdue(server, user)) == len(confirmed(server, user)) == 1


def test_all_that_is_taken_away_is_shown(server):
    suspended, moved, keyless, left = (server.guest(name) for name in ("Ann", "Bo", "Cem", "Dee"))
    pin = server.ok("/acs/credentials/create", acs_user_id=keyless, access_method="code")["acs_credential"]
    server.set_clock(DURING)
    server.advance(120)
    server.virtual.faults({"kind": "unreachable"})
    server.ok("/acs/users/suspend", acs_user_id=suspended)
    server.ok("/acs/users/remove_from_access_group", acs_user_id=moved, acs_access_group_id=APARTMENT)
    for credential in server.ok("/acs/credentials/list", acs_user_id=keyless)["acs_credentials"]:
        server.ok("/acs/credentials/delete", acs_credential_id=credential["acs_credential_id"])
    server.ok("/acs/users/delete", acs_user_id=left)
    server.advance(600)
    assert set(mutations(server, suspended)) == {"updating_suspension_state"}
    assert set(mutations(server, moved)) == {"updating_group_membership"}
    taken = [one for one in server.user(keyless)["pending_mutations"]
             if one["mutation_code"] == "updating_credential_assignment"]
    assert {one["from"]["acs_credential_id"] for one in taken} == {None, pin["acs_credential_id"]}, taken
    count, age = metrics(server)
    assert count == 4 and 600 <= age < 660, (count, age)
    for user in (suspended, moved, keyless, left):
        wait_until(lambda: overdue(server, user), "the log to tell of it")
    server.virtual.faults()
    server.advance(3600)
    assert metrics(server) == (0, 0)
    for user in (suspended, moved, keyless):
        assert mutations(server, user) == {}
    for user in (suspended, moved, keyless, left):
        wait_until(lambda: confirmed(server, user), "the log to tell of the end")
