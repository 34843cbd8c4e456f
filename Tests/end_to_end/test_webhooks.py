"""Receivers get events signed, in order for each resource, with retries after failures, and with the same ID each time.
"""
import datetime
import http.server
import ipaddress
import json
import socket
import threading

import pytest
from seam import SeamWebhook
from svix.webhooks import Webhook, WebhookVerificationError

import harness
from harness import BUILDING_A


class Receiver:
    """A receiver. `answers` has the answers to the next calls: a status, or a function of the handler."""

    def __init__(self):
        self.got, self.answers, self.changed = [], [], threading.Condition()
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                with receiver.changed:
                    answer = receiver.answers.pop(0) if receiver.answers else 204
                    receiver.got.append((dict(self.headers.items()), body, answer if isinstance(answer, int) else 0))
                    receiver.changed.notify_all()
                if callable(answer):
                    return answer(self)
                self.send_response(answer)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def wait(self, enough, what):
        with self.changed:
            assert self.changed.wait_for(lambda: enough(self.got), 60), (what, len(self.got))

    def events(self):
        """The received events in order."""
        return [json.loads(body) for _, body, status in self.got if 200 <= status < 300]


@pytest.fixture
def server(tmp_path):
    server = harness.Server(tmp_path / "server", "--allow-private-webhooks")
    yield server
    server.kill()


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()


def webhook(server, receiver, **more):
    return server.ok("/webhooks/create", url=receiver.url, **more)["webhook"]


def create(server, name):
    return server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name=name)["acs_user"]["acs_user_id"]


def state(server, made):
    return server.ok("/latchkey/v1/webhooks/get", webhook_id=made["webhook_id"])["webhook_state"]


def count(number):
    return lambda got: len([1 for _, _, status in got if 200 <= status < 300]) >= number


def test_an_event_comes_signed(server, receiver):
    made = webhook(server, receiver, event_types=["acs_user.created"])
    assert made["secret"].startswith("whsec_") and made["event_types"] == ["acs_user.created"]
    user = create(server, "Jane Doe")
    receiver.wait(count(1), "the event")
    headers, body, _ = receiver.got[0]
    event = SeamWebhook(made["secret"]).verify(body, headers)
    shown = server.ok("/events/get", event_id=event.event_id)["event"]
    assert json.loads(body) == shown and shown["acs_user_id"] == user
    assert headers["svix-id"] == headers["webhook-id"] == f"msg_{event.event_id}"
    with pytest.raises(Exception):
        SeamWebhook(made["secret"]).verify(body.replace("created", "deleted"), headers)
    other = webhook(server, receiver)
    with pytest.raises(Exception):
        SeamWebhook(other["secret"]).verify(body, headers)
    # The first receives no other types.
    server.ok("/acs/users/delete", acs_user_id=user)
    server.advance(60)
    receiver.wait(lambda got: any("acs_user.deleted" in body for _, body, _ in got), "the deletion")
    assert state(server, made)["waiting_count"] == 0


@pytest.mark.parametrize("names", ["svix", "webhook"])
def test_the_verifier_of_svix_takes_an_event_by_either_name_of_its_headers(server, receiver, names):
    made = webhook(server, receiver)
    create(server, "Zoë Doe")
    receiver.wait(count(1), "the event")
    sent, body, _ = receiver.got[0]
    headers = {f"{names}-{part}": sent[f"{names}-{part}"] for part in ("id", "timestamp", "signature")}
    verifier = Webhook(made["secret"])
    verifier.verify(body, headers)
    event = json.loads(body)
    assert event == server.ok("/events/get", event_id=event["event_id"])["event"]
    for part, wrong in (("id", "msg_other"), ("timestamp", str(int(headers[f"{names}-timestamp"]) + 1)),
                        ("timestamp", "1700000000"), ("signature", "v1,AAAA")):
        with pytest.raises(WebhookVerificationError):
            verifier.verify(body, {**headers, f"{names}-{part}": wrong})
    with pytest.raises(WebhookVerificationError):
        verifier.verify(body + " ", headers)


