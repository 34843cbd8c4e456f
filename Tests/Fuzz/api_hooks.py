"""What the made-up calls of the API are kept from: reaching strangers, waiting for an hour, and taking the ground from
under those that come after them."""
import os
import re

import schemathesis

# After these nothing would be left to call, so they are made in another workspace.
ENDINGS = {"/workspaces/update", "/connected_accounts/delete"}
OTHER_KEY = os.environ["LATCHKEY_OTHER_KEY"]
NOBODY = os.environ["LATCHKEY_NOBODY"]
WAIT_MAX = 2


@schemathesis.hook
def before_call(context, case, **_):
    for parameters in (case.body, case.query):
        if isinstance(parameters, dict):
            restrain(parameters)
    if case.operation.path in ENDINGS and (case.headers or {}).get("Authorization", "").startswith("Bearer seam_"):
        case.headers["Authorization"] = f"Bearer {OTHER_KEY}"


def restrain(parameters):
    url, wait = parameters.get("url"), parameters.get("timeout_seconds")
    # A receiver of events that somebody might have; the port is one where nobody listens.
    if isinstance(url, str) and re.match(r"\s*https?:", url, re.IGNORECASE):
        parameters["url"] = NOBODY
    if type(wait) is int and WAIT_MAX < wait <= 3600:
        parameters["timeout_seconds"] = WAIT_MAX
