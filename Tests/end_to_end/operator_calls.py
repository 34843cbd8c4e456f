"""Calls every operation on operators, their tokens and sessions, and API keys, each by every verb."""
import uuid


def operators(call):
    people = [call("POST", "/latchkey/v1/operators/create", name=name, role=role)["operator"]
              for name, role in (("Ann", "administrator"), ("Bob", "viewer"), ("Cleo", "front_desk"))]
    assert [person["operator_id"] for person in call.both("/latchkey/v1/operators/list")["operators"]] == [
        person["operator_id"] for person in people]
    names = call.both("/latchkey/v1/operators/list_administrators")["administrators"]
    assert [person["name"] for person in names] == ["Ann"]
    bob, cleo = ({"operator_id": person["operator_id"]} for person in people[1:])
    for verb, role in (("PATCH", "front_desk"), ("POST", "administrator")):
        assert call(verb, "/latchkey/v1/operators/update", role=role, **bob)["operator"]["role"] == role
    made = call("POST", "/latchkey/v1/operators/create_access_token", name="Laptop", **bob)["access_token"]
    assert made["token"].startswith(made["begins_with"])
    listed = call.both("/latchkey/v1/operators/list_access_tokens", **bob)["access_tokens"]
    assert [token["name"] for token in listed] == ["Laptop"] and "token" not in listed[0]
    call("POST", "/latchkey/v1/operators/revoke_access_token", access_token_id=made["access_token_id"])
    assert call("POST", "/latchkey/v1/operators/unlink_account", **bob)["operator"]["openid_issuer"] is None
    call("DELETE", "/latchkey/v1/operators/delete", **bob)
    call("POST", "/latchkey/v1/operators/delete", **cleo)
    keys(call)
    assert call.both("/latchkey/v1/operator_sessions/list")["operator_sessions"] == []
    call("POST", "/latchkey/v1/operator_sessions/revoke", expect=404, operator_session_id=str(uuid.uuid4()))


def keys(call):
    made = call("POST", "/latchkey/v1/api_keys/create", name="Booking")["api_key"]
    assert made["key"].startswith(made["begins_with"])
    listed = call.both("/latchkey/v1/api_keys/list")["api_keys"]
    assert made["api_key_id"] in {key["api_key_id"] for key in listed} and not any("key" in key for key in listed)
    call("POST", "/latchkey/v1/api_keys/revoke", api_key_id=made["api_key_id"])
