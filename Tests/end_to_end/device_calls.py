"""Calls the operations on unmanaged devices, simulations at locks, profiles and what other brands only have."""
import uuid

from harness import BUILDING_A


def devices(call, door):
    """Makes a lock unmanaged and managed again."""
    which = {"device_id": door}
    for leave, come_back in (("PATCH", "PATCH"), ("POST", "POST")):
        call(leave, "/devices/update", is_managed=False, **which)
        shown = call.both("/devices/unmanaged/get", **which)["device"]
        assert (shown["device_id"], shown["is_managed"]) == (door, False)
        assert call.both("/devices/unmanaged/list")["devices"] == [shown]
        call("POST", "/devices/get", expect=404, **which)
        call("POST", "/locks/unlock_door", expect=400, **which)
        call(come_back, "/devices/unmanaged/update", custom_metadata={"floor": "0"}, is_managed=True, **which)
    assert call.both("/devices/unmanaged/list")["devices"] == []
    assert call.both("/workspaces/find_anything", search=door)["batch"]["devices"][0]["custom_metadata"] == {"floor": "0"}
    for verb in ("DELETE", "POST"):
        call(verb, "/devices/delete", expect=400, **which)
    call("POST", "/devices/report_provider_metadata", expect=400, devices=[which])
    call("POST", "/acs/systems/report_devices", expect=400, acs_system_id=BUILDING_A)


def simulations(call, door):
    """Enters a PIN that nobody has, locks by hand, and tries to set what the locks lack."""
    wrong = call("POST", "/locks/simulate/keypad_code_entry", device_id=door, code="0000")["action_attempt"]
    assert (wrong["action_type"], wrong["status"]) == ("SIMULATE_KEYPAD_CODE_ENTRY", "error")
    locked = call("POST", "/locks/simulate/manual_lock_via_keypad", device_id=door)["action_attempt"]
    assert (locked["action_type"], locked["status"]) == ("SIMULATE_MANUAL_LOCK_VIA_KEYPAD", "success"), locked
    refused = call("POST", "/locks/configure_auto_lock", device_id=door, auto_lock_enabled=False)["action_attempt"]
    assert (refused["status"], refused["error"]["type"]) == ("error", "uncategorized_error")


def profiles(call):
    """Creates a profile, changes and finds it."""
    made = call("POST", "/workspaces/customization_profiles/create", name="Canal", primary_color="#112233")
    profile = made["customization_profile"]
    which = {"customization_profile_id": profile["customization_profile_id"]}
    for verb, name in (("PATCH", "Sea"), ("POST", "Lake")):
        call(verb, "/workspaces/customization_profiles/update", name=name, **which)
        profile = call.both("/workspaces/customization_profiles/get", **which)["customization_profile"]
        assert (profile["name"], profile["primary_color"]) == (name, "#112233")
    assert call.both("/workspaces/customization_profiles/list")["customization_profiles"] == [profile]
    call("POST", "/workspaces/customization_profiles/upload_images", expect=400)


def others(call, jane, user, manager, door):
    """What only other brands have."""
    nobody = str(uuid.uuid4())
    for kind in ("access_group", "credential"):
        assert call.both(f"/acs/{kind}s/unmanaged/list")[f"acs_{kind}s"] == []
        for verb in ("GET", "POST"):
            call(verb, f"/acs/{kind}s/unmanaged/get", expect=404, **{f"acs_{kind}_id": nobody})
    assert call.both("/acs/credential_pools/list", acs_system_id=BUILDING_A)["acs_credential_pools"] == []
    call("POST", "/acs/credentials/create_offline_code", expect=400, acs_user_id=user, allowed_acs_entrance_id=door)
    automation = call(
        "POST", "/acs/credential_provisioning_automations/launch", user_identity_id=jane,
        credential_manager_acs_system_id=manager["acs_system_id"])["acs_credential_provisioning_automation"]
    assert automation["user_identity_id"] == jane
