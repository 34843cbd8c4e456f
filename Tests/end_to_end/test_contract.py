"""Compares the OpenAPI document with the structure of the public API, and checks the requirements of the public API's
own tools."""
import fnmatch
import json
import re
import subprocess

import harness
import openapi_check
from differences import Documents

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
