"""The virtual Salto KS cloud with its quirks, from the view of a Connect API client."""
import base64

import pytest

import harness
from harness import Cloud, Virtual, send

SITE = "5c0f1d1e-0000-4000-8000-000000000001"
LOGIN = {"grant_type": "password", "username": "integration@latchkey.example", "password": "virtual-salto-ks",
         "scope": "user_api.full_access"}


class Connect:
    def __init__(self, cloud):
        self.base, self.virtual = cloud.endpoint, Virtual(cloud.endpoint)
        status, body = self.login(LOGIN)
        assert status == 200 and body["expires_in"] == 3600
        self.token = body["access_token"]

    def login(self, form, client="latchkey-virtual:latchkey-virtual-secret"):
        text = "&".join(f"{name}={value}" for name, value in form.items())
        headers = {"authorization": "Basic " + base64.b64encode(client.encode()).decode(),
                   "content-type": "application/x-www-form-urlencoded"}
        status, body, _ = send("POST", self.base + "/connect/token", text.encode(), headers)
        return status, body

    def __call__(self, method, path, body=None, version="v1.2"):
        status, answer, _ = send(
            method, f"{self.base}/{version}/{path}", body,
            {"authorization": f"Bearer {self.token}", "content-type": "application/json"})
        return status, answer

    def site(self, method, path, body=None, version="v1.2"):
        return self(method, f"sites/{SITE}/{path}", body, version)

    def role(self, code="site_user"):
        return next(role["id"] for role in self.site("GET", "roles")[1]["items"] if role["code"] == code)

    def user(self, name="Ann", **more):
        body = {"first_name": name, "last_name": "", "role_ids": [self.role()], **more}
        status, user = self.site("POST", "users", body)
        assert status == 201, user
        return user

    def settle(self, seconds=6):
        now = self.virtual.get("clock")["now"]
        moment = int(now[17:19]) + seconds
        minute = int(now[14:16]) + moment // 60
        hour = int(now[11:13]) + minute // 60
        self.virtual.post("clock", {"now": f"{now[:11]}{hour:02}:{minute % 60:02}:{moment % 60:02}Z"})


@pytest.fixture
def connect(tmp_path):
    cloud = Cloud(tmp_path / "cloud")
    yield Connect(cloud)
    cloud.kill()


def test_the_token_endpoint_refuses_what_it_should(connect):
    assert connect.login(LOGIN, client="x:y")[1] == {"error": "invalid_client"}
    assert connect.login({**LOGIN, "password": "wrong"})[1] == {"error": "invalid_grant"}
    assert connect.login({**LOGIN, "scope": "everything"})[1] == {"error": "invalid_scope"}
    connect.token = "stale"
    status, body = connect("GET", "sites")
    assert status == 401 and body == b""


def test_the_site_and_its_hardware(connect):
    status, site = connect("GET", f"sites/{SITE}")
    assert (site["subscribed_user_amount"], site["active_user_amount"], site["time_zone"]) == (20, 0, "Europe/Amsterdam")
    assert connect("GET", "sites/NL0000A")[1]["ErrorCode"] == "1100"
    assert connect("GET", "sites?$filter=site_uid%20eq%20'NL0000A'")[1]["items"][0]["id"] == SITE
    assert len(connect.site("GET", "locks")[1]["items"]) == 4
    assert len(connect.site("GET", "iqs")[1]["items"]) == 1
    assert connect("GET", "me")[1]["email"] == LOGIN["username"]
    assert connect.site("GET", "entries")[0] == 405
    assert connect.site("GET", "entries", version="v1.1")[0] == 200
    assert connect.site("GET", "users?$filter=nonsense")[1]["ErrorCode"] == "1102"


def test_a_new_user_takes_a_while_to_be_known(connect):
    user = connect.user(alias="lk-1", subscription_state="suspended")
    group = connect.site("GET", "access_groups")[1]["items"][0]["id"]
    member = {"user_id": user["user"]["id"]}
    assert user["roles"] == [] and user["subscription_state"] == "suspended"
    assert connect.site("GET", "users?$filter=alias%20eq%20'lk-1'")[1]["items"] == []
    assert connect.site("GET", f"users/{user['id']}")[0] == 200
    status, refusal = connect.site("POST", f"access_groups/{group}/users", member)
    assert (status, refusal["ErrorCode"]) == (404, "2202")
    connect.site("PATCH", f"users/{user['id']}", {"use_pin": True})
    assert connect.site("PUT", f"users/{user['id']}/pin", {})[1]["ErrorCode"] == "2203"
    connect.settle()
    assert len(connect.site("GET", "users?$filter=alias%20eq%20'lk-1'")[1]["items"]) == 1
    assert connect.site("GET", f"users/{user['id']}")[1]["roles"][0]["code"] == "site_user"
    assert connect.site("POST", f"access_groups/{group}/users", {"user_id": user["id"]})[0] == 404
    assert connect.site("POST", f"access_groups/{group}/users", member)[0] == 200
    pin = connect.site("PUT", f"users/{user['id']}/pin", {})[1]
    assert len(pin) == 6 and pin.isdigit()
    assert connect.site("GET", f"users/{user['id']}/keys")[1]["items"][0]["key_identifier"] == "pin"
    assert connect.site("GET", f"users/{user['user']['id']}")[1]["ErrorCode"] == "2202"
    assert connect.site("DELETE", f"users/{user['id']}")[0] == 202
    assert connect.site("GET", f"users/{user['id']}")[0] == 200
    connect.settle()
    assert connect.site("GET", f"users/{user['id']}")[0] == 404


