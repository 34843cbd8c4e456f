"""Changes a site like Salto's own web app: as its owner, through the Connect API with the owner's token."""
import base64
import urllib.parse

import harness

OWNER = "owner@example.com"
INTEGRATION = "ad000000-0000-4000-8000-000000000002"
SITE_USER = "8f6081a3-80fb-11e8-a892-000d3a221c5b"
MOBILE_USER = "9df437bb-80fb-11e8-a892-000d3a221c5b"
SITE_ADMIN = "7d53b0b3-3ef7-11e8-9f1c-0050568d6e36"


class WebApp:
    """One site, operated by one of its administrators."""

    def __init__(self, virtual, username=OWNER, site=0):
        self.virtual, self.username = virtual, username
        self.site_id = virtual.get("state")["sites"][site]["id"]
        self.sign_in()

    def sign_in(self):
        form = urllib.parse.urlencode({
            "grant_type": "password", "username": self.username, "password": "1234", "scope": "user_api.full_access"})
        basic = base64.b64encode(b"latchkey-virtual:latchkey-virtual-secret").decode()
        status, body, _ = harness.send(
            "POST", f"{self.virtual.base}/connect/token", form.encode(),
            {"authorization": f"Basic {basic}", "content-type": "application/x-www-form-urlencoded"})
        assert status == 200, body
        self.token = body["access_token"]

    def call(self, method, path, body=None, version="v1.2"):
        for _ in range(2):
            status, answer, _ = harness.send(
                method, f"{self.virtual.base}/{version}/sites/{self.site_id}/{path}", body,
                {"authorization": f"Bearer {self.token}", "content-type": "application/json"})
            if status != 401:
                break
            # The clock was moved past the token's expiry.
            self.sign_in()
        assert status < 300, (method, path, status, answer)
        return answer

    def users(self):
        """Everyone by name, including administrators."""
        found, path = {}, "users?$top=100"
        while path:
            page = self.call("GET", path)
            for user in page["items"]:
                found[f"{user['user']['first_name']} {user['user']['last_name']}".strip()] = user
            path = page["next_page_link"] and page["next_page_link"].split(f"{self.site_id}/")[1]
        return found

    def add(self, name, email=None, role=SITE_USER, **more):
        first, _, last = name.partition(" ")
        body = {"first_name": first, "last_name": last, "role_ids": [role], **more}
        return self.call("POST", "users", body | ({"email": email} if email else {}))

    def edit(self, user, **changes):
        return self.call("PATCH", f"users/{user['id']}", changes)

    def subscribe(self, user, on=True):
        return self.call(
            "PATCH", f"users/{user['id']}/subscription", {"state": "subscribed" if on else "suspended"})

    def delete(self, user):
        self.call("DELETE", f"users/{user['id']}")

    def put_into(self, user, group):
        self.call("POST", f"access_groups/{group}/users", {"user_id": user["user"]["id"]})

    def take_out(self, user, group):
        self.call("DELETE", f"access_groups/{group}/users/{user['user']['id']}")

    def groups(self):
        return {group["customer_reference"]: group["id"] for group in self.call("GET", "access_groups")["items"]}

    def integration(self):
        return next(user for user in self.users().values() if user["user"]["id"] == INTEGRATION)
