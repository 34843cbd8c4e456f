"""Access grants with the newest SDK: every operation on grants and access methods, and their events."""
import datetime

import seam as sdk
from seam import Seam

seam = Seam()
long_ago = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
door = seam.devices.list()[0].device_id
grant = seam.access_grants.create(
    user_identity={"full_name": "Jane Doe", "user_identity_key": "jane"}, device_ids=[door], access_grant_key="stay",
    starts_at="2030-01-01T15:00:00.000Z", ends_at="2030-01-04T11:00:00.000Z",
    requested_access_methods=[{"mode": "card"}, {"mode": "mobile_key"}])
which = {"access_grant_id": grant.access_grant_id}
assert seam.access_grants.get(access_grant_key="stay").access_grant_id == grant.access_grant_id
assert [one.access_grant_id for one in seam.access_grants.list(device_id=door)] == [grant.access_grant_id]
assert len(grant.access_method_ids) == 2 and grant.errors == []
try:
    seam.access_grants.create(
        user_identity_id=grant.user_identity_id, access_grant_key="stay", requested_access_methods=[])
    raise SystemExit("a key was taken twice")
except sdk.SeamHttpApiError as error:
    assert (error.status_code, error.code) == (409, "access_grant_key_taken")

seam.access_grants.update(name="Stay", ends_at="2030-01-05T11:00:00.000Z", **which)
assert seam.access_grants.get(**which).display_name == "Stay"
more = seam.access_grants.request_access_methods(requested_access_methods=[{"mode": "cloud_key"}], **which)
assert [one.mode for one in more.requested_access_methods] == ["card", "mobile_key", "cloud_key"]
related = seam.access_grants.get_related(access_grant_ids=[grant.access_grant_id], include=["devices", "user_identities"])
assert [one["device_id"] for one in related.devices] == [door]
methods = {one.mode: one.access_method_id for one in seam.access_methods.list(**which)}
card = seam.access_methods.get(access_method_id=methods["card"])
assert card.is_assignment_required and card.is_encoding_required
assert seam.access_methods.get_related(access_method_ids=list(methods.values())).access_grants
seam.acs.encoders.simulate.next_credential_encode_will_fail(acs_encoder_id=door)
for attempt in (
        seam.access_methods.assign_card(
            access_method_id=methods["card"], card_number="1", wait_for_action_attempt=False),
        seam.access_methods.encode(
            access_method_id=methods["card"], acs_encoder_id=door, wait_for_action_attempt=False),
        seam.access_methods.unlock_door(
            access_method_id=methods["cloud_key"], acs_entrance_id=door, wait_for_action_attempt=False)):
    assert attempt.status == "error", attempt
assert seam.access_grants.unmanaged.list() == [] and seam.access_methods.unmanaged.list(**which) == []
seam.access_methods.delete(access_method_id=methods["card"])
seam.access_grants.delete(**which)
types = [event.event_type for event in seam.events.list(since=long_ago.isoformat(), **which)]
assert types == ["access_grant.created", "access_grant.access_times_changed", "access_grant.deleted"], types
print("done")