def test_a_failing_receiver_gets_everything_in_order_of_each_resource(server, receiver):
    def redirect(handler):
        handler.send_response(302)
        handler.send_header("location", receiver.url + "/elsewhere")
        handler.send_header("content-length", "0")
        handler.end_headers()

    def hang_up(handler):
        handler.connection.close()

    receiver.answers = [500, redirect, hang_up, 404, 429]
    made = webhook(server, receiver)
    users = [create(server, f"Guest {number}") for number in range(10)]
    server.advance(120)
    for user in users:
        server.ok("/acs/users/delete", acs_user_id=user)
    server.advance(60)
    # The failed ones are retried after five seconds and more, so the test does not wait for them.
    receiver.wait(lambda got: len(got) >= 5 + 10, "the first round")

    def is_done():
        server.ok("/latchkey/v1/webhooks/resume", webhook_id=made["webhook_id"])
        return not state(server, made)["waiting_count"]

    harness.wait_until(is_done, "the rest")
    taken = [event["event_type"] for event in receiver.events() if event.get("acs_user_id")]
    assert taken.count("acs_user.created") == taken.count("acs_user.deleted") == 10
    for user in users:
        own = [event["event_type"] for event in receiver.events() if event.get("acs_user_id") == user]
        assert own == ["acs_user.created", "acs_user.deleted"], user
    ids = [headers["svix-id"] for headers, _, _ in receiver.got]
    assert len(set(ids)) == len({json.loads(body)["event_id"] for _, body, _ in receiver.got})
    said = {attempt.get("status_code") for attempt in state(server, made)["attempts"]}
    assert {500, 302, 404, 429, 204} <= said
    assert all("/elsewhere" not in json.dumps(headers) for headers, _, _ in receiver.got)


def test_resuming_sends_at_once_where_the_sandbox_is_ahead_of_its_system(server, receiver):
    ahead = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=30)
    server.set_clock(ahead.strftime("%Y-%m-%dT%H:%M:%SZ"))
    receiver.answers = [500]
    made = webhook(server, receiver, event_types=["acs_user.created"])
    create(server, "Jane Doe")
    harness.wait_until(lambda: len(state(server, made)["attempts"]) == 1, "the attempt that fails")
    server.ok("/latchkey/v1/webhooks/resume", webhook_id=made["webhook_id"])
    receiver.wait(count(1), "the event")


def test_a_huge_answer_and_a_slow_one_hold_up_nobody(server, receiver):
    stopped = threading.Event()

    def slow(handler):
        stopped.wait(60)
        handler.connection.close()

    def huge(handler):
        handler.send_response(200)
        handler.send_header("content-length", str(1 << 30))
        handler.end_headers()
        try:
            while not stopped.is_set():
                handler.wfile.write(b"x" * 65536)
        except OSError:
            pass

    receiver.answers = [slow, huge]
    made = webhook(server, receiver, event_types=["acs_user.created"])
    create(server, "Guest 0")
    receiver.wait(lambda got: len(got) == 1, "the first event, whose receiver takes its time")
    users = [create(server, f"Guest {number}") for number in range(1, 6)]
    # They arrive while the receiver is still handling the first of them.
    receiver.wait(count(4), "the events beside the slow one")
    assert all(attempt.get("status_code") for attempt in state(server, made)["attempts"])
    assert {event["acs_user_id"] for event in receiver.events()} <= set(users)
    stopped.set()


