"""Misspelt or blank parameters change and return nothing. Parameters of SDKs never count as misspelt."""
import json
import subprocess
import urllib.parse

import pytest

import harness
from harness import BUILDING_A
from test_official_sdks import PYTHONS

ENDLESS = {"acs_system_id": BUILDING_A, "full_name": "Jane Doe"}


def faults(error):
    return set(error["validation_errors"]) - {"_errors"}


def test_a_query_is_held_to_its_names_too(server):
    def get(query):
        return harness.send("GET", f"{server.endpoint}/acs/users/list?{query}", None, {"authorization": f"Bearer {server.key}"})

    for query in ("acs_systm_id=x", "serach=x", "acsSystemId=x&_strict=true"):
        status, body, _ = get(query)
        assert status == 400 and "did you mean" in body["error"]["message"], query
    for query in ("space_id=x", "nonsense=x", "device_ids[]=x"):
        assert get(query)[0] == 200, query
    status, body, _ = get("limit=+1+&_strict=true")
    assert status == 400 and faults(body["error"]) == {"limit"}
    assert get("limit=+1+")[0] == 200
    assert get("search=&user_identity_id=&_strict=true")[0] == 200


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    server = harness.Server(tmp_path_factory.mktemp("parameters") / "server")
    yield server
    server.kill()


@pytest.mark.parametrize("version", PYTHONS)
def test_no_parameter_of_an_sdk_is_taken_for_a_misspelling(asked, version):
    printed = subprocess.run(
        [str(PYTHONS[version]), str(harness.ROOT / "Tests" / "end_to_end" / "sdk_parameters.py")], capture_output=True,
        text=True, timeout=60)
    assert printed.returncode == 0, printed.stderr
    ours = json.loads((harness.ROOT / "docs" / "openapi.json").read_text())["paths"]
    sent = {path: names for path, names in json.loads(printed.stdout).items() if path in ours}
    assert len(sent) > 80, "the SDK's methods are read otherwise"
    for path, names in sent.items():
        _, body = asked.call(path, **dict.fromkeys(names))
        assert "did you mean" not in str(body), (path, body)
        if "get" in ours[path]:
            query = urllib.parse.urlencode({**dict.fromkeys(names, "x"), "_strict": "true"})
            _, body, _ = harness.send(
                "GET", f"{asked.endpoint}{path}?{query}", None, {"authorization": f"Bearer {asked.key}"})
            assert "did you mean" not in str(body), (path, body)


def test_blank_numbers_and_addresses_link_nobody(server):
    stranger = server.ok(
        "/acs/users/create", acs_system_id=BUILDING_A, full_name="Stranger", phone_number="+31600000000")["acs_user"]
    for blank in ("", "  ", "\u00a0\u200b"):
        for name in ("phone_number", "full_name", "email_address", "user_identity_key"):
            error = server.fails("/user_identities/create", 400, "invalid_input", **{name: blank})
            assert faults(error) == {name}
        for name in ("phone_number", "full_name", "email_address"):
            error = server.fails("/acs/users/update", 400, "invalid_input", acs_user_id=stranger["acs_user_id"], **{name: blank})
            assert faults(error) == {name}
        assert faults(server.fails("/acs/users/create", 400, "invalid_input", **{**ENDLESS, "full_name": blank})) == {"full_name"}
        assert faults(server.fails("/user_identities/get", 400, "invalid_input", user_identity_key=blank)) == {"user_identity_key"}
        assert faults(server.fails("/workspaces/update", 400, "invalid_input", name=blank)) == {"name"}
        assert faults(server.fails("/acs/users/get", 400, "invalid_input", acs_user_id=blank)) == {"acs_user_id"}
        # A blank filter does not filter.
        for name in ("search", "acs_system_id", "user_identity_id", "created_before", "user_identity_phone_number"):
            assert len(server.ok("/acs/users/list", **{name: blank})["acs_users"]) == 1, name
        assert server.ok("/events/list", since="2000-01-01T00:00:00Z", event_type=blank, acs_user_id=blank)["events"]
        # Two identities without a number do not conflict.
        for number in (1, 2):
            server.ok("/user_identities/create", user_identity_key=f"{number} of {ord(blank[0]) if blank else 0}")
    assert server.user(stranger["acs_user_id"])["phone_number"] == "+31600000000"
    for command in (("workspaces", "create", " "), ("operators", "create", "\u200b"),
                    ("keys", "create", "--workspace", "x", "--name", " ")):
        refused = subprocess.run(
            [harness.BINARY, "admin", *command, "--data", str(server.folder / "data")], capture_output=True, text=True)
        assert refused.returncode == 64, refused.stderr
