"""The steps of the guide for the newest SDK, which no longer has enrollment automations."""
from seam import Seam

seam = Seam()
building_a = seam.acs.systems.get(acs_system_id="11111111-1111-1111-1111-111111111111")
jane_user = seam.user_identities.create(email_address="jane@example.com")
credential_manager = seam.acs.systems.list_compatible_credential_manager_acs_systems(
    acs_system_id=building_a.acs_system_id)[0]
assert credential_manager.is_credential_manager
reservation_user = seam.acs.users.create(
    user_identity_id=jane_user.user_identity_id,
    acs_system_id=building_a.acs_system_id,
    full_name="3333122-433",
    access_schedule={"starts_at": "2024-11-01T15:00:00.000Z", "ends_at": "2024-11-04T11:00:00.000Z"},
)
for group in ("555555-5555", "666666-6666"):
    seam.acs.users.add_to_access_group(acs_user_id=reservation_user.acs_user_id, acs_access_group_id=group)
key = seam.acs.credentials.create(
    acs_user_id=reservation_user.acs_user_id, is_multi_phone_sync_credential=True, access_method="mobile_key")
assert key.access_method == "mobile_key"
print("done")
