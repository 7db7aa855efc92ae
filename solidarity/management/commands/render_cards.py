"""Render every card on the wall anew, after its template has changed."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from solidarity.models import Message
from solidarity.moderation import card_of

BATCH = 500


class Command(BaseCommand):
    help = "Render the cards of published messages anew, after their template has changed."

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        published = Message.objects.filter(status=Message.Status.PUBLISHED)
        changed: list[Message] = []
        count = 0
        for message in published.select_related("dispute").iterator(chunk_size=BATCH):
            card = card_of(message)
            if card != message.card:
                message.card = card
                message.derive()
                changed.append(message)
                count += 1
            if len(changed) == BATCH:
                Message.objects.bulk_update(changed, ["card", "words"])
                changed.clear()
        Message.objects.bulk_update(changed, ["card", "words"])
        self.stdout.write(f"{count} of {published.count()} cards were rendered anew.")
