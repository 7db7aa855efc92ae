"""A mail server of our own on this machine, which keeps what it is handed."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Post:
    """What came, and what is answered to a recipient: 250, or a refusal."""

    port: int = 0
    answer: str = "250 OK"
    mails: list[str] = field(default_factory=list)

    @property
    def message_ids(self) -> list[str]:
        return [re.findall(r"(?m)^Message-ID: (\S+)", mail)[0] for mail in self.mails]


class Handler(socketserver.StreamRequestHandler):
    """As much of SMTP as smtplib speaks."""

    def handle(self) -> None:
        post: Post = self.server.post  # type: ignore[attr-defined]  # set where it is started
        self.say("220 test")
        while line := self.rfile.readline():
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self.say("354 go on")
                post.mails.append(self.data())
                self.say("250 taken")
            elif word == b"QUIT":
                return self.say("221 bye")
            else:
                self.say(post.answer if word == b"RCPT" else "250 OK")
        return None

    def data(self) -> str:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(lines).decode()

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def serving(port: int = 0) -> Iterator[Post]:
    """Run a mail server until the block ends, on any free port if none is named."""
    socketserver.ThreadingTCPServer.allow_reuse_address = True
    with socketserver.ThreadingTCPServer(("127.0.0.1", port), Handler) as server:
        server.daemon_threads = True
        server.post = Post(port=server.server_address[1])  # type: ignore[attr-defined]  # read above
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.post  # type: ignore[attr-defined]  # as above
        finally:
            server.shutdown()
            thread.join()
