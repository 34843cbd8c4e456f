"""A hundred busy connections, beside nine hundred that occasionally send a byte."""
import asyncio
import statistics
import threading


class Slow(threading.Thread):
    """Clients that start a request and never finish it. They reconnect when cut off."""

    def __init__(self, port, count):
        super().__init__(daemon=True)
        self.port, self.count, self.open, self.is_over = port, count, 0, False

    def run(self):
        asyncio.run(self.all())

    async def all(self):
        tasks = [asyncio.ensure_future(self.one()) for _ in range(self.count)]
        while not self.is_over:
            await asyncio.sleep(0.05)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def one(self):
        head = b"POST /acs/users/get HTTP/1.1\r\nHost: slow\r\nX-Padding: " + b"x" * 10_000
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
            except OSError:
                await asyncio.sleep(0.1)
                continue
            self.open += 1
            try:
                for byte in head:
                    writer.write(bytes([byte]))
                    await writer.drain()
                    await asyncio.sleep(0.5)
            except OSError:
                pass
            finally:
                self.open -= 1
                writer.close()


def measure(bench, wrk):
    server = bench.harness.Server(bench.folder / "slow")
    try:
        manager = server.ok(
            "/acs/systems/list_compatible_credential_manager_acs_systems",
            acs_system_id=bench.harness.BUILDING_A)["acs_systems"][0]["acs_system_id"]
        user = server.ok("/acs/users/create", acs_system_id=manager, full_name="Guest")["acs_user"]["acs_user_id"]
        port, count = int(server.endpoint.rsplit(":", 1)[1]), bench.number(900)

        def busy():
            return wrk(server.endpoint + "/acs/users/get", bench.seconds, {"acs_user_id": user}, server.key,
                       connections=100)

        quiet, crowded = [], []
        for _ in range(bench.rounds):
            quiet.append(busy())
            slow = Slow(port, count)
            slow.start()
            while slow.open < count:
                pass
            crowded.append(busy())
            assert slow.open > count * 0.9, f"{slow.open} of {count} slow connections are left"
            slow.is_over = True
            slow.join()
        before, after = (statistics.median(p99 for _, p99 in rounds) for rounds in (quiet, crowded))
        rates = [statistics.median(rate for rate, _ in rounds) for rounds in (quiet, crowded)]
        bench.note(
            f"100 connections beside {count} slow", p99_ms=after, alone_p99_ms=before, p99_ratio=after / before,
            rate_ratio=rates[1] / rates[0])
    finally:
        server.kill()
