"""Reads the statements that a client of PostgreSQL sends."""
import struct

# Requests for encryption and for the cancellation of a statement come before the first message with a letter.
ENCRYPTION = (80877103, 80877104)


class StatementReader:
    """Takes the bytes of one connection in pieces of any size."""

    def __init__(self):
        self.waiting, self.has_started, self.texts = b"", False, {}

    def take(self, piece):
        """The texts that the server runs once it has this piece."""
        self.waiting += piece
        found = []
        while (message := self.next_message()) is not None:
            text = self.text_of(*message)
            if text:
                found.append(text)
        return found

    def next_message(self):
        """The letter and the body of the next complete message. The first ones have no letter."""
        start = 1 if self.has_started else 0
        if len(self.waiting) < start + 4:
            return None
        size, = struct.unpack_from("!i", self.waiting, start)
        if len(self.waiting) < start + size:
            return None
        letter, body = self.waiting[:start], self.waiting[start + 4:start + size]
        self.waiting = self.waiting[start + size:]
        if not self.has_started:
            self.has_started = struct.unpack_from("!i", body)[0] not in ENCRYPTION
            return b"", b""
        return letter, body

    def text_of(self, letter, body):
        if letter == b"P":
            name, text = body.split(b"\0", 2)[:2]
            self.texts[name] = text.decode()
        elif letter == b"B":
            return self.texts.get(body.split(b"\0", 2)[1])
        elif letter == b"Q":
            return body.rstrip(b"\0").decode()
        return None