def test_what_was_acknowledged_by_the_log_is_delivered_after_a_kill(server, receiver):
    made = webhook(server, receiver)
    receiver.answers = [503] * 20
    users = {create(server, f"Guest {number}") for number in range(20)}
    server.kill()
    receiver.answers = []
    again = harness.Server(server.folder, "--allow-private-webhooks")
    try:
        again.ok("/latchkey/v1/webhooks/resume", webhook_id=made["webhook_id"])
        receiver.wait(
            lambda got: users <= {json.loads(body).get("acs_user_id") for _, body, status in got if status == 204},
            "all events")
        ids = {}
        for headers, body, _ in receiver.got:
            assert ids.setdefault(json.loads(body)["event_id"], headers["svix-id"]) == headers["svix-id"]
            SeamWebhook(made["secret"]).verify(body, headers)
    finally:
        again.kill()


def test_events_are_replayed_from_a_number(server, receiver):
    made = webhook(server, receiver, event_types=["acs_user.created"])
    for number in range(5):
        create(server, f"Guest {number}")
    # The deliveries may not be recorded yet.
    harness.wait_until(
        lambda: len((now := state(server, made))["attempts"]) == 5 and now["waiting_count"] == 0, "five attempts")
    # Events of other types may stand between those that the webhook takes.
    sequences = sorted(attempt["sequence"] for attempt in state(server, made)["attempts"])
    before = {headers["svix-id"] for headers, _, _ in receiver.got}
    server.ok("/latchkey/v1/webhooks/replay", webhook_id=made["webhook_id"], from_sequence=sequences[2])
    receiver.wait(count(8), "the replayed events")
    assert {headers["svix-id"] for headers, _, _ in receiver.got} == before
    assert {headers["svix-id"] for headers, _, _ in receiver.got[5:]} == set(sorted(before)[2:])


def test_a_replay_loses_nothing_while_events_come_and_go(server, receiver):
    made = webhook(server, receiver, event_types=["acs_user.created"])
    ended = threading.Event()

    def pour():
        while not ended.is_set():
            create(server, "Guest")

    pouring = threading.Thread(target=pour)
    pouring.start()
    try:
        for _ in range(8):
            receiver.wait(count(len(receiver.got) + 3), "new events")
            before = {json.loads(body)["event_id"] for _, body, _ in receiver.got[-3:]}
            mark = len(receiver.got)
            # The newest ones may still be in progress, so the replay begins well before them.
            first = min(attempt["sequence"] for attempt in state(server, made)["attempts"][:20])
            server.ok("/latchkey/v1/webhooks/replay", webhook_id=made["webhook_id"], from_sequence=first)
            receiver.wait(
                lambda got: before <= {json.loads(body)["event_id"] for _, body, _ in got[mark:]}, "the replayed events")
    finally:
        ended.set()
        pouring.join()


def test_private_addresses_are_refused_unless_allowed(tmp_path, receiver):
    server = harness.Server(tmp_path / "server")
    try:
        port = receiver.server.server_port
        for host in ("127.0.0.1", "localhost", "LOCALHOST.", "a.localhost", "10.0.0.1", "192.168.1.2", "169.254.169.254",
                     "[::1]", "[fd00::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0", "127.0.0.1.", "2130706433.",
                     "0x7f.0.0.1.", "[::10.0.0.1]", "[::ffff:0:10.0.0.1]", "[64:ff9b::10.0.0.1]", "[64:ff9b:1::808:808]",
                     "[2002:a00:1::1]", "[2001:0:808:808::80ff:fffe]"):
            error = server.fails("/webhooks/create", 400, "invalid_input", url=f"http://{host}:{port}/hook")
            assert "--allow-private-webhooks" in error["validation_errors"]["url"]["_errors"][0], host
        for host in (".", ".example.com", "hooks..example.com", "300.1.1.1", "1.2.3.4.5", "a" * 64 + ".example.com"):
            error = server.fails("/webhooks/create", 400, "invalid_input", url=f"http://{host}:{port}/hook")
            assert error["validation_errors"]["url"]["_errors"] == ["Invalid url"], host
        assert server.ok("/webhooks/list")["webhooks"] == []
        for host in ("hooks.example.com", "hooks.example.com.", "8.8.8.8", "[2606:4700::1111]", "[64:ff9b::8.8.8.8]"):
            assert server.ok("/webhooks/create", url=f"https://{host}/"), host
    finally:
        server.kill()


