"""No request causes a server error, a hang, or an answer outside of the OpenAPI document."""
import os

import pytest

import api_fuzz


def test_made_up_calls_are_answered_as_documented(tmp_path):
    if not os.path.exists(api_fuzz.SCHEMATHESIS):
        pytest.skip("schemathesis is not here: ./scripts/fuzz-api installs it")
    made = api_fuzz.run(tmp_path)
    print(f"{made} calls, seed {api_fuzz.SEED}")
    assert made >= api_fuzz.CASES
