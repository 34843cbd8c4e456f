"""People with the newest SDK: identities, ACS users, access groups, entrances, credentials and phones, as far as the
guide and the first week do not call them."""
import uuid

from seam import Seam

from seam3_refusals import refused

seam = Seam()
building, common = "11111111-1111-1111-1111-111111111111", "555555-5555"
at_once = {"wait_for_action_attempt": False}
nobody = str(uuid.uuid4())
assert [system.acs_system_id for system in seam.acs.systems.list(search="Building A")] == [building]

jane = seam.user_identities.create(full_name="Jane Doe", email_address="jane@example.com").user_identity_id
user = seam.acs.users.create(acs_system_id=building, full_name="Jane Doe", acs_access_group_ids=[common])
who, which = {"user_identity_id": jane}, {"acs_user_id": user.acs_user_id}
seam.user_identities.add_acs_user(**which, **who)
assert [one.acs_user_id for one in seam.user_identities.list_acs_users(**who)] == [user.acs_user_id]
assert [one.acs_system_id for one in seam.user_identities.list_acs_systems(**who)] == [building]
doors = {door.display_name: door.acs_entrance_id for door in seam.acs.users.list_accessible_entrances(**which)}
assert sorted(doors) == ["Elevator Lobby", "Main Entrance"]
assert len(seam.user_identities.list_accessible_entrances(**who)) == 2

# Access groups and entrances.
group = {"acs_access_group_id": common}
assert seam.acs.access_groups.get(**group).acs_system_id == building
assert len(seam.acs.access_groups.list_accessible_entrances(**group)) == 2
assert [one.acs_user_id for one in seam.acs.access_groups.list_users(**group)] == [user.acs_user_id]
seam.acs.access_groups.remove_user(**group, **which)
assert seam.acs.users.list_accessible_entrances(**which) == []
refused(400, "not_supported", lambda: seam.acs.access_groups.delete(**group))
main = seam.acs.entrances.get(acs_entrance_id=doors["Main Entrance"])
assert main.display_name == "Main Entrance"
entrance = {"acs_entrance_id": main.acs_entrance_id}
# No group of the site has this door alone, but one has the bicycle storage.
refused(400, "not_supported", lambda: seam.acs.entrances.grant_access(**entrance, **which))
storage = next(door for door in seam.acs.entrances.list() if door.display_name == "Bicycle Storage")
seam.acs.entrances.grant_access(acs_entrance_id=storage.acs_entrance_id, **which)
assert [door.display_name for door in seam.acs.users.list_accessible_entrances(**which)] == ["Bicycle Storage"]
seam.acs.users.revoke_access_to_all_entrances(**which)

# Credentials.
key = seam.acs.credentials.create(access_method="mobile_key", **which)
named = {"acs_credential_id": key.acs_credential_id}
assert seam.acs.credentials.get(**named).access_method == "mobile_key"
seam.acs.credentials.update(**named)
seam.acs.access_groups.add_user(**group, **which)
assert len(seam.acs.credentials.list_accessible_entrances(**named)) == 2
assert [one.acs_credential_id for one in seam.acs.entrances.list_credentials_with_access(**entrance)] == [
    key.acs_credential_id]
seam.acs.credentials.delete(**named)
cloud = seam.acs.credentials.create(access_method="cloud_key", **which)
opened = seam.acs.entrances.unlock(acs_credential_id=cloud.acs_credential_id, **entrance, **at_once)
assert opened.action_type == "UNLOCK_DOOR"
assert opened.action_attempt_id in [attempt.action_attempt_id for attempt in seam.action_attempts.list()]

# Locks of an identity.
lock = {"device_id": main.acs_entrance_id}
seam.user_identities.grant_access_to_device(**lock, **who)
assert lock["device_id"] in [device.device_id for device in seam.user_identities.list_accessible_devices(**who)]
seam.user_identities.revoke_access_to_device(**lock, **who)

# Phones.
phone = seam.phones.simulate.create_sandbox_phone(phone_metadata={"operating_system": "ios"}, **who)
assert [one.device_id for one in seam.phones.list(owner_user_identity_id=jane)] == [phone.device_id]
assert seam.phones.get(device_id=phone.device_id).device_type == "ios_phone"
seam.phones.deactivate(device_id=phone.device_id)

# An identity that turns out to be another one's.
double = seam.user_identities.create(full_name="J. Doe").user_identity_id
seam.user_identities.merge(merged_user_identity_ids=[double], **who)
assert seam.user_identities.get(user_identity_id=double).user_identity_id == jane
seam.user_identities.remove_acs_user(**which, **who)

# Nothing of these is unmanaged.
assert seam.user_identities.unmanaged.list() == []
for code, call in (
        ("user_identity", lambda: seam.user_identities.unmanaged.get(user_identity_id=nobody)),
        ("user_identity", lambda: seam.user_identities.unmanaged.update(user_identity_id=nobody, is_managed=True)),
        ("access_grant", lambda: seam.access_grants.unmanaged.get(access_grant_id=nobody)),
        ("access_grant", lambda: seam.access_grants.unmanaged.update(access_grant_id=nobody, is_managed=True)),
        ("access_method", lambda: seam.access_methods.unmanaged.get(access_method_id=nobody))):
    refused(404, f"{code}_not_found", call)
print("done")
