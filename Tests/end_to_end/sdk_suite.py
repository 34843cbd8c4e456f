"""The calls of an official Python SDK, for every version from 1.116.0 on.

Run it with the Python that has the SDK, and with SEAM_ENDPOINT, SEAM_API_KEY and SEAM_FRONT (see sdk_front.py). It
prints one line of JSON with each step, and whether it passed or does not exist in this version of the SDK. If a step
fails, it ends with a traceback. Whether a step exists is determined by the SDK's features, not by its version. The
server's site must have the people whose names are in CROWD.
"""
import json
import os
import uuid

import seam as sdk
from sdk_tools import (
    CROWD, SCHEDULE, Retry, Timeout, asked, attempt, error_of, has_list_by_ids, has_null,
    has_paginator, has_request_timeout, has_validation_errors, heeds_retries, play, refusal, retries_by_itself,
    run_steps, step, through_front, wait_until_gone)
from seam import Seam

BUILDING, COMMON = "11111111-1111-1111-1111-111111111111", "555555-5555"
# Several runs share a server. Each recognizes its own objects by this.
RUN = uuid.uuid4().hex[:12]

seam = Seam()


def new_identity(name, **more):
    return seam.user_identities.create(
        full_name=f"{name} {RUN}", email_address=f"{name.lower()}.{RUN}@example.com", **more)


@step("create")
def create():
    phone_number = f"+316{int(RUN, 16) % 10**8:08}"
    identity = new_identity("Created", phone_number=phone_number, user_identity_key=f"created & co, {RUN}")
    assert identity.user_identity_id and identity.workspace_id and identity.created_at
    assert identity.full_name == f"Created {RUN}"
    assert identity.email_address == f"created.{RUN}@example.com"
    assert identity.user_identity_key == f"created & co, {RUN}"
    assert identity.phone_number == phone_number
    assert (identity.errors, identity.warnings) == ([], [])
    user = seam.acs.users.create(
        acs_system_id=BUILDING, full_name=f"Created {RUN}", user_identity_id=identity.user_identity_id,
        acs_access_group_ids=[COMMON], access_schedule=SCHEDULE)
    assert user.acs_system_id == BUILDING and user.user_identity_id == identity.user_identity_id
    assert getattr(user.access_schedule, "ends_at", None) == "2024-11-04T11:00:00.000Z"
    conflict = error_of(sdk.SeamHttpApiError, new_identity, name="Created")
    assert (conflict.status_code, conflict.code) == (409, "user_identity_email_or_phone_conflict")


@step("read")
def read():
    key = f"read=me & more/{RUN}+é"
    identity = new_identity("Read", user_identity_key=key)
    assert seam.user_identities.get(user_identity_id=identity.user_identity_id) == identity
    assert seam.user_identities.get(user_identity_key=key) == identity
    user = seam.acs.users.create(
        acs_system_id=BUILDING, full_name=f"Read {RUN}", user_identity_id=identity.user_identity_id,
        access_schedule=SCHEDULE)
    by_identity = seam.acs.users.get(acs_system_id=BUILDING, user_identity_id=identity.user_identity_id)
    assert by_identity.acs_user_id == user.acs_user_id
    missing = error_of(sdk.SeamHttpApiError, seam.user_identities.get, user_identity_id=str(uuid.uuid4()))
    assert (missing.status_code, missing.code) == (404, "user_identity_not_found")
    assert missing.request_id and str(missing)


@step("list")
def list_all():
    made = [new_identity(name) for name in ("Listed1", "Listed2", "Listed3")]
    listed = [one for one in seam.user_identities.list(search=RUN) if one.full_name.startswith("Listed")]
    assert {one.user_identity_id for one in listed} == {one.user_identity_id for one in made}
    for one in made:
        seam.acs.users.create(
            acs_system_id=BUILDING, full_name=one.full_name, user_identity_id=one.user_identity_id,
            access_schedule=SCHEDULE)
    users = seam.acs.users.list(user_identity_id=made[1].user_identity_id)
    assert [user.full_name for user in users] == [f"Listed2 {RUN}"]
    assert seam.acs.users.list(search=f"nobody of {RUN}") == []
    assert BUILDING in [system.acs_system_id for system in seam.acs.systems.list()]


@step("list by ids", has_list_by_ids)
def list_by_ids():
    made = [new_identity(name).user_identity_id for name in ("Chosen1", "Chosen2", "Chosen3")]
    for ids in (made[:2], made[:1], []):
        found = [one.user_identity_id for one in seam.user_identities.list(user_identity_ids=ids)]
        assert sorted(found) == sorted(ids)


