"""What the made-up calls of the API are kept from: reaching strangers, waiting for an hour, and taking the ground from
under those that come after them. And what they would not come to by themselves: whole numbers written with a point."""
import json
import os
import re
import unicodedata

import schemathesis

# After these little would be left to call, so they are made in another workspace; what calls themselves have made may go.
ENDINGS = {"/workspaces/update", "/connected_accounts/delete"}
REMOVALS = re.compile(r".*/(delete|remove|revoke)")
GROUND = set(json.loads(os.environ["LATCHKEY_GROUND"]))
CLOCK = re.compile(r"/latchkey/v1/clock/(advance|set)")
OTHER_KEY = os.environ["LATCHKEY_OTHER_KEY"]
NOBODY = os.environ["LATCHKEY_NOBODY"]
# In seconds; a caller may ask for an hour.
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
        # The document's version of JSON Schema takes no `7.0` for an integer, so it would expect that to be refused.
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
    """A user is named in one way; that the ways exclude each other stands in the document in words only."""
    if isinstance(parameters, dict) and "acs_user_id" in parameters:
        for name in ("user_identity_id", "acs_system_id"):
            parameters.pop(name, None)


def takes_ground(case):
    given = [parameters for parameters in (case.body, case.query) if isinstance(parameters, dict)]
    return any(isinstance(value, str) and value in GROUND for parameters in given for value in parameters.values())


def keep_to_ourselves(parameters):
    """No receiver of events that somebody might have."""
    url = parameters.get("url")
    if isinstance(url, str) and re.match(r"\s*https?:", url, re.IGNORECASE):
        parameters["url"] = NOBODY


def wait_briefly(parameters):
    wait = parameters.get("timeout_seconds", 3600)
    if type(wait) is int and WAIT_MAX < wait <= 3600:
        parameters["timeout_seconds"] = WAIT_MAX


def say_something(parameters):
    """A blank says the same as absence where it would narrow a list, though it is no moment and no choice."""
    for name, value in parameters.items():
        if isinstance(value, str) and not any(unicodedata.category(sign)[0] in "LNP" for sign in value):
            parameters[name] = "nonsense"


def write_with_points(parameters):
    """Every other number that a double holds as well."""
    for name, value in parameters.items():
        if type(value) is int and value % 2 and abs(value) < 1 << 53:
            parameters[name] = float(value)
