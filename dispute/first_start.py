"""What `make run` does between a fresh clone and a served site, and leaves alone the second time.

Nothing here touches what people entered: a pack is imported only into a site without a dispute, and
an officer is made only on a site without accounts.
"""

import hashlib
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import transaction

from .models import Dispute

DEMONSTRATION = Path(__file__).parent / "demonstration"
# Without the letters and digits that are taken for one another on paper.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
# What the apps above show in the demonstration and a pack does not hold: each is given its dispute.
with_demonstration: list[Callable[[Dispute], None]] = []


@dataclass(frozen=True)
class Outcome:
    """What was filled in: the pack that went in, and the new officer's password, or None."""

    pack: Path | None
    password: str | None


def address_problem(host: str, port: int) -> str:
    """Return why nothing can listen on `host` and `port`, in a sentence; "" when all is well."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            # As gunicorn does, so that a port left a second ago counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", "") or error
        return (
            f"cannot listen on {host} port {port} ({reason}). Stop what uses it, or choose another:"
            f"  make run PORT={port + 1 if port < 65535 else 8000}"
        )
    return ""


def collect_static() -> bool:
    """Collect the static files if any has changed since the last time; return whether one had."""
    kept = settings.DATA_DIR / "static.fingerprint"
    now = static_fingerprint()
    if kept.exists() and kept.read_text() == now and Path(settings.STATIC_ROOT).is_dir():
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    kept.write_text(now)
    return True


def static_fingerprint() -> str:
    """Return a digest that changes when a static file is added, changed or removed."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(f"{path} {storage.size(path)} ".encode())
            digest.update(str(storage.get_modified_time(path)).encode())
    return digest.hexdigest()


@transaction.atomic
def fill(pack: Path | None) -> Outcome:
    """Give an empty site a pack (the demonstration if None) and an officer: both, or neither.

    Raises CommandError, as import_pack does, when the pack is bad.
    """
    imported = None
    if not holds_a_dispute():
        imported = pack or DEMONSTRATION
        call_command("import_pack", str(imported))
    if imported == DEMONSTRATION:
        for add in with_demonstration:
            add(Dispute.objects.get())
    return Outcome(pack=imported, password=make_officer())


def holds_a_dispute() -> bool:
    """Return whether anybody has entered or imported a dispute here."""
    return Dispute.objects.exists()


def make_officer() -> str | None:
    """Make the account `officer` on a site without accounts and return its password, else None.

    The first account may do everything, or nobody could make accounts for the others.
    """
    if User.objects.exists():
        return None
    password = new_password()
    officer = User.objects.create_superuser("officer", password=password)
    officer.groups.add(Group.objects.get(name="officer"))
    return password


def new_password() -> str:
    """Return five groups of four letters and digits: about 99 bits, and possible to type."""
    groups = ("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(5))
    return "-".join(groups)