@step("page through 1,000", has_paginator)
def page():
    # `list` alone returns as many as the default limit permits.
    assert len(seam.acs.users.list(search="Crowd")) == 500
    pages = seam.create_paginator(seam.acs.users.list, {"acs_system_id": BUILDING, "search": "Crowd", "limit": 300})
    everyone = pages.flatten_to_list()
    assert sorted(user.full_name for user in everyone) == CROWD
    assert len({user.acs_user_id for user in everyone}) == len(CROWD)
    assert [user.acs_user_id for user in pages.flatten()] == [user.acs_user_id for user in everyone]

    users, pagination = pages.first_page()
    cursor, sizes = pagination.next_page_cursor, [len(users)]
    while pagination.has_next_page:
        users, pagination = pages.next_page(pagination.next_page_cursor)
        sizes.append(len(users))
    assert sizes == [300, 300, 300, 100] and pagination.next_page_cursor is None
    mismatch = error_of(sdk.SeamHttpApiError, seam.acs.users.list, search="Crowd", limit=200, page_cursor=cursor)
    assert (mismatch.status_code, mismatch.code) == (400, "mismatched_page_parameters")


@step("update")
def update():
    identity = new_identity("Updated", user_identity_key=f"updated {RUN}")
    seam.user_identities.update(
        user_identity_id=identity.user_identity_id, full_name=f"Renamed {RUN}", email_address=None)
    after = seam.user_identities.get(user_identity_id=identity.user_identity_id)
    assert after.full_name == f"Renamed {RUN}"
    # The SDK omits a None, and an omitted field stays unchanged.
    assert (after.email_address, after.user_identity_key) == (identity.email_address, identity.user_identity_key)


@step("update to null", has_null)
def update_to_null():
    identity = new_identity("Nulled", user_identity_key=f"nulled {RUN}")
    seam.user_identities.update(
        user_identity_id=identity.user_identity_id, full_name=sdk.NULL, user_identity_key=sdk.NULL)
    after = seam.user_identities.get(user_identity_id=identity.user_identity_id)
    assert (after.full_name, after.user_identity_key) == (None, None)
    assert after.email_address == identity.email_address
    user = seam.acs.users.create(acs_system_id=BUILDING, full_name=f"Nulled {RUN}", access_schedule=SCHEDULE)
    seam.acs.users.update(acs_user_id=user.acs_user_id, access_schedule=sdk.NULL)
    # Versions return an absent object as None, or as one without fields.
    assert not seam.acs.users.get(acs_user_id=user.acs_user_id).access_schedule


@step("delete")
def delete():
    identity = new_identity("Deleted")
    user = seam.acs.users.create(
        acs_system_id=BUILDING, full_name=f"Deleted {RUN}", user_identity_id=identity.user_identity_id,
        access_schedule=SCHEDULE)
    assert seam.acs.users.delete(acs_user_id=user.acs_user_id) is None
    wait_until_gone("acs_user_not_found", seam.acs.users.get, acs_user_id=user.acs_user_id)
    assert seam.user_identities.delete(user_identity_id=identity.user_identity_id) is None
    for function in (seam.user_identities.get, seam.user_identities.delete):
        missing = error_of(sdk.SeamHttpApiError, function, user_identity_id=identity.user_identity_id)
        assert (missing.status_code, missing.code) == (404, "user_identity_not_found")


@step("wait for an action attempt")
def wait():
    play(locks__unlock_door=[attempt("pending")] * 2, action_attempts__get=[attempt("pending"), attempt("success")])
    client = through_front()
    pending = client.locks.unlock_door(device_id="lock-1", wait_for_action_attempt=False)
    assert (pending.status, pending.action_type) == ("pending", "UNLOCK_DOOR")
    assert asked("/action_attempts/get") == []
    done = client.locks.unlock_door(device_id="lock-1", wait_for_action_attempt=True)
    assert (done.status, done.action_attempt_id) == ("success", "attempt-1")
    assert len(asked("/action_attempts/get")) == 2


@step("wait for an action attempt that fails")
def wait_for_failure():
    error = {"type": "door_is_jammed", "message": "The door is jammed"}
    play(locks__unlock_door=[attempt("pending")], action_attempts__get=[attempt("pending"), attempt("error", error)])
    failure = error_of(
        sdk.SeamActionAttemptFailedError, through_front().locks.unlock_door, device_id="lock-1",
        wait_for_action_attempt={"timeout": 5.0, "polling_interval": 0.05})
    assert (failure.code, str(failure)) == ("door_is_jammed", "The door is jammed")
    assert failure.action_attempt.status == "error"


@step("time out while an action attempt is pending")
def time_out():
    play(locks__unlock_door=[attempt("pending")], action_attempts__get=[attempt("pending")] * 20)
    timeout = error_of(
        sdk.SeamActionAttemptTimeoutError, through_front().locks.unlock_door, device_id="lock-1",
        wait_for_action_attempt={"timeout": 0.2, "polling_interval": 0.05})
    assert timeout.action_attempt.status == "pending" and "0.2" in str(timeout)
    assert 1 <= len(asked("/action_attempts/get")) <= 6


@step("wait for an action attempt of the server")
def unlock_a_door_of_the_server():
    device = seam.locks.list()[0]
    done = seam.locks.unlock_door(device_id=device.device_id, wait_for_action_attempt=True)
    assert (done.status, done.action_type) == ("success", "UNLOCK_DOOR")
    again = seam.action_attempts.get(action_attempt_id=done.action_attempt_id)
    assert (again.status, again.action_attempt_id) == ("success", done.action_attempt_id)


