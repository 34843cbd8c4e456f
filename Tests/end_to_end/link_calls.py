"""Calls every operation on instant keys and their links, each by every verb."""


def links(call, door):
    lina = call("POST", "/user_identities/create", full_name="Lina")["user_identity"]["user_identity_id"]
    grant = call("POST", "/access_grants/create", user_identity_id=lina, acs_entrance_ids=[door],
                 requested_access_methods=[{"mode": "mobile_key"}])["access_grant"]
    keys = [call("POST", "/user_identities/generate_instant_key", user_identity_id=lina)["instant_key"] for _ in range(2)]
    assert call.both("/instant_keys/get", instant_key_id=keys[0]["instant_key_id"])["instant_key"] == keys[0]
    assert call.both("/instant_keys/list", user_identity_id=lina)["instant_keys"][1:] == keys
    link = grant["instant_key_url"]
    preview = call.both("/seam/instant_key/v1/preview/get", instant_key_url=link)["instant_key_preview"]
    assert preview["key_status"] == "ready" and len(preview["access"]) == 1
    session = call("POST", "/seam/instant_key/v1/client_sessions/exchange_short_code", short_code=preview["shortcode"])
    assert session["client_session"]["token"] == grant["client_session_token"]
    for method, key in zip(("DELETE", "POST"), keys):
        call(method, "/instant_keys/delete", instant_key_id=key["instant_key_id"])
    call("POST", "/access_grants/delete", access_grant_id=grant["access_grant_id"])
