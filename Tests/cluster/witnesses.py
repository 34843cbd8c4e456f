"""What is seen beside the clients: events by two readers and a webhook, and the site as the virtual cloud has it."""
import http.client
import json
import threading
import time
import urllib.parse

from cluster import instant
from test_webhooks import Receiver

SILENCE = 30


class Reader(threading.Thread):
    """Follows the stream of events at one node after another, from the place where it was cut off."""

    def __init__(self, cluster, node):
        super().__init__(daemon=True, name=f"reader {node}")
        self.cluster, self.node, self.events, self.is_over, self.breaks = cluster, node, [], False, 0

    def run(self):
        while not self.is_over:
            try:
                self.follow()
            except (OSError, http.client.HTTPException, ValueError):
                pass
            self.breaks += 1
            self.node += 1
            time.sleep(0.1)

    def follow(self):
        address = urllib.parse.urlsplit(self.cluster.nodes[self.node % len(self.cluster.nodes)].endpoint)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=SILENCE)
        try:
            last = self.events[-1][0] if self.events else 0
            connection.request("GET", f"/latchkey/v1/events/stream?after={last}", headers={
                "authorization": "Bearer " + self.cluster.key})
            answer, fields = connection.getresponse(), {}
            while answer.status == 200 and not self.is_over:
                line = answer.readline().decode()
                if not line:
                    return
                name, _, value = line.rstrip("\n").partition(": ")
                if value and name:
                    fields[name] = value
                elif not line.strip() and "data" in fields:
                    self.events.append((int(fields["id"]), json.loads(fields["data"])))
                    fields = {}
        finally:
            connection.close()


class Sampler(threading.Thread):
    """Looks at the site and at the cloud's clock again and again."""

    def __init__(self, virtual):
        super().__init__(daemon=True, name="sampler")
        self.virtual, self.is_over, self.too_many_seats, self.clock = virtual, False, [], CloudClock()

    def run(self):
        while not self.is_over:
            try:
                site, before = self.virtual.site(), time.time()
                self.clock.note(before, instant(self.virtual.get("clock")["now"]), time.time())
            except (OSError, AssertionError, http.client.HTTPException):
                continue
            if site["seats_used"] > site["seats"]:
                self.too_many_seats.append((site["seats_used"], site["seats"]))
            time.sleep(0.2)


class CloudClock:
    """How far the cloud's clock was ahead of the machine's. The node that works for the sandbox may set it at any time, also
    back.
    """

    # Smaller differences come from the measurement.
    SAME = 0.1

    def __init__(self):
        # The span of the machine's time in which the clock ran, and how far it was ahead.
        self.spans = []

    def note(self, before, now, after):
        ahead = now - (before + after) / 2
        if self.spans and abs(self.spans[-1][2] - ahead) < self.SAME + after - before:
            self.spans[-1] = (self.spans[-1][0], after, self.spans[-1][2])
        else:
            self.spans.append((before, after, ahead))

    def read(self, ledger):
        """Notes the machine's time of each entry. The entries are in order, so the spans are, too."""
        at = 0
        for entry in ledger:
            moment = instant(entry["at"])
            found = next((number for number in range(at, len(self.spans)) if self.holds(number, moment)), at)
            at, entry["moment"] = found, moment - self.spans[found][2]

    def holds(self, number, moment):
        began, ended, ahead = self.spans[number]
        # It may have been set at any time between two measurements.
        after = self.spans[number - 1][1] if number else began
        before = self.spans[number + 1][0] if number + 1 < len(self.spans) else float("inf")
        return min(began, after) - self.SAME <= moment - ahead <= max(ended, before) + self.SAME


class Webhook:
    """A receiver, which sometimes refuses, and its webhook."""

    def __init__(self, client, chance):
        self.receiver, self.chance = Receiver(), chance
        made = client.ok("/webhooks/create", url=self.receiver.url)["webhook"]
        self.id = made["webhook_id"]

    def refuse_some(self):
        with self.receiver.changed:
            self.receiver.answers += [self.chance.choice((500, 204, 503)) for _ in range(self.chance.randrange(5))]

    def deliveries(self):
        """Every delivery that was accepted, in order: the message's ID and the event."""
        with self.receiver.changed:
            return [(headers["svix-id"], json.loads(body)) for headers, body, status in self.receiver.got
                    if 200 <= status < 300]

    def close(self):
        self.receiver.server.shutdown()