@step("time out while the server is silent", has_request_timeout)
def request_timeout():
    play(user_identities__create=[{"is_silent": True}])
    error_of(Timeout, through_front(timeout=0.3).user_identities.create, full_name=f"Silent {RUN}")
    # It is unknown whether the object was created, so the call is not repeated.
    assert asked("/user_identities/create") == ["POST"]


WRONG = {
    "acs_system_id": 5, "full_name": "", "email_address": "no address", "acs_access_group_ids": [1],
    "access_schedule": {"starts_at": "soon"}}


@step("invalid input")
def invalid_input():
    error = error_of(sdk.SeamHttpInvalidInputError, seam.acs.users.create, **WRONG)
    assert (error.code, error.status_code, error.data) == ("invalid_input", 400, None)
    assert error.request_id
    kind, _, problems = str(error).partition(": ")
    assert kind == "5 Input Errors"
    assert sorted(problems.split(", ")) == sorted(
        'Expected string, received number for "acs_system_id", String must contain at least 1 character(s) for '
        '"full_name", Invalid email for "email_address", Expected string, received number for '
        '"acs_access_group_ids.0", Invalid datetime for "access_schedule.starts_at"'.split(", "))


@step("invalid input by field", has_validation_errors)
def invalid_input_by_field():
    error = error_of(sdk.SeamHttpInvalidInputError, seam.acs.users.create, **WRONG)
    assert {one.parameter_name: one.error_messages for one in error.validation_errors} == {
        "acs_system_id": ["Expected string, received number"],
        "full_name": ["String must contain at least 1 character(s)"],
        "email_address": ["Invalid email"],
        # Faults within these are at a deeper level, which the SDK does not read.
        "acs_access_group_ids": [],
        "access_schedule": []}
    assert error.get_validation_error_messages("email_address") == ["Invalid email"]
    assert error.get_validation_error_messages("phone_number") == []


@step("unauthorized")
def unauthorized():
    for key in ("seam_unknown1_unknownunknownunknownun", "seam_x"):
        stranger = Seam(api_key=key, endpoint=os.environ["SEAM_ENDPOINT"])
        error = error_of(sdk.SeamHttpUnauthorizedError, stranger.acs.systems.list)
        assert (error.status_code, error.code) == (401, "unauthorized")
        assert error.request_id


@step("a refused create is told and not repeated")
def refused():
    for status in (429, 503):
        play(user_identities__create=[refusal(status)])
        error = error_of(sdk.SeamHttpApiError, through_front().user_identities.create, full_name=f"Refused {RUN}")
        assert (error.status_code, error.code, str(error)) == (status, f"refused_with_{status}", "Not now")
        assert (error.data, error.request_id) == ({"status": status}, "request_of_the_front")
        assert asked("/user_identities/create") == ["POST"]
    assert [one for one in seam.user_identities.list(search=RUN) if one.full_name == f"Refused {RUN}"] == []


def read_again(status):
    play(acs__systems__list=[refusal(status)])
    assert BUILDING in [system.acs_system_id for system in through_front().acs.systems.list()]
    assert asked("/acs/systems/list") == ["GET", "GET"]


@step("retry on 429", retries_by_itself)
def retry_on_429():
    read_again(429)


@step("retry on 503", retries_by_itself)
def retry_on_503():
    read_again(503)


@step("retry of an add whose answer was lost, and of a delete", retries_by_itself)
def retry_writes():
    user = seam.acs.users.create(acs_system_id=BUILDING, full_name=f"Retried {RUN}", access_schedule=SCHEDULE)
    play(acs__users__add_to_access_group=[refusal(503, is_lost=True)], acs__users__delete=[refusal(429)])
    client = through_front()
    client.acs.users.add_to_access_group(acs_user_id=user.acs_user_id, acs_access_group_id=COMMON)
    assert asked("/acs/users/add_to_access_group") == ["PUT", "PUT"]
    groups = seam.acs.access_groups.list(acs_user_id=user.acs_user_id)
    assert [group.acs_access_group_id for group in groups] == [COMMON]
    client.acs.users.delete(acs_user_id=user.acs_user_id)
    assert asked("/acs/users/delete") == ["DELETE", "DELETE"]
    wait_until_gone("acs_user_not_found", seam.acs.users.get, acs_user_id=user.acs_user_id)


def create_again(status):
    """The caller may enable retries of creates too."""
    name = f"Insisted on {status} {RUN}"
    play(user_identities__create=[refusal(status)])
    client = through_front(retries=Retry(total=2, allowed_methods=["POST"], status_forcelist=[429, 503]))
    made = client.user_identities.create(full_name=name)
    assert asked("/user_identities/create") == ["POST", "POST"]
    found = [one for one in seam.user_identities.list(search=RUN) if one.full_name == name]
    assert [one.user_identity_id for one in found] == [made.user_identity_id]


@step("retry on 429 where the caller asks for it", heeds_retries)
def retry_on_429_if_asked():
    create_again(429)


@step("retry on 503 where the caller asks for it", heeds_retries)
def retry_on_503_if_asked():
    create_again(503)


print(json.dumps(run_steps()))
