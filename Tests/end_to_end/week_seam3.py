"""A developer's first week with the newest SDK: GET, PUT, PATCH and DELETE, pages, nulls, dates, lists and errors."""
import datetime

import seam as sdk
from seam import Seam

seam = Seam()
building, common, apartment = "11111111-1111-1111-1111-111111111111", "555555-5555", "666666-6666"

# Identities, found by a key that needs escaping.
jane = seam.user_identities.create(email_address="jane@example.com", full_name="Jane", user_identity_key="jane & co,1")
assert seam.user_identities.get(user_identity_key="jane & co,1").user_identity_id == jane.user_identity_id
seam.user_identities.update(user_identity_id=jane.user_identity_id, full_name=sdk.NULL)
assert seam.user_identities.get(user_identity_id=jane.user_identity_id).full_name is None
assert [one.user_identity_id for one in seam.user_identities.list(user_identity_ids=[jane.user_identity_id])] == [
    jane.user_identity_id]
assert seam.user_identities.list(user_identity_ids=[]) == []

# ACS users, page by page.
user = seam.acs.users.create(
    acs_system_id=building, full_name="Jane, of 4B & more", user_identity_id=jane.user_identity_id,
    acs_access_group_ids=[common])
assert user.salto_ks_metadata.is_subscribed is False
for number in range(5):
    seam.acs.users.create(acs_system_id=building, full_name=f"Guest {number}")
pages = seam.create_paginator(seam.acs.users.list, {"limit": 2, "acs_system_id": building})
assert [one.full_name for one in pages.flatten_to_list()] == ["Jane, of 4B & more", *(f"Guest {n}" for n in range(5))]
assert len(seam.acs.users.list(search="guest")) == 5
assert len(seam.acs.users.list(user_identity_email_address=sdk.NULL)) == 5

# Everything about one user, by either of its names.
seam.acs.users.update(
    acs_user_id=user.acs_user_id, access_schedule={"starts_at": "2024-11-01T15:00:00Z", "ends_at": "2024-11-04T11:00:00Z"})
assert seam.acs.users.get(acs_user_id=user.acs_user_id).access_schedule.ends_at == "2024-11-04T11:00:00.000Z"
seam.acs.users.suspend(acs_user_id=user.acs_user_id)
seam.acs.users.unsuspend(user_identity_id=jane.user_identity_id, acs_system_id=building)
seam.acs.users.remove_from_access_group(user_identity_id=jane.user_identity_id, acs_access_group_id=common)
seam.acs.access_groups.add_user(user_identity_id=jane.user_identity_id, acs_access_group_id=apartment)
assert [one.name for one in seam.acs.access_groups.list(user_identity_id=jane.user_identity_id)] == ["Apartment 4B"]
credential = seam.acs.credentials.create(user_identity_id=jane.user_identity_id, access_method="mobile_key")
assert len(seam.acs.credentials.list(is_multi_phone_sync_credential=False)) == 1
seam.acs.credentials.unassign(acs_credential_id=credential.acs_credential_id, acs_user_id=user.acs_user_id)
seam.acs.credentials.assign(acs_credential_id=credential.acs_credential_id, user_identity_id=jane.user_identity_id)

# Events since a date, of several types.
long_ago = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
events = seam.events.list(since=long_ago, event_types=["acs_user.created", "acs_user.deleted"], limit=2)
assert [event.event_type for event in events] == ["acs_user.created"] * 2
assert seam.events.get(event_id=events[0].event_id).acs_user_id == user.acs_user_id

# Errors have the SDK's own types.
try:
    seam.acs.users.create(acs_system_id=building, full_name="")
    raise SystemExit("an empty name was taken")
except sdk.SeamHttpInvalidInputError as error:
    assert error.status_code == 400 and error.request_id
    assert error.get_validation_error_messages("full_name") == ["String must contain at least 1 character(s)"]
try:
    seam.acs.users.get(acs_user_id="nobody")
    raise SystemExit("nobody was found")
except sdk.SeamHttpApiError as error:
    assert (error.status_code, error.code) == (404, "acs_user_not_found")
try:
    Seam(api_key="seam_test1234_wrong").workspaces.get()
    raise SystemExit("a wrong key was taken")
except sdk.SeamHttpUnauthorizedError as error:
    assert error.request_id

seam.acs.users.delete(user_identity_id=jane.user_identity_id, acs_system_id=building)
seam.user_identities.delete(user_identity_id=jane.user_identity_id)
print("done")
