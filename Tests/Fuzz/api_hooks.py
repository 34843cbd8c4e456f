"""Restricts the generated calls of the API: they must not reach strangers, wait for an hour, or destroy what later
calls need. Adds calls that are never generated otherwise: integers written with a point."""
import json
import os
import re
import unicodedata

import schemathesis

# These would leave little for later calls, so they run in another workspace or on objects that earlier calls created.
ENDINGS = {"/workspaces/update", "/connected_accounts/delete"}
REMOVALS = re.compile(r".*/(delete|remove|revoke)")
GROUND = set(json.loads(os.environ["LATCHKEY_GROUND"]))
CLOCK = re.compile(r"/latchkey/v1/clock/(advance|set)")
OTHER_KEY = os.environ["LATCHKEY_OTHER_KEY"]
NOBODY = os.environ["LATCHKEY_NOBODY"]
# In seconds; a caller may request an hour.
WAIT_MAX = 2


@schemathesis.hook
def before_call(context, case, **_):
    path = case.operation.path
    for parameters in (case.body, case.query):
        if isinstance(parameters, dict):
            keep_to_ourselves(parameters)
    if isinstance(case.body, dict):
        if CLOCK.fullmatch(path):
            wait_briefly(case.body)
        # The document's version of JSON Schema has no integer `7.0`, so only invalid calls may contain it.
        if case.meta is not None and case.meta.generation.mode.is_negative:
            write_with_points(case.body)
    if case.meta is not None and case.meta.generation.mode.is_negative and path.endswith("/list"):
        for parameters in (case.body, case.query):
            if isinstance(parameters, dict):
                say_something(parameters)
    if case.meta is not None and case.meta.generation.mode.is_positive and path.startswith("/acs/"):
        name_once(case.body)
        name_once(case.query)
    if (path in ENDINGS or REMOVALS.fullmatch(path) and takes_ground(case)) and case.headers.get("Authorization", "").startswith("Bearer seam_"):
        case.headers["Authorization"] = f"Bearer {OTHER_KEY}"


def name_once(parameters):
    """Names a user in only one way. The document says in words only that the ways exclude each other."""
    if isinstance(parameters, dict) and "acs_user_id" in parameters:
        for name in ("user_identity_id", "acs_system_id"):
            parameters.pop(name, None)


def takes_ground(case):
    given = [parameters for parameters in (case.body, case.query) if isinstance(parameters, dict)]
    return any(isinstance(value, str) and value in GROUND for parameters in given for value in parameters.values())


def keep_to_ourselves(parameters):
    """Avoids receivers of events that may belong to somebody."""
    url = parameters.get("url")
    if isinstance(url, str) and re.match(r"\s*https?:", url, re.IGNORECASE):
        parameters["url"] = NOBODY


def wait_briefly(parameters):
    wait = parameters.get("timeout_seconds", 3600)
    if type(wait) is int and WAIT_MAX < wait <= 3600:
        parameters["timeout_seconds"] = WAIT_MAX


def say_something(parameters):
    """In a filter a blank counts as absent, even if it is not a valid moment or choice."""
    for name, value in parameters.items():
        if isinstance(value, str) and not any(unicodedata.category(sign)[0] in "LNP" for sign in value):
            parameters[name] = "nonsense"


def write_with_points(parameters):
    """Writes every second number that fits a double with a point."""
    for name, value in parameters.items():
        if type(value) is int and value % 2 and abs(value) < 1 << 53:
            parameters[name] = float(value)