def test_seats_run_out_silently(connect):
    connect.virtual.post("site", {"seats": 1})
    assert connect.user("First")["subscription_state"] == "subscribed"
    second = connect.user("Second")
    assert second["subscription_state"] == "suspended"
    guest = connect.site("POST", "guests", {"alias": "Guest", "expires_at": "2024-12-01T00:00:00Z"})
    assert guest[0] == 201 and guest[1]["subscription_state"] == "suspended"
    path, body = f"users/{second['id']}/subscription", {"state": "subscribed"}
    assert connect.site("PATCH", path, body)[1]["subscription_state"] == "suspended"
    for answer, status, code in (("403", 403, "2212"), ("400", 400, "2203")):
        connect.virtual.post("settings", {"full_site_answer": answer})
        refused, refusal = connect.site("PATCH", path, body)
        assert (refused, refusal["ErrorCode"]) == (status, code)
    assert connect.site("PATCH", path, {"subscription_state": "subscribed"})[1]["ErrorCode"] == "1101"


def test_doors_hear_of_changes_late_and_in_local_time(connect):
    user = connect.user("Ann", subscription_state="subscribed")
    connect.settle()
    group = connect.site("POST", "access_groups", {"customer_reference": "Bikes at night"})[1]["id"]
    lock = connect.virtual.lock("Bicycle Storage")
    door = f"locks/{lock}/try"
    person = {"user_id": user["user"]["id"]}
    connect.site("POST", f"access_groups/{group}/locks", {"lock_id": lock})
    connect.site("POST", f"access_groups/{group}/users", person)
    assert connect.virtual.post(door, person)["reason"] == "not_rolled_out"
    connect.settle(47)
    # A group without a schedule gives no access, but causes no error.
    assert connect.virtual.post(door, person)["reason"] == "outside_schedule"
    assert connect.site("POST", f"access_groups/{group}/time_schedules", {})[1]["ErrorCode"] == "1101"
    always = {day: True for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")}
    status, schedule = connect.site(
        "POST", f"access_groups/{group}/time_schedules",
        {**always, "start_date": "2024-10-31T10:00:00", "end_date": "2024-10-31T12:00:00"}, version="v1.1")
    assert status == 200 and schedule["id"]
    connect.settle(211)
    assert connect.virtual.post(door, person) == {"opened": True, "reason": "opened"}
    # 12:00 in Amsterdam is 11:00 UTC in winter.
    connect.virtual.post("clock", {"now": "2024-10-31T11:00:00Z"})
    assert connect.virtual.post(door, person)["opened"] is True
    connect.virtual.post("clock", {"now": "2024-10-31T11:00:01Z"})
    assert connect.virtual.post(door, person)["reason"] == "outside_schedule"
    connect.virtual.post("clock", {"now": "2024-10-31T11:02:00Z"})
    # Tokens expire by the cloud's clock too.
    assert connect.site("GET", "users")[0] == 401
    connect.token = connect.login(LOGIN)[1]["access_token"]
    entries = connect.site("GET", "entries?$top=100", version="v1.1")[1]["items"]
    assert len(entries) == 5 and entries[0]["utc_date_time"] >= entries[-1]["utc_date_time"]


def test_lists_come_in_pages(connect):
    for number in range(45):
        connect.user(f"User {number}", subscription_state="suspended")
    connect.settle()
    page = connect.site("GET", "users?$inlinecount=allpages")[1]
    assert len(page["items"]) == 20 and page["count"] == 47
    names = []
    while True:
        names += [item["id"] for item in page["items"]]
        if page["next_page_link"] is None:
            break
        path = page["next_page_link"].split("/v1.2/")[1]
        page = connect("GET", path)[1]
    assert len(set(names)) == 47
    connect.virtual.post("settings", {"bare_arrays": True})
    assert isinstance(connect.site("GET", "users")[1], list)


def test_state_and_ledger_survive_a_kill(tmp_path):
    cloud = Cloud(tmp_path / "cloud")
    connect = Connect(cloud)
    user = connect.user("Ann")
    before = connect.virtual.ledger()
    cloud.kill()
    again = Cloud(tmp_path / "cloud", port=cloud.port)
    try:
        assert connect.site("GET", f"users/{user['id']}")[1]["id"] == user["id"]
        assert connect.virtual.ledger()[: len(before)] == before
        assert connect.virtual.site()["seats_used"] == 1
        assert connect.user("Bo")["id"] != user["id"]
    finally:
        again.kill()


def test_a_taken_address_is_refused_by_patch_as_by_post(connect):
    one, other = connect.user("One", email="one@example.com"), connect.user("Two", email="two@example.com")
    status, refusal = connect.site("PATCH", f"users/{other['id']}", {"email": "ONE@example.com"})
    assert (status, refusal["ErrorCode"]) == (400, "1101")
    assert connect.site("PATCH", f"users/{one['id']}", {"email": "One@example.com"})[0] == 200
    connect.virtual.post("settings", {"email_by_patch": "ignored"})
    status, user = connect.site("PATCH", f"users/{other['id']}", {"email": "three@example.com"})
    assert (status, user["user"]["email"]) == (200, "two@example.com")
    connect.virtual.post("settings", {"email_by_patch": "refused"})
    assert connect.site("PATCH", f"users/{other['id']}", {"email": "three@example.com"})[0] == 400
