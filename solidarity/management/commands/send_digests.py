"""Queue the mails about what waits that are due now."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from solidarity.queue.digest import send_digests


class Command(BaseCommand):
    help = "Queue the mails to moderators that are due now. The mail worker does so by itself."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{send_digests(timezone.now())} queued.")
