"""No number from outside stops the virtual cloud or the server that embeds it."""
import json

import pytest

from harness import Cloud, Server, send
from several_nodes import embeds_cloud
from test_virtual import LOGIN, SITE, Connect

GREATEST = 2 ** 63 - 1
EXTREMES = [GREATEST, GREATEST - 1, -GREATEST - 1, -1, 2 ** 62, 10 ** 30, 1e300, 100_000]


@pytest.fixture
def connect(tmp_path):
    cloud = Cloud(tmp_path / "cloud")
    yield Connect(cloud)
    assert cloud.process.poll() is None
    cloud.kill()


def control(connect, path, body):
    status, answer, _ = send("POST", f"{connect.base}/virtual/{path}", body)
    assert status in (200, 400), answer
    return status, answer


@pytest.mark.parametrize("name, least, most", [("status", 200, 599), ("latency_ms", 0, 3_600_000), ("times", 0, 10 ** 9)])
def test_a_fault_beyond_its_bounds_is_refused_by_name(connect, name, least, most):
    for number in (*EXTREMES[:-1], least - 1, most + 1):
        status, answer = control(connect, "faults", {"faults": [{"kind": "error_before", "match": "/v9", name: number}]})
        assert status == 400, (name, number)
        if abs(number) <= GREATEST:
            assert name in answer["error"] and str(least) in answer["error"] and str(most) in answer["error"]
    for number in (least, most):
        assert control(connect, "faults", {"faults": [{"kind": "error_before", "match": "/v9", name: number}]})[0] == 200
    assert control(connect, "faults", {"faults": [{"kind": "latency", "probability": 1.5}]})[0] == 400


@embeds_cloud
def test_a_status_that_is_none_neither_stops_the_server_nor_keeps_it_from_starting(tmp_path):
    server = Server(tmp_path)
    status, _, _ = send(
        "POST", server.ready["virtual_salto_ks"] + "/virtual/faults", {"faults": [{"kind": "error_before", "status": 100_000}]})
    assert status == 400
    server.kill()
    # As an earlier version without checks would have written it.
    journal = tmp_path / "data" / "virtual-salto-ks" / "virtual-salto-ks.journal"
    line = json.loads(journal.read_text().splitlines()[-1])
    for name, value in list(line.items()):
        line[name] = [] if isinstance(value, list) else {} if isinstance(value, dict) else value
    line["ledger"] = []
    line["faults"] = [
        {"kind": "error_before", "status": 100_000, "times": 2},
        {"kind": "latency", "match": "/v9", "times": GREATEST, "latency_ms": -GREATEST}]
    line["clockOffset"] = GREATEST
    with open(journal, "a") as lines:
        lines.write(json.dumps(line) + "\n")
    server = Server(tmp_path)
    try:
        assert server.process.poll() is None
        server.virtual.faults()
    finally:
        server.kill()


def test_settings_and_seats_beyond_their_bounds_are_refused_by_name(connect):
    settings = [name for name, value in connect.virtual.get("settings").items() if type(value) is int]
    assert len(settings) >= 10
    for name in settings:
        for number in EXTREMES[:-1]:
            status, answer = control(connect, "settings", {name: number})
            assert status == 400 and name in answer["error"], (name, number, answer)
    for number in EXTREMES[:-1]:
        assert control(connect, "site", {"seats": number})[0] == 400
    # The maximum values work.
    most = {name: 3_600_000 if name.endswith("_ms") else 3_155_760_000 for name in settings if name != "response_delay_ms"}
    assert control(connect, "settings", most)[0] == 200
    user = connect.user("Ann", email="ann@example.com")
    assert connect.site("DELETE", f"users/{user['id']}")[0] in (202, 404)
    connect.virtual.get("state")


def test_the_clock_goes_to_the_ends_of_time_and_no_further(connect):
    connect.virtual.post("settings", {"settling_seconds": 3_155_760_000, "key_life_seconds": 3_155_760_000})
    for now in ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2024-11-01T15:00:00Z"):
        assert connect.virtual.post("clock", {"now": now})["now"][:4] == now[:4]
        status, body = connect.login(LOGIN)
        assert status == 200, body
        connect.token = body["access_token"]
        assert connect.site("POST", "users", {"first_name": "Ann", "last_name": "Poe"})[0] in (201, 401)
        assert connect.site("GET", "entries", version="v1.1")[0] in (200, 401)
        connect.virtual.get("state")
    for now in ("10000-01-01T00:00:00Z", "9999-12-31T23:59:59-01:00", "0001-01-01T00:00:00+01:00", "0000-01-01T00:00:00Z",
                "99999999999999-01-01T00:00:00Z", "-9999-01-01T00:00:00Z"):
        assert control(connect, "clock", {"now": now})[0] == 400, now


@pytest.mark.parametrize("place", ["users", "access_groups", "locks", "iqs", "roles", "tags"])
def test_a_page_beyond_a_list_is_empty_and_one_before_it_is_refused(connect, place):
    assert connect.site("GET", f"{place}?$skip=1000000000")[1]["items"] == []
    for number in (GREATEST, GREATEST - 50, -1, -GREATEST - 1, 10 ** 30, "x"):
        for name in ("$skip", "$top"):
            status, answer = connect.site("GET", f"{place}?{name}={number}")
            assert status == 400 and answer["ErrorCode"] == "1102", (name, number, answer)


def test_a_continuation_token_that_is_none_is_refused(connect):
    lock = connect.virtual.lock("Main Entrance")
    for _ in range(3):
        connect.virtual.post(f"locks/{lock}/try", {"user_id": "nobody"})

    def page(token):
        status, answer, _ = send(
            "GET", f"{connect.base}/v1.1/sites/{SITE}/entries?$top=1", None,
            {"authorization": f"Bearer {connect.token}", "clp-continuation-token": token})
        return status, answer

    assert page('[{"token":1}]')[0] == 200
    for token in (GREATEST, GREATEST - 10, -1, 10 ** 30, '"x"', "null"):
        assert page(f'[{{"token":{token}}}]')[0] == 400, token
    for token in (str(GREATEST), "[]", "{}", "٣".encode().decode("latin-1"), "[" * 2000):
        assert page(token)[0] == 400, token


def test_digits_are_ascii(connect):
    for digits in ("٣٣٣٣", "½½½½", "兆兆兆兆"):
        assert control(connect, "tags", {"tag_number": digits * 2})[0] == 400