def test_a_name_that_leads_to_this_machine_is_refused(tmp_path, receiver):
    name = socket.gethostname()
    try:
        addresses = {entry[4][0] for entry in socket.getaddrinfo(name, None)}
    except OSError:
        addresses = set()
    if not any(ipaddress.ip_address(address.split("%")[0]).is_private for address in addresses):
        pytest.skip("this machine's name leads nowhere private")
    server = harness.Server(tmp_path / "server")
    try:
        error = server.fails("/webhooks/create", 400, "invalid_input", url=f"http://{name}:{receiver.server.server_port}/hook")
        assert "--allow-private-webhooks" in error["validation_errors"]["url"]["_errors"][0]
    finally:
        server.kill()


def test_what_was_allowed_once_is_not_called_any_more(tmp_path, receiver):
    """Webhooks with a private address stay after that is no longer allowed, but receive nothing."""
    server = harness.Server(tmp_path / "server", "--allow-private-webhooks")
    hosts = (receiver.url, receiver.url.replace("127.0.0.1", "localhost"))
    # An event type that does not occur while they are allowed.
    which = {"event_types": ["acs_user.created"]}
    hooks = [server.ok("/webhooks/create", url=url, **which)["webhook"] for url in hosts]
    try:
        # Nothing in the local network is called, or even connected to.
        with socket.socket() as closed, socket.socket() as open_:
            closed.bind(("127.0.0.1", 0))
            open_.bind(("127.0.0.1", 0))
            open_.listen()
            open_.settimeout(0.01)
            hooks += [
                server.ok("/webhooks/create", url=f"http://127.0.0.1:{one.getsockname()[1]}/", **which)["webhook"]
                for one in (closed, open_)]
            server.stop()
            server = harness.Server(server.folder)
            create(server, "Jane Doe")
            said = {harness.wait_until(lambda: state(server, made)["attempts"], "an attempt")[0]["problem"] for made in hooks}
            assert len(said) == 1 and "private" in said.pop()
            assert receiver.got == []
            with pytest.raises(TimeoutError):
                open_.accept()
    finally:
        server.kill()


def test_webhooks_are_kept_and_changed(server, receiver):
    made = webhook(server, receiver)
    assert made["event_types"] == ["*"]
    which = {"webhook_id": made["webhook_id"]}
    assert server.ok("/webhooks/get", **which)["webhook"] == made
    assert server.ok("/webhooks/list")["webhooks"] == [made]
    server.ok("/webhooks/update", event_types=["acs_user.deleted"], **which)
    assert server.ok("/webhooks/get", **which)["webhook"]["event_types"] == ["acs_user.deleted"]
    server.fails("/webhooks/update", 400, "invalid_event_types", event_types=["acs_user.dreamt"], **which)
    server.fails("/webhooks/create", 400, "invalid_event_types", url=receiver.url, event_types=["nothing"])
    for url in ("https://example.com:99999/", "https://example.com:+80/", "http://%31%32%37.0.0.1/", "https://example.com/#here", "example.com", "ftp://example.com", "https://", "https://user:pass@example.com/", "https://a b/"):
        server.fails("/webhooks/create", 400, "invalid_input", url=url)
    for url in ("here", "example.com", "https://", "https://:80/", "https://a b/", "http://[zz]/"):
        error = server.fails("/webhooks/create", 400, "invalid_input", url=url)
        assert error["validation_errors"]["url"]["_errors"] == ["Invalid url"], url
    server.ok("/webhooks/delete", **which)
    for path in ("/webhooks/get", "/webhooks/delete", "/latchkey/v1/webhooks/get", "/latchkey/v1/webhooks/resume"):
        server.fails(path, 404, "webhook_not_found", **which)
    create(server, "Nobody")
    assert server.ok("/webhooks/list")["webhooks"] == []
