"""Instant keys with the newest SDK. It has no methods for what apps and landing pages call, so its client calls them."""
import seam as sdk
from seam import Seam

seam = Seam()
door = seam.devices.list()[0].device_id
grant = seam.access_grants.create(
    user_identity={"full_name": "Jane Doe", "user_identity_key": "linked"}, device_ids=[door],
    starts_at="2030-01-01T15:00:00.000Z", ends_at="2030-01-04T11:00:00.000Z",
    requested_access_methods=[{"mode": "mobile_key", "instant_key_max_use_count": 2}])
jane = grant.user_identity_id
first = seam.instant_keys.get(instant_key_url=grant.instant_key_url)
assert (first.user_identity_id, first.expires_at) == (jane, "2030-01-04T11:00:00.000Z")
second = seam.user_identities.generate_instant_key(user_identity_id=jane, max_use_count=1)
assert seam.instant_keys.get(instant_key_id=second.instant_key_id) == second
assert seam.instant_keys.list(user_identity_id=jane) == [first, second]

link = second.instant_key_url
preview = seam.client.post("/seam/instant_key/v1/preview/get", json={"instant_key_url": link})["instant_key_preview"]
assert (preview["key_status"], preview["guest"]["first_name"]) == ("ready", "Jane")
code = {"short_code": preview["shortcode"]}
session = seam.client.post("/seam/instant_key/v1/client_sessions/exchange_short_code", json=code)["client_session"]
assert session["client_session_id"] == second.client_session_id
preview = seam.client.get("/seam/instant_key/v1/preview/get", params={"instant_key_url": link})
assert preview["instant_key_preview"]["key_status"] == "used"

seam.instant_keys.delete(instant_key_id=second.instant_key_id)
seam.access_grants.delete(access_grant_id=grant.access_grant_id)
assert seam.instant_keys.list() == []
for call in (
        lambda: seam.instant_keys.get(instant_key_url=link),
        lambda: seam.client.post("/seam/instant_key/v1/client_sessions/exchange_short_code", json=code)):
    try:
        call()
        raise SystemExit("a revoked link works")
    except sdk.SeamHttpApiError as error:
        assert (error.status_code, error.code) == (404, "instant_key_not_found")
print("done")
