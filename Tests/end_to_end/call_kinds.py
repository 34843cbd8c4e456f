"""The kinds of calls that the server makes to Salto KS."""
import re
import urllib.parse

INTEGRATION = "integration@latchkey.example"
SITE = r"/v1\.[12]/sites/[^/?]+"
# The kinds of calls by method and path with query. The first match counts.
KINDS = {
    "hub": ("POST", r"/v1/hub/entries/negotiate\?.*"),
    "stream": ("GET", r"/v1/hub/entries\?.*"),
    "message": ("POST", r"/v1/hub/entries\?.*"),
    "me": ("GET", r"/v1\.2/me"),
    "devices": ("GET", r"/v1\.1/me/devices\?.*"),
    "remove_device": ("DELETE", r"/v1\.1/me/devices/[^/]+"),
    "sites": ("GET", r"/v1\.2/sites"),
    "site": ("GET", SITE),
    "roles": ("GET", SITE + r"/roles"),
    "own_user": ("GET", SITE + r"/me"),
    "plan": ("GET", SITE + r"/subscription"),
    "groups": ("GET", SITE + r"/access_groups"),
    "group": ("GET", SITE + r"/access_groups/[^/]+"),
    "group_locks": ("GET", SITE + r"/access_groups/[^/]+/locks"),
    "group_hours": ("GET", SITE + r"/access_groups/[^/]+/time_schedules"),
    "members": ("GET", SITE + r"/access_groups/[^/]+/users"),
    "find": ("GET", SITE + r"/users\?\$filter=alias.*"),
    "administrator": ("GET", SITE + r"/users\?\$filter=user.*"),
    "users": ("GET", SITE + r"/users"),
    "user": ("GET", SITE + r"/users/[^/]+"),
    "create": ("POST", SITE + r"/users"),
    "update": ("PATCH", SITE + r"/users/[^/]+"),
    "subscribe": ("PATCH", SITE + r"/users/[^/]+/subscription"),
    "pin": ("PUT", SITE + r"/users/[^/]+/pin"),
    "chosen_pin": ("PUT", SITE + r"/users/[^/]+/pin/custom"),
    "delete": ("DELETE", SITE + r"/users/[^/]+"),
    "join": ("POST", SITE + r"/access_groups/[^/]+/users"),
    "leave": ("DELETE", SITE + r"/access_groups/[^/]+/users/[^/]+"),
    "tags": ("GET", SITE + r"/tags"),
    "locks": ("GET", SITE + r"/locks"),
    "lock": ("GET", SITE + r"/locks/[^/]+"),
    "move": ("PATCH", SITE + r"/locks/[^/]+/locking"),
    "iqs": ("GET", SITE + r"/iqs"),
    "iq_secret": ("GET", SITE + r"/iqs/[^/]+/secret"),
    "iq_mail": ("GET", SITE + r"/iqs/[^/]+/pin"),
    "iq_pin": ("PUT", SITE + r"/iqs/[^/]+/pin"),
    "entries": ("GET", SITE + r"/entries"),
}
# The grants of a token request: the integration's login, an administrator's, a guest's code, a guest's refresh token.
TOKENS = ["token", "sign_in", "code", "refresh"]
ALL_KINDS = [*TOKENS, *KINDS]
LISTS = {
    "sites", "roles", "groups", "group_locks", "group_hours", "members", "users", "find", "administrator", "tags", "iqs",
    "locks", "devices"}


def kind_of(method, target, body=b""):
    """The kind of a call, or None if the server never makes it."""
    target = urllib.parse.unquote(target)
    path = target.split("?")[0]
    if (method, path) == ("POST", "/connect/token"):
        form = dict(urllib.parse.parse_qsl(body.decode(errors="replace")))
        if form.get("grant_type") == "password":
            return "token" if form.get("username") == INTEGRATION else "sign_in"
        return {"authorization_code": "code", "refresh_token": "refresh"}.get(form.get("grant_type"))
    return next((kind for kind, (verb, form) in KINDS.items()
                 if verb == method and (re.fullmatch(form, target) or re.fullmatch(form, path))), None)
