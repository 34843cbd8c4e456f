"""Calls the operations on the sites, people and accounts of the guide's workspace, for the test of every verb."""
import harness
from harness import APARTMENT, BUILDING_A, COMMON, admin, wait_until


def systems(call):
    """Reads the systems. Returns the credential manager and the entrances."""
    read = call.both
    systems = read("/acs/systems/list", search="Building")["acs_systems"]
    assert [system["acs_system_id"] for system in systems] == [BUILDING_A]
    system = read("/acs/systems/get", acs_system_id=BUILDING_A)["acs_system"]
    assert system["location"]["time_zone"] == "Europe/Amsterdam" and system["external_type"] == "salto_ks_site"
    manager = read("/acs/systems/list_compatible_credential_manager_acs_systems", acs_system_id=BUILDING_A)["acs_systems"][0]
    assert manager["acs_system_id"] == system["default_credential_manager_acs_system_id"]
    groups = read("/acs/access_groups/list", acs_system_id=BUILDING_A)["acs_access_groups"]
    assert {group["acs_access_group_id"] for group in groups} == {COMMON, APARTMENT, harness.BICYCLES}
    read("/acs/access_groups/get", acs_access_group_id=COMMON)
    doors = read("/acs/access_groups/list_accessible_entrances", acs_access_group_id=COMMON)["acs_entrances"]
    assert {door["display_name"] for door in doors} == {"Main Entrance", "Elevator Lobby"}
    entrances = read("/acs/entrances/list", acs_system_id=BUILDING_A)["acs_entrances"]
    assert len(entrances) == 4
    read("/acs/entrances/get", acs_entrance_id=entrances[0]["acs_entrance_id"])
    return manager, entrances


def identities(call, manager):
    """Returns Jane's identity and her enrollment automation."""
    read = call.both
    jane = call("POST", "/user_identities/create", email_address="jane@example.com", user_identity_key="jane")
    jane = jane["user_identity"]["user_identity_id"]
    call("PATCH", "/user_identities/update", user_identity_id=jane, full_name="Jane", phone_number="+31611111111")
    call("POST", "/user_identities/update", user_identity_id=jane, phone_number=None)
    identity = read("/user_identities/get", user_identity_key="jane")["user_identity"]
    assert identity["full_name"] == "Jane" and identity["phone_number"] is None
    assert identity["email_address"] == "jane@example.com"
    read("/user_identities/list", user_identity_ids=[jane])
    automation = call(
        "POST", "/user_identities/enrollment_automations/launch", user_identity_id=jane,
        credential_manager_acs_system_id=manager["acs_system_id"], create_credential_manager_user=True)
    again = call(
        "POST", "/user_identities/enrollment_automations/launch", user_identity_id=jane,
        credential_manager_acs_system_id=manager["acs_system_id"], create_credential_manager_user=True)
    assert automation == again
    automation = automation["enrollment_automation"]["enrollment_automation_id"]
    read("/user_identities/enrollment_automations/get", enrollment_automation_id=automation)
    read("/user_identities/enrollment_automations/list", user_identity_id=jane)
    read("/user_identities/list", credential_manager_acs_system_id=manager["acs_system_id"])
    return jane, automation


