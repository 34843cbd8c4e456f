"""A TCP proxy that gives each connection to the next of several servers, as a load balancer does.

    round_robin.py --port PORT --to PORT… --ready-file FILE
"""
import argparse
import asyncio
import json
import pathlib
import threading


class RoundRobin:
    """Runs in a thread of its own. A server that takes no connections is passed over."""

    def __init__(self, port=0):
        self.ports, self.turn, self.port, self.error, self.ends = [], 0, port, None, set()
        started = threading.Event()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.run, args=[started], daemon=True)
        self.thread.start()
        started.wait()
        if self.error:
            raise self.error
        self.endpoint = f"http://127.0.0.1:{self.port}"

    def run(self, started):
        asyncio.set_event_loop(self.loop)
        try:
            server = self.loop.run_until_complete(asyncio.start_server(self.serve, "127.0.0.1", self.port))
            self.port = server.sockets[0].getsockname()[1]
        except OSError as error:
            self.error = error
            return
        finally:
            started.set()
        self.loop.run_forever()
        self.loop.run_until_complete(self.end(server))

    async def upstream(self):
        """The connection to the next server that takes one, or None."""
        for _ in range(len(self.ports)):
            self.turn += 1
            try:
                return await asyncio.open_connection("127.0.0.1", self.ports[self.turn % len(self.ports)])
            except OSError:
                continue
        return None

    async def serve(self, reader, writer):
        self.ends.add(writer)
        if other := await self.upstream():
            self.ends.add(other[1])
            await asyncio.gather(self.copy(reader, other[1]), self.copy(other[0], writer))
            other[1].close()
            self.ends.discard(other[1])
        writer.close()
        self.ends.discard(writer)

    async def copy(self, source, target):
        try:
            while piece := await source.read(65_536):
                target.write(piece)
                await target.drain()
            if target.can_write_eof():
                target.write_eof()
        except OSError:
            # One side was cut off, and so is the other.
            target.close()

    async def end(self, server):
        """Closes the port and all connections, so that nobody waits for an answer."""
        server.close()
        for end in self.ends:
            end.transport.abort()
        connections = asyncio.all_tasks() - {asyncio.current_task()}
        if connections:
            await asyncio.wait(connections, timeout=1)

    def stop(self):
        if self.thread.is_alive():
            self.loop.call_soon_threadsafe(self.loop.stop)
            self.thread.join()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--to", type=int, nargs="+", required=True)
    parser.add_argument("--ready-file", type=pathlib.Path, required=True)
    options = parser.parse_args()
    proxy = RoundRobin(options.port)
    proxy.ports = options.to
    options.ready_file.write_text(json.dumps({"endpoint": proxy.endpoint}))
    threading.Event().wait()


if __name__ == "__main__":
    main()
