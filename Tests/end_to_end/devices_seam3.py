"""Unmanaged devices, simulations at locks, profiles, and what Salto KS lacks, with the newest SDK. For what the SDK has
no methods for, its client is used."""
import uuid

from seam import Seam

from seam3_refusals import refused

seam = Seam()
building = "11111111-1111-1111-1111-111111111111"
at_once = {"wait_for_action_attempt": False}
door = seam.devices.list()[0].device_id
which = {"device_id": door}


def ask(path, **parameters):
    return seam.client.post(path, json=parameters)


# A device that is not managed, and managed again.
assert seam.devices.unmanaged.list() == []
refused(404, "device_not_found", lambda: seam.devices.unmanaged.get(**which))
seam.devices.update(is_managed=False, **which)
refused(404, "device_not_found", lambda: seam.devices.get(**which))
left = seam.devices.unmanaged.get(**which)
assert (left.device_id, left.is_managed) == (door, False)
assert [one.device_id for one in seam.devices.unmanaged.list(device_ids=[door])] == [door]
seam.devices.unmanaged.update(custom_metadata={"floor": "4"}, is_managed=True, **which)
assert seam.devices.get(**which).custom_metadata.floor == "4"
assert seam.devices.unmanaged.list() == []

# Locks.
wrong = seam.locks.simulate.keypad_code_entry(code="0000", **which, **at_once)
assert (wrong.action_type, wrong.status) == ("SIMULATE_KEYPAD_CODE_ENTRY", "error")
locked = seam.locks.simulate.manual_lock_via_keypad(**which, **at_once)
assert (locked.action_type, locked.status) == ("SIMULATE_MANUAL_LOCK_VIA_KEYPAD", "success")
relock = seam.locks.configure_auto_lock(auto_lock_enabled=False, **which, **at_once)
assert (relock.action_type, relock.status) == ("CONFIGURE_AUTO_LOCK", "error")
assert relock.error.type == "uncategorized_error"

# What Salto KS lacks.
jane = seam.user_identities.create(full_name="Jane Doe", email_address="jane@example.com")
user = seam.acs.users.create(acs_system_id=building, full_name="Jane Doe", user_identity_id=jane.user_identity_id)
for call in (
        lambda: seam.devices.report_provider_metadata(devices=[which]),
        lambda: seam.acs.systems.report_devices(acs_system_id=building),
        lambda: ask("/devices/delete", **which),
        lambda: ask(
            "/acs/credentials/create_offline_code", acs_user_id=user.acs_user_id, allowed_acs_entrance_id=door),
        lambda: ask("/workspaces/customization_profiles/upload_images")):
    refused(400, "not_supported", call)
nobody = str(uuid.uuid4())
for kind in ("access_group", "credential"):
    assert ask(f"/acs/{kind}s/unmanaged/list")[f"acs_{kind}s"] == []
    refused(404, f"acs_{kind}_not_found", lambda: ask(f"/acs/{kind}s/unmanaged/get", **{f"acs_{kind}_id": nobody}))
assert ask("/acs/credential_pools/list", acs_system_id=building)["acs_credential_pools"] == []
manager = seam.acs.systems.list_compatible_credential_manager_acs_systems(acs_system_id=building)[0].acs_system_id
launched = ask(
    "/acs/credential_provisioning_automations/launch", user_identity_id=jane.user_identity_id,
    credential_manager_acs_system_id=manager, create_credential_manager_user=True)
automation = launched["acs_credential_provisioning_automation"]
assert automation["user_identity_id"] == jane.user_identity_id

# Profiles.
made = ask("/workspaces/customization_profiles/create", name="Canal", primary_color="#112233")["customization_profile"]
profile = {"customization_profile_id": made["customization_profile_id"]}
assert ask("/workspaces/customization_profiles/get", **profile)["customization_profile"] == made
ask("/workspaces/customization_profiles/update", name="Sea", secondary_color="#445566", **profile)
changed, = ask("/workspaces/customization_profiles/list")["customization_profiles"]
assert (changed["name"], changed["primary_color"], changed["secondary_color"]) == ("Sea", "#112233", "#445566")

# Anything by its ID.
for kind, name, id_ in (
        ("devices", "device_id", door), ("acs_encoders", "acs_encoder_id", door),
        ("acs_systems", "acs_system_id", building), ("acs_users", "acs_user_id", user.acs_user_id),
        ("user_identities", "user_identity_id", jane.user_identity_id)):
    found, = ask("/workspaces/find_anything", search=id_)["batch"][kind]
    assert found[name] == id_
print("done")