def users(call, jane):
    """Returns Jane's ACS user."""
    read = call.both
    user = call("POST", "/acs/users/create", acs_system_id=BUILDING_A, full_name="Jane", user_identity_id=jane,
                email_address="jane@example.com", acs_access_group_ids=[COMMON])["acs_user"]
    assert user["salto_ks_metadata"] == {"is_subscribed": False}
    assert {mutation["mutation_code"] for mutation in user["pending_mutations"]} == {"creating", "updating_group_membership"}
    user = user["acs_user_id"]
    read("/acs/users/get", acs_user_id=user)
    read("/acs/users/get", user_identity_id=jane, acs_system_id=BUILDING_A)
    read("/acs/users/list", acs_system_id=BUILDING_A, search="jan")
    for method in ("PUT", "POST"):
        call(method, "/acs/users/add_to_access_group", acs_user_id=user, acs_access_group_id=APARTMENT)
    call("PATCH", "/acs/users/update", acs_user_id=user, full_name="Jane Doe",
         access_schedule={"starts_at": "2024-11-01T15:00:00+00:00", "ends_at": "2024-11-04T11:00:00Z"})
    call("POST", "/acs/users/update", acs_user_id=user, access_schedule=None)
    assert "access_schedule" not in call("POST", "/acs/users/get", acs_user_id=user)["acs_user"]
    call("POST", "/acs/users/suspend", acs_user_id=user)
    assert call("POST", "/acs/users/get", acs_user_id=user)["acs_user"]["is_suspended"] is True
    call("POST", "/acs/users/unsuspend", acs_user_id=user)
    assert len(read("/acs/users/list_accessible_entrances", acs_user_id=user)["acs_entrances"]) == 3
    assert len(read("/user_identities/list_accessible_entrances", user_identity_id=jane)["acs_entrances"]) == 3
    assert len(read("/user_identities/list_acs_users", user_identity_id=jane)["acs_users"]) == 2
    assert len(read("/user_identities/list_acs_systems", user_identity_id=jane)["acs_systems"]) == 2
    assert len(read("/acs/access_groups/list", acs_user_id=user)["acs_access_groups"]) == 2
    read("/acs/access_groups/list_users", acs_access_group_id=COMMON)
    for method in ("DELETE", "POST"):
        call(method, "/acs/users/remove_from_access_group", acs_user_id=user, acs_access_group_id=APARTMENT)
        call("PUT", "/acs/access_groups/add_user", user_identity_id=jane, acs_access_group_id=APARTMENT)
        call(method, "/acs/access_groups/remove_user", user_identity_id=jane, acs_access_group_id=APARTMENT)
    call("POST", "/acs/access_groups/add_user", acs_user_id=user, acs_access_group_id=APARTMENT)
    return user


def credentials(call, jane, user, entrance):
    """Returns Jane's mobile key."""
    read = call.both
    credential = call("POST", "/acs/credentials/create", user_identity_id=jane, access_method="mobile_key",
                      is_multi_phone_sync_credential=True)["acs_credential"]["acs_credential_id"]
    read("/acs/credentials/get", acs_credential_id=credential)
    assert len(read("/acs/credentials/list", user_identity_id=jane)["acs_credentials"]) == 1
    call("POST", "/acs/credentials/list", is_multi_phone_sync_credential=True)
    assert len(read("/acs/credentials/list_accessible_entrances", acs_credential_id=credential)["acs_entrances"]) == 3
    assert len(read("/acs/entrances/list_credentials_with_access",
                    acs_entrance_id=entrance)["acs_credentials"]) == 1
    for method in ("PATCH", "POST"):
        call(method, "/acs/credentials/update", acs_credential_id=credential)
        call(method, "/acs/credentials/unassign", acs_credential_id=credential, acs_user_id=user)
        call(method, "/acs/credentials/assign", acs_credential_id=credential, acs_user_id=user)
    return credential


def workspaces(call, folder):
    read = call.both
    account = read("/connected_accounts/list")["connected_accounts"][0]["connected_account_id"]
    read("/connected_accounts/get", connected_account_id=account)
    read("/workspaces/get")
    read("/workspaces/list")
    for verb in ("PATCH", "POST"):
        call(verb, "/workspaces/update", name="The guide's", connect_webview_customization={"success_message": "Done"})
    ann = admin(folder / "data", "operators", "create", "Ann")[0]["operator_id"]
    token = admin(folder / "data", "tokens", "create", "--operator", ann)[0]["access_token"]
    call.as_session(token)("POST", "/workspaces/create", name="Another", is_sandbox=True)


def events(call, user):
    read = call.both
    call("POST", "/latchkey/v1/clock/advance", seconds=60)
    clock = read("/latchkey/v1/clock/get")["clock"]
    assert clock["is_settled"], clock
    events = read("/events/list", since="2024-01-01T00:00:00Z", event_type="acs_user.created")["events"]
    assert user in {event["acs_user_id"] for event in events}
    read("/events/get", event_id=events[0]["event_id"])
    user_now = call("POST", "/acs/users/get", acs_user_id=user)["acs_user"]
    assert user_now["salto_ks_metadata"] == {"is_subscribed": True} and user_now["pending_mutations"] == []


def webviews(call):
    """Another account could be connected."""
    read = call.both
    webview = call("POST", "/connect_webviews/create", accepted_providers=["salto_ks"])["connect_webview"]
    which = {"connect_webview_id": webview["connect_webview_id"]}
    assert read("/connect_webviews/get", **which)["connect_webview"] == webview
    assert read("/connect_webviews/list")["connect_webviews"] == [webview]
    call("DELETE", "/connect_webviews/delete", **which)
    another = call("POST", "/connect_webviews/create", accepted_providers=["salto_ks"])["connect_webview"]
    call("POST", "/connect_webviews/delete", connect_webview_id=another["connect_webview_id"])


