"""A real IMAP server for the length of a test run: started here, stopped here, nothing left behind.

    with running() as server:
        box = server.new_mailbox()
        box.put(b"Subject: Hello\\r\\n\\r\\nWords\\r\\n")
        box.url(taken="Dispute")  # imap://supporter-1:...@127.0.0.1:31143/INBOX?taken=Dispute

It is Debian's dovecot with a configuration of its own: it listens on this machine alone, takes any
name with one password, keeps mails as Maildir under /tmp, and is told by the kernel to stop if this
process dies.
"""

import ctypes
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

BINARY = Path("/usr/sbin/dovecot")
PREFIX = "dispute-imap-"
# A socket's path may have 107 characters, which TMPDIR of somebody's choosing can exceed.
FOLDER = Path("/tmp")  # noqa: S108 - mkdtemp makes the folder below it, private to its owner
PR_SET_PDEATHSIG = 1
# With characters that a URL has to percent-encode.
PASSWORD = "pencil/@case+7:"
HOST = "127.0.0.1"
CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
protocols = imap
listen = {host}
log_path = {folder}/log
default_internal_user = {server_user}
default_internal_group = {server_group}
default_login_user = {login_user}
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
mail_max_userip_connections = 100
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_fsync = never
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
"""


class Unavailable(Exception):
    """There is no IMAP server here that can be started; the words say what is missing."""


@dataclass
class Mailbox:
    """One person's mailbox: mails are put straight into its folders, and counted there."""

    server: "Server"
    user: str
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def folder(self) -> Path:
        return self.server.folder / "mail" / self.user / "Maildir"

    def url(self, scheme: str = "imap", host: str = HOST, port: int = 0, **asked: str) -> str:
        """Return an IMAP_URL for it; `asked` goes behind the question mark."""
        own = self.server.tls_port if scheme == "imaps" else self.server.port
        query = f"?{urlencode(asked)}" if asked else ""
        who = f"{self.user}:{quote(PASSWORD, safe='')}"
        return f"{scheme}://{who}@{host}:{port or own}/INBOX{query}"

    def put(self, *mails: bytes, flags: str = "") -> None:
        """Put mails in, as a mail server does that delivers them; `flags` are Maildir's letters."""
        for mail in mails:
            name = f"{next(self.numbers):08d}.{os.getpid()}.test"
            to = self.folder / "cur" / f"{name}:2,{flags}" if flags else self.folder / "new" / name
            to.write_bytes(mail)
            self.server.give_away(to)

    def mails(self, folder: str = "") -> list[bytes]:
        """Return the mails in a folder of the mailbox ("": where mails come in), as they are."""
        return [file.read_bytes() for file in self.files(folder)]

    def files(self, folder: str = "") -> list[Path]:
        """Return the files of a folder; the letters behind ":2," are the flags of a mail."""
        where = self.folder / f".{folder}" if folder else self.folder
        return sorted(
            (file for part in ("cur", "new") for file in (where / part).glob("*")),
            key=lambda file: file.name,
        )

    def flags(self) -> list[str]:
        """Return Maildir's letters of each mail; keywords are a, b, ... in `keywords`."""
        return [file.name.partition(":2,")[2] for file in self.files()]

    def keywords(self) -> str:
        """Return the names of the keywords of the mailbox, one a line."""
        kept = self.folder / "dovecot-keywords"
        return kept.read_text() if kept.exists() else ""


@dataclass
class Server:
    """One that is running: where, and with which folder."""

    folder: Path
    port: int
    tls_port: int
    account: pwd.struct_passwd
    process: subprocess.Popen[bytes] | None = None
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def certificate(self) -> Path:
        """Of the server, for the name localhost, vouched for by itself alone."""
        return self.folder / "certificate.pem"

    def new_mailbox(self) -> Mailbox:
        """Return an empty mailbox of nobody else's."""
        box = Mailbox(self, f"supporter-{next(self.numbers)}")
        for folder in (box.folder.parent, box.folder, *(box.folder / x for x in MAILDIR)):
            folder.mkdir()
            self.give_away(folder)
        return box

    def give_away(self, path: Path) -> None:
        """Let the server's mail processes write there."""
        if os.geteuid() == 0:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)


MAILDIR = ("cur", "new", "tmp")


@contextmanager
def running() -> Iterator[Server]:
    """Run a server and yield it; it and its mails are gone afterwards."""
    if not BINARY.exists():
        raise Unavailable("no IMAP server here (Debian: apt-get install dovecot-imapd)")
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=FOLDER))
    try:
        server = prepared(folder)
        start(server)
        try:
            yield server
        finally:
            stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """Remove what a run that was killed left behind."""
    for left in FOLDER.glob(f"{PREFIX}*-*"):
        if not Path(f"/proc/{left.name.removeprefix(PREFIX).partition('-')[0]}").exists():
            shutil.rmtree(left, ignore_errors=True)


def prepared(folder: Path) -> Server:
    """Make configuration, certificate and folders of a server on two free ports."""
    # Mails are never root's: dovecot refuses.
    account = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    server = Server(folder, *free_ports(2), account)
    folder.chmod(0o755)
    (folder / "mail").mkdir()
    server.give_away(folder / "mail")
    make_certificate(folder, "localhost")
    is_root = os.geteuid() == 0
    (folder / "dovecot.conf").write_text(
        CONFIGURATION.format(
            folder=folder,
            host=HOST,
            port=server.port,
            tls_port=server.tls_port,
            server_user="dovecot" if is_root else account.pw_name,
            server_group="dovecot" if is_root else "",
            login_user="dovenull" if is_root else account.pw_name,
            password=PASSWORD,
            uid=account.pw_uid,
            gid=account.pw_gid,
        )
    )
    return server


def free_ports(count: int) -> list[int]:
    """Return ports that nothing listens on."""
    probes = [socket.create_server((HOST, 0)) for _ in range(count)]
    try:
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def make_certificate(folder: Path, name: str, *, days: int = 2) -> None:
    """Write key.pem and certificate.pem for `name`, vouched for by nobody else."""
    made = subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-noenc", "-days", str(days), "-subj", f"/CN={name}"),
            *("-addext", f"subjectAltName=DNS:{name}"),
            *("-keyout", folder / "key.pem", "-out", folder / "certificate.pem"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise Unavailable(f"no certificate could be made: {made.stderr.strip()}")


def start(server: Server) -> None:
    """Start a server that is prepared, and return once it answers."""
    with (server.folder / "output").open("wb") as output:
        server.process = subprocess.Popen(
            [BINARY, "-F", "-c", server.folder / "dovecot.conf"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=server.folder,
            preexec_fn=die_with_parent,
        )
    until = time.monotonic() + 20
    while time.monotonic() < until and server.process.poll() is None:
        try:
            with socket.create_connection((HOST, server.port), timeout=5) as probe:
                if probe.recv(4) == b"* OK":
                    return
        except OSError:
            time.sleep(0.02)
    said = [(server.folder / name) for name in ("output", "log")]
    stop(server)
    raise Unavailable(
        "dovecot did not start: " + "".join(x.read_text()[-2000:] for x in said if x.exists())
    )


def stop(server: Server) -> None:
    """Stop a server with all who are connected; its mails stay, and `start` goes on with them."""
    if server.process and server.process.poll() is None:
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(timeout=30)


def die_with_parent() -> None:
    """In the child: ask the kernel for SIGTERM when the parent dies."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
