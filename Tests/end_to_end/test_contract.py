"""Compares the OpenAPI document with the structure of the public API, and checks the requirements of the public API's
own tools."""
import fnmatch
import json
import re
import subprocess

import harness
import openapi_check
from differences import Documents
from web_app import WebApp

STRUCTURE = harness.CONTRACT / "api-structure.json"
KNOWN = harness.CONTRACT / "known_differences.txt"


def document():
    return json.loads(subprocess.run([harness.BINARY, "openapi"], capture_output=True, text=True, check=True).stdout)


def test_the_official_tools_can_read_the_document():
    assert list(openapi_check.faults(document())) == []


def test_what_differs_from_the_public_api_is_known():
    found = Documents(json.loads(STRUCTURE.read_text()), document()).differences()
    known = [line for line in KNOWN.read_text().splitlines() if line and not line.startswith("#")]
    added, gone = sorted(set(found) - set(known)), sorted(set(known) - set(found))
    assert added == [], "new differences; the list may only shrink"
    assert gone == [], "these are no differences any more; take them out of the list"


def test_every_known_difference_has_a_reason():
    groups = KNOWN.read_text().strip().split("\n\n")
    assert [group.splitlines()[0] for group in groups if not group.startswith("# ")] == []


def test_every_operation_that_is_missing_is_told_of():
    page = (harness.ROOT / "docs" / "differences.md").read_text()
    told = re.findall(r"`(/[a-z_0-9/*]+)`", page.split("## Behaviour")[0])
    known = json.loads(STRUCTURE.read_text())["paths"]
    ours = json.loads((harness.ROOT / "docs" / "openapi.json").read_text())["paths"]

    def is_told(path):
        return any(fnmatch.fnmatchcase(path, pattern) for pattern in told)

    assert {path for path in known if path not in ours and not is_told(path)} == set()
    assert {path for path in ours if is_told(path)} == set(), "it is answered, so it is no difference"
    assert {pattern for pattern in told if not any(fnmatch.fnmatchcase(path, pattern) for path in known)} == set()


def test_every_documented_operation_is_answered():
    known = json.loads(STRUCTURE.read_text())["paths"]
    documented = harness.documented_operations()
    assert len(documented) == 171
    ours = document()["paths"]
    assert {path: sorted(set(known[path]) - set(ours.get(path, {}))) for path in documented} == {
        path: [] for path in documented}


def unmanaged_code(server, door):
    """The PIN of a person whom the site's staff added."""
    people = WebApp(server.virtual)
    carla = people.add("Carla Cleaner", use_pin=True, subscription_state="subscribed")
    server.advance(120)
    for group in server.virtual.site()["access_groups"]:
        people.put_into(carla, group["id"])
    server.sync()
    return server.ok("/access_codes/unmanaged/list", device_id=door)["access_codes"][0]["access_code_id"]


def test_what_is_always_refused_is_told_of_with_its_message(server):
    door = server.ok("/devices/list", search="Main Entrance")["devices"][0]["device_id"]
    code = {"access_code_id": unmanaged_code(server, door)}
    jane = server.ok("/acs/users/create", acs_system_id=harness.BUILDING_A, full_name="Jane Doe")["acs_user"]
    lock = {"device_id": door}
    own = server.ok(
        "/access_codes/create", device_id=door, starts_at="2030-01-01T15:00:00Z", ends_at="2030-01-02T10:00:00Z")
    calls = {
        "/access_codes/pull_backup_access_code": {"access_code_id": own["access_code"]["access_code_id"]},
        "/access_codes/report_device_constraints": lock,
        "/access_codes/unmanaged/convert_to_managed": code,
        "/access_codes/unmanaged/delete": code,
        "/access_codes/unmanaged/update": {"is_managed": True, **code},
        "/acs/access_groups/delete": {"acs_access_group_id": harness.COMMON},
        "/acs/credentials/create_offline_code": {"acs_user_id": jane["acs_user_id"], "allowed_acs_entrance_id": door},
        "/acs/systems/report_devices": {"acs_system_id": harness.BUILDING_A},
        "/devices/delete": lock,
        "/devices/report_provider_metadata": {"devices": [lock]},
        "/devices/simulate/connect_to_hub": lock,
        "/devices/simulate/disconnect_from_hub": lock,
        "/devices/simulate/paid_subscription": {"is_expired": True, **lock},
        "/locks/configure_auto_lock": {"auto_lock_enabled": False, **lock},
        "/workspaces/customization_profiles/upload_images": {},
    }
    page = (harness.ROOT / "docs" / "public-operations.md").read_text()
    rows = re.findall(r"^\| `(/[a-z_0-9/]+)` \| [a-z, ]*refused[^|]* \| `([a-z_]+)`[^|]* \| (.+) \|$", page, re.MULTILINE)
    told = {path: (kind, message) for path, kind, message in rows}
    said = {}
    for path, parameters in calls.items():
        status, body = server.call(path, **parameters)
        error = body["action_attempt"]["error"] if status == 200 else body["error"]
        assert status in (200, 400, 404), (path, body)
        said[path] = error["type"], error["message"]
    assert said == told