def sites(call):
    """Returns the parameters of the account."""
    read = call.both
    account = {"connected_account_id": read("/connected_accounts/list")["connected_accounts"][0]["connected_account_id"]}
    call("POST", "/connected_accounts/sync", **account)
    assert read("/latchkey/v1/sites/get_sync", **account)["sync"]["is_first"] is False
    assert read("/latchkey/v1/sites/get_waiting", acs_system_id=harness.BUILDING_A)["site_waiting"]["absent_iqs"] == []
    call("POST", "/latchkey/v1/sites/accept_disappearance", acs_system_id=harness.BUILDING_A)
    others = read("/acs/users/unmanaged/list")["acs_users"]
    assert read("/acs/users/unmanaged/get", acs_user_id=others[0]["acs_user_id"])["acs_user"] == others[0]
    owner = next(person for person in others if person.get("email_address"))
    stay = call("POST", "/acs/users/create", acs_system_id=BUILDING_A, full_name="A stay",
                email_address=owner["email_address"])["acs_user"]["acs_user_id"]
    call("POST", "/latchkey/v1/users/take_up", acs_user_id=stay, unmanaged_acs_user_id=owner["acs_user_id"])
    call("POST", "/acs/users/delete", acs_user_id=stay)
    for verb, name in (("PATCH", "Building A"), ("POST", "The building")):
        call(verb, "/connected_accounts/update", display_name=name, **account)
    assert read("/connected_accounts/get", **account)["connected_account"]["display_name"] == "The building"
    return account


def access(call, jane, user, entrance):
    read = call.both
    for who in ({"acs_user_id": user}, {"user_identity_id": jane}):
        explanation = read("/latchkey/v1/access/explain", acs_entrance_id=entrance, **who)["explanation"]
        assert explanation["acs_user_id"] == user and explanation["chain"][0]["holds"] == "yes", explanation
    read("/latchkey/v1/access/list_openers", acs_entrance_id=entrance)
    read("/latchkey/v1/access/list_doors", acs_user_id=user)
    revocation = read("/latchkey/v1/access/revocations/get", acs_user_id=user)["revocation"]
    assert entrance in {door["acs_entrance_id"] for door in revocation["entrances"]}, revocation
    call("PATCH", "/latchkey/v1/seats/update", acs_system_id=harness.BUILDING_A, reserved_for_staff=1)
    call("POST", "/latchkey/v1/seats/update", acs_system_id=harness.BUILDING_A, reserved_for_staff=0)
    assert read("/latchkey/v1/seats/forecast", acs_system_id=harness.BUILDING_A)["forecast"]["days"]
    assert read("/latchkey/v1/schedules/preview", acs_system_id=harness.BUILDING_A)["preview"]["switches"]


def desk(call, user, entrance):
    """Looks at people, doors and events as a front desk does."""
    read = call.both
    assert user in {person["acs_user_id"] for person in read("/latchkey/v1/people/list", sort="name")["people"]}
    history = read("/latchkey/v1/people/get", acs_user_id=user)["person_history"]
    assert history["person"]["acs_user_id"] == user and history["past_activities"]
    pin = call("POST", "/acs/credentials/create", acs_user_id=user, access_method="code")["acs_credential"]
    shown = call("POST", "/latchkey/v1/people/show_pin", acs_user_id=user)["acs_credential"]
    assert shown["acs_credential_id"] == pin["acs_credential_id"]
    call("POST", "/acs/credentials/delete", acs_credential_id=pin["acs_credential_id"])
    doors = read("/latchkey/v1/doors/list")["doors"]
    assert len(doors) == 4
    assert read("/latchkey/v1/doors/get", acs_entrance_id=entrance)["door"] in doors
    assert read("/latchkey/v1/doors/get_details", acs_entrance_id=entrance)["details"]["group_names"]
    hours = read("/latchkey/v1/doors/entries_by_hour", acs_entrance_id=entrance)["entries_by_hour"]["hours"]
    assert len(hours) in (23, 24, 25)
    assert read("/latchkey/v1/activity/list", acs_user_id=user)["activities"][0]["event"]["acs_user_id"] == user
    read("/latchkey/v1/attention/list")
    assert read("/latchkey/v1/stays/list", filter="current")["pagination"]["has_next_page"] is False
    read("/latchkey/v1/clock/list_next_moments")
    assert read("/latchkey/v1/occupancy/list", filter="free")["pagination"]["has_next_page"] is False
    state = call("POST", "/latchkey/v1/virtual/send", path="/virtual/state")["virtual_reply"]
    assert state["status_code"] == 200 and state["body"]["sites"]

