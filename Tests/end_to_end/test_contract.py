"""The OpenAPI document against the structure of the public API: what differs is known, written down, and may only shrink."""
import fnmatch
import json
import re
import subprocess

import pytest

import harness
from contract import Documents

STRUCTURE = harness.SHARED / "contract" / "api-structure.json"
KNOWN = harness.ROOT / "Tests" / "end_to_end" / "known_differences.txt"


def test_what_differs_from_the_public_api_is_known():
    if not STRUCTURE.exists():
        pytest.skip("the contract is not here: set LATCHKEY_SHARED to the folder that holds contract/api-structure.json")
    printed = subprocess.run([harness.BINARY, "openapi"], capture_output=True, text=True, check=True).stdout
    found = Documents(json.loads(STRUCTURE.read_text()), json.loads(printed)).differences()
    known = [line for line in KNOWN.read_text().splitlines() if line and not line.startswith("#")]
    added, gone = sorted(set(found) - set(known)), sorted(set(known) - set(found))
    assert added == [], "new differences; the list may only shrink"
    assert gone == [], "these are no differences any more; take them out of the list"


def test_every_operation_that_is_missing_is_told_of():
    if not STRUCTURE.exists():
        pytest.skip("the contract is not here: set LATCHKEY_SHARED to the folder that holds it")
    page = (harness.ROOT / "docs" / "differences.md").read_text()
    told = re.findall(r"`(/[a-z_0-9/*]+)`", page.split("## Behaviour")[0])
    known = json.loads(STRUCTURE.read_text())["paths"]
    ours = json.loads((harness.ROOT / "docs" / "openapi.json").read_text())["paths"]

    def is_told(path):
        return any(fnmatch.fnmatchcase(path, pattern) for pattern in told)

    assert {path for path in known if path not in ours and not is_told(path)} == set()
    assert {path for path in ours if is_told(path)} == set(), "it is answered, so it is no difference"
    assert {pattern for pattern in told if not any(fnmatch.fnmatchcase(path, pattern) for path in known)} == set()
