"""Tools for the steps of sdk_suite.py: the features of a version of the SDK, and a front that plays scripted answers.
"""
import inspect
import json
import os
import time
import urllib.request

import seam as sdk
from seam import Seam

try:
    from niquests.exceptions import Timeout
    from urllib3.util.retry import Retry
except ImportError:
    # From 3.0.0 on the SDK uses httpx.
    from httpx import TimeoutException as Timeout
    from seam import Retry

# The stay in the guide. It has not begun, so it takes no seat of the site.
SCHEDULE = {"starts_at": "2024-11-01T15:00:00Z", "ends_at": "2024-11-04T11:00:00Z"}
CROWD = [f"Crowd {number:04}" for number in range(1000)]
STEPS = {}


def step(name, has=lambda: True):
    def keep(function):
        STEPS[name] = (function, has)
        return function
    return keep


def run_steps():
    outcomes = {}
    for name, (function, has) in STEPS.items():
        outcomes[name] = "not in this version"
        if has():
            function()
            outcomes[name] = "passed"
    return outcomes


# The features of the versions.


def has_null():
    return hasattr(sdk, "NULL")


def has_paginator():
    return hasattr(Seam, "create_paginator")


def has_list_by_ids():
    return "user_identity_ids" in inspect.signature(through_front().user_identities.list).parameters


def has_validation_errors():
    return hasattr(sdk.SeamHttpInvalidInputError, "validation_errors")


def has_request_timeout():
    return "timeout" in inspect.signature(Seam).parameters


def retries_by_itself():
    """From 3.0.0 on an SDK retries idempotent calls, and uses idempotent methods for reads, additions and deletions."""
    return hasattr(sdk, "Retry")


def heeds_retries():
    """1.116.0 accepts the option, but applies it too late: after its adapters have been created."""
    client = through_front(retries=Retry(total=2)).client
    return not hasattr(client, "get_adapter") or client.get_adapter("http://").max_retries.total == 2


# Helpers.


def through_front(**options):
    return Seam(api_key=os.environ["SEAM_API_KEY"], endpoint=os.environ["SEAM_FRONT"], **options)


def front(method, path, body=None):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    data = None if body is None else json.dumps(body).encode()
    with opener.open(urllib.request.Request(os.environ["SEAM_FRONT"] + path, data=data, method=method)) as answer:
        return json.loads(answer.read())


def play(**plays):
    """Keys are paths with two underscores for a slash: `acs__users__list=[answer]`."""
    front("PUT", "/front/plays", {"/" + name.replace("__", "/"): answers for name, answers in plays.items()})


def asked(path):
    """The methods of the requests to a path since the front got its script."""
    return [method for method, asked_path in front("GET", "/front/requests") if asked_path == path]


def refusal(status, **more):
    headers = {"retry-after": "0"} if status == 429 else {}
    body = {"error": {"type": f"refused_with_{status}", "message": "Not now", "data": {"status": status}}, "ok": False}
    return {"status": status, "headers": headers, "body": body, **more}


def attempt(status, error=None):
    result = {"was_confirmed_by_device": True} if status == "success" else None
    return {"status": 200, "body": {"ok": True, "action_attempt": {
        "action_attempt_id": "attempt-1", "action_type": "UNLOCK_DOOR", "status": status, "result": result,
        "error": error}}}


def error_of(expected, function, **parameters):
    try:
        function(**parameters)
    except expected as error:
        return error
    raise AssertionError(f"{expected.__name__} was not raised")


def wait_until_gone(code, function, **parameters):
    """A deleted object exists, marked as being deleted, until Salto KS has deleted it too."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            resource = function(**parameters)
        except sdk.SeamHttpApiError as error:
            assert (error.status_code, error.code) == (404, code)
            return
        assert [mutation["mutation_code"] for mutation in resource.pending_mutations][-1:] == ["deleting"], resource
    raise AssertionError(f"it was not deleted in time: {resource}")
