"""Kill the web server while messages are sent, and see that each that was confirmed is there, once.

    .venv/bin/python bench/kill_sending.py 500

Sets up a site of its own in a temporary folder. Senders in threads walk through the form; in
between the server and its workers are killed with SIGKILL and started again. Whoever hears nothing
presses "Send" again, as people do. It fails with a line on what is missing or twice.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import Future, ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SENDERS = 8
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


class Server:
    """gunicorn as `make run` starts it, in a group of processes of its own."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.address = f"http://127.0.0.1:{environment['PORT']}"
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--preload"]
        self.process = subprocess.Popen(  # noqa: S603 - our own server
            [*command, "--config", "deploy/gunicorn.conf.py", "dispute.wsgi"],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        """As kill -9 does, with every worker, at whatever they are doing."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class ToItself(urllib.request.HTTPRedirectHandler):
    """Leave a redirect alone: it is the confirmation."""

    def redirect_request(self, *_asked: object) -> None:
        return None


OPENER = urllib.request.build_opener(ToItself)


def asked(address: str, data: dict[str, str] | None = None) -> tuple[int, str]:
    """Return status and page, from a server that may be gone for a while; try until it answers."""
    body = urllib.parse.urlencode(data).encode() if data else None
    until = time.monotonic() + 60
    while True:
        try:
            with OPENER.open(address, body, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except (urllib.error.URLError, HTTPException, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def send(form: str, n: int) -> int:
    """Walk through the form; return n once the site confirmed message n."""
    note = dict(HIDDEN.findall(asked(form)[1]))["note"]
    typed = {"message": f"Message {n} of many", "kind": "other", "display": "supporter"}
    page = asked(form, {**typed, "note": note, "publish": "on", "do": "look"})[1]
    fields = {**dict(HIDDEN.findall(page)), "display": "supporter", "do": "send"}
    status, answer = asked(form, fields)
    assert status == 303, f"{status}: {answer[:200]}"
    return n


def send_all(server: Server, form: str, count: int, kills: int) -> set[int]:
    """Send so many messages while the server is killed so often; return the confirmed."""
    done: set[int] = set()
    lock = threading.Lock()

    def one(n: int) -> None:
        send(form, n)
        with lock:
            done.add(n)

    with ThreadPoolExecutor(SENDERS) as pool:
        jobs = [pool.submit(one, n) for n in range(count)]
        for kill in range(kills):
            while len(done) < count * (kill + 1) // (kills + 1) and not failed(jobs):
                time.sleep(0.01)
            server.kill()
            server.start()
        for job in jobs:
            job.result()
    return done


def failed(jobs: list[Future[None]]) -> bool:
    """Whether any came to grief; its result says why."""
    return any(job.done() and job.exception() for job in jobs)


def environment_of(folder: str, database: str) -> dict[str, str]:
    """Return the environment of a site in `folder`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    return os.environ | {
        "DATA_DIR": folder,
        "DATABASE_URL": database,
        "SECRET_KEY": "a-key-for-this-alone",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "HOST": "127.0.0.1",
        "PORT": port,
        "MESSAGES_PER_ADDRESS": "0",
    }


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = environment_of(folder, f"sqlite:///{folder}/kill.sqlite3")
        for command in (
            ["migrate", "--verbosity=0"],
            ["collectstatic", "--noinput", "--verbosity=0"],
            ["import_pack", "dispute/demonstration", "--verbosity=0"],
        ):
            done = [sys.executable, "manage.py", *command]
            subprocess.run(  # noqa: S603 - our own commands
                done, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
            )
        server = Server(environment)
        form = f"{server.address}/occupational-therapists/wall/send/"
        try:
            confirmed = send_all(server, form, count, kills=5)
        finally:
            server.kill()
        there = kept(environment)
        print(f"{len(confirmed)} confirmed; {there} there, each once")
        assert there == len(confirmed) == count


def kept(environment: dict[str, str]) -> int:
    """Return how many messages the database holds. Raises AssertionError where one is twice."""
    query = (
        "from solidarity.models import Message; from collections import Counter;"
        "sent = Message.objects.filter(body__endswith=' of many');"
        "all = Counter(sent.values_list('body', flat=True));"
        "print(len(all), max(all.values()))"
    )
    told = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", query],
        cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    count, most = told.stdout.split()
    assert most == "1", "a message is there twice"
    return int(count)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
