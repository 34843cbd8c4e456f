"""A person's browser at the connect page, without scripts. It keeps cookies, and submits forms with their hidden
fields."""
import html
import http.cookies
import re
import urllib.parse

import harness


class Visitor:
    """A browser with its own cookies."""

    def __init__(self, **headers):
        self.cookies, self.headers = {}, {name.replace("_", "-"): value for name, value in headers.items()}

    def send(self, method, url, body=None, follow=True, **headers):
        """One request, with redirects followed within the server: (status, text, headers)."""
        more = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        for _ in range(5):
            if self.cookies:
                more["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            status, text, fields = harness.hop(method, url, body, more)
            for line in fields.get_all("set-cookie") or []:
                self.cookies.update((one.key, one.value) for one in http.cookies.SimpleCookie(line).values())
            if status != 303 or not follow:
                break
            url, method, body = urllib.parse.urljoin(url, fields["location"]), "GET", None
        return status, text.decode(), fields

    def get(self, webview, **headers):
        return self.send("GET", webview["url"], **headers)

    def form_token(self, webview):
        found = re.search(r'name="form_token" value="([^"]+)"', self.get(webview)[1])
        return found.group(1) if found else ""

    def post(self, webview, headers=None, follow=True, **fields):
        """Sends a form unchanged."""
        body = urllib.parse.urlencode(fields, doseq=True).encode()
        return self.send(
            "POST", webview["url"], body, follow,
            **{"content-type": "application/x-www-form-urlencoded", **(headers or {})})

    def submit(self, webview, headers=None, follow=True, **fields):
        """Fills in and submits the form on the current page."""
        return self.post(webview, headers, follow, form_token=self.form_token(webview), **fields)

    def sign_in(self, webview, username="jane@example.com", password="1234"):
        """From the introduction to the choice of sites."""
        self.submit(webview, step="proceed")
        return self.submit(webview, step="sign_in", username=username, password=password)

    def connect(self, webview, *sites):
        """Connects the sites with these names as Jane."""
        status, body, _ = self.sign_in(webview)
        assert status == 200, body
        ids = [body.split(f"<strong>{name}</strong>")[0].rsplit('value="', 1)[1].split('"')[0] for name in sites]
        assert self.submit(webview, step="select", site=ids)[0] == 200
        status, body, _ = self.submit(webview, step="allow")
        assert status == 200 and "Connected" in body, body


def title(text):
    return html.unescape(re.search(r"<h1>(.*?)</h1>", text).group(1))
