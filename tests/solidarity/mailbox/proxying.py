"""A way to the mail server on which things go wrong: it changes, cuts or swallows what is said."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Change = Callable[[bytes], bytes | None]


def as_it_is(said: bytes) -> bytes:
    return said


class Way:
    """Lines of the server go through `heard`, those of the client through `asked`.

    Either returns what goes on instead of what came; None hangs up on both.
    """

    def __init__(self, port: int, *, heard: Change = as_it_is, asked: Change = as_it_is) -> None:
        self.to, self.heard, self.asked = port, heard, asked
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.door.getsockname()[1]
        self.open: list[socket.socket] = []
        self.threads: list[threading.Thread] = []

    def serve(self) -> None:
        while True:
            try:
                client = self.door.accept()[0]
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.to))
            self.open += [client, server]
            for each in (client, server):
                # What is still under way when one side is gone is of no interest to any test.
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._start(self._carry, client, server, self.asked)
            self._start(self._carry, server, client, self.heard)

    def _start(self, what: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=what, args=arguments)
        self.threads.append(thread)
        thread.start()

    def _carry(self, one: socket.socket, other: socket.socket, change: Change) -> None:
        with suppress(OSError), one.makefile("rb") as lines:
            for line in lines:
                if (said := change(line)) is None:
                    break
                other.sendall(said)
        for each in (one, other):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        with suppress(OSError):
            self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()
        for each in self.open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self.threads:
            thread.join(timeout=10)
        for each in self.open:
            each.close()


@contextmanager
def way(port: int, *, heard: Change = as_it_is, asked: Change = as_it_is) -> Iterator[int]:
    """Yield the port of a way to the server behind `port`."""
    made = Way(port, heard=heard, asked=asked)
    made._start(made.serve)
    try:
        yield made.port
    finally:
        made.close()
