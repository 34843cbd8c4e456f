"""What is seen beside the clients: events by two readers and a webhook, and the site as the virtual cloud has it."""
import http.client
import json
import threading
import time
import urllib.parse

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
    """Looks at the site again and again."""

    def __init__(self, virtual):
        super().__init__(daemon=True, name="sampler")
        self.virtual, self.is_over, self.too_many_seats = virtual, False, []

    def run(self):
        while not self.is_over:
            try:
                site = self.virtual.site()
            except (OSError, AssertionError, http.client.HTTPException):
                continue
            if site["seats_used"] > site["seats"]:
                self.too_many_seats.append((site["seats_used"], site["seats"]))
            time.sleep(0.2)


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
