"""Set up the site before it is served: see dispute/first_start.py."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from dispute import first_start

OFFICER = """
  An officer's account was made. Its password is shown this once:

      name      officer
      password  {password}

  Change it in the admin. Lost it? Type:  .venv/bin/python manage.py changepassword officer
"""
ALREADY = (
    "This site already holds a dispute, so nothing was imported from {pack}. "
    "To add it to what is here, type:  .venv/bin/python manage.py import_pack {pack}"
)


class Command(BaseCommand):
    help = "Migrate, collect static files, and fill a site that is still empty."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="where the site will listen")
        parser.add_argument("--port", default="8000", help="and on which port")
        parser.add_argument("--pack", type=Path, help="start with this and not the demonstration")

    def handle(self, *, host: str, port: str, pack: Path | None = None, **options: Any) -> None:
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise CommandError(f"PORT is {port!r}: give a number from 1 to 65535, such as 8000.")
        if problem := first_start.address_problem(host, int(port)):
            raise CommandError(problem)
        call_command("migrate", interactive=False, verbosity=0)
        outcome = first_start.fill(pack)
        first_start.collect_static()
        if outcome.password:
            self.stdout.write(OFFICER.format(password=outcome.password))
        if pack and not outcome.pack:
            self.stdout.write(ALREADY.format(pack=pack))
