"""The OpenAPI document against the structure of the public API: what differs is known, written down, and may only shrink."""
import json
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
