"""Gives a hotel guest a mobile key for her stay. Needs `pip install seam==1.116.0`."""
from seam import Seam

# Reads SEAM_ENDPOINT and SEAM_API_KEY from the environment.
seam = Seam()
building = seam.acs.systems.get(acs_system_id="11111111-1111-1111-1111-111111111111")

# The guest in your own app. From now on her phones can fetch keys.
jane = seam.user_identities.create(email_address="jane@example.com")
manager = seam.acs.systems.list_compatible_credential_manager_acs_systems(acs_system_id=building.acs_system_id)[0]
seam.user_identities.enrollment_automations.launch(
    user_identity_id=jane.user_identity_id, credential_manager_acs_system_id=manager.acs_system_id,
    create_credential_manager_user=True)

# Her stay at the site, and the doors that she may open.
guest = seam.acs.users.create(
    user_identity_id=jane.user_identity_id, acs_system_id=building.acs_system_id, full_name="3333122-433",
    access_schedule={"starts_at": "2024-11-01T15:00:00Z", "ends_at": "2024-11-04T11:00:00Z"})
for group in ("555555-5555", "666666-6666"):
    seam.acs.users.add_to_access_group(acs_user_id=guest.acs_user_id, acs_access_group_id=group)

# One mobile key for all her phones.
print(seam.acs.credentials.create(
    acs_user_id=guest.acs_user_id, access_method="mobile_key", is_multi_phone_sync_credential=True))