def remove_access(call, jane, user, credential, automation, manager):
    read = call.both
    call("POST", "/acs/users/revoke_access_to_all_entrances", acs_user_id=user)
    assert read("/acs/users/list_accessible_entrances", acs_user_id=user)["acs_entrances"] == []
    call("DELETE", "/acs/credentials/delete", acs_credential_id=credential)
    other = call("POST", "/acs/credentials/create", acs_user_id=user, access_method="mobile_key")["acs_credential"]
    call("POST", "/acs/credentials/delete", acs_credential_id=other["acs_credential_id"])
    for method in ("DELETE", "POST"):
        call(method, "/user_identities/enrollment_automations/delete", enrollment_automation_id=automation)
        automation = call(
            "POST", "/user_identities/enrollment_automations/launch", user_identity_id=jane,
            credential_manager_acs_system_id=manager["acs_system_id"],
            create_credential_manager_user=True)["enrollment_automation"]["enrollment_automation_id"]
    call("DELETE", "/user_identities/remove_acs_user", user_identity_id=jane, acs_user_id=user)
    call("PUT", "/user_identities/add_acs_user", user_identity_key="jane", acs_user_id=user)
    call("POST", "/user_identities/remove_acs_user", user_identity_id=jane, acs_user_id=user)
    call("POST", "/user_identities/add_acs_user", user_identity_id=jane, acs_user_id=user)
    call("DELETE", "/acs/users/delete", acs_user_id=user)
    other = call("POST", "/acs/users/create", acs_system_id=BUILDING_A, full_name="Bo")["acs_user"]["acs_user_id"]
    call("POST", "/acs/users/delete", acs_user_id=other)


def remove_people(call, jane):
    call("POST", "/latchkey/v1/clock/advance", seconds=60)
    assert call("POST", "/acs/users/list", acs_system_id=BUILDING_A)["acs_users"] == []
    twin = call("POST", "/user_identities/create", full_name="Jane")["user_identity"]["user_identity_id"]
    call("POST", "/user_identities/merge", user_identity_id=jane, merged_user_identity_ids=[twin])
    call.both("/user_identities/unmanaged/list")
    for verb in ("GET", "POST"):
        call(verb, "/user_identities/unmanaged/get", expect=404, user_identity_id=jane)
    for verb in ("PATCH", "POST"):
        call(verb, "/user_identities/unmanaged/update", expect=404, user_identity_id=jane, is_managed=True)
    call("DELETE", "/user_identities/delete", user_identity_id=jane)
    ann = call("POST", "/user_identities/create", full_name="Ann", acs_system_ids=[BUILDING_A])["user_identity"]
    assert len(ann["acs_user_ids"]) == 1
    call("POST", "/user_identities/delete", user_identity_id=ann["user_identity_id"])
    erase_people(call)


def erase_people(call):
    for verb in ("DELETE", "POST"):
        bo = call("POST", "/user_identities/create", full_name="Bo")["user_identity"]["user_identity_id"]
        call(verb, "/latchkey/v1/people/erase", user_identity_id=bo)
        about = call.both("/latchkey/v1/audit/list", subject_id=bo)["audit_entries"]
        assert any(change["is_erased"] for change in about[0]["changes"]), about
    assert call.both("/latchkey/v1/audit/verify")["audit_verification"]["is_intact"] is True


def remove_account(call, account):
    read = call.both
    call("POST", "/latchkey/v1/clock/set", now="2024-12-01T00:00:00Z")
    call("POST", "/connected_accounts/simulate/disconnect", **account)
    call("DELETE", "/connected_accounts/delete", **account)
    assert read("/connected_accounts/list")["connected_accounts"] == []
    call("POST", "/connected_accounts/delete", expect=404, **account)
    call("POST", "/workspaces/reset_sandbox")
    back = wait_until(lambda: read("/connected_accounts/list")["connected_accounts"], "the account of the sandbox")
    assert back[0]["connected_account_id"] in account.values()
