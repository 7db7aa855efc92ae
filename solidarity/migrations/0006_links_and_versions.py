"""Give each message a link of its own, name words without a version, empty what was withdrawn."""

import hashlib
import secrets

from django.db import migrations

EMPTY = (
    "body", "body_as_sent", "name", "role", "organisation", "organisation_key", "place", "email",
    "card", "source", "source_url", "reason", "link_nonce", "consent_basis", "consent_wording",
    "consent_version", "consent_channel", "contact_wording", "contact_version", "contact_channel",
    "channel",
)


def fill(apps, schema_editor):
    messages = apps.get_model("solidarity", "Message").objects.using(schema_editor.connection.alias)
    withdrawn = messages.filter(status="withdrawn")
    withdrawn.update(consented_at=None, **dict.fromkeys(EMPTY, ""))
    for pk in messages.exclude(status="withdrawn").values_list("pk", flat=True):
        messages.filter(pk=pk).update(link_nonce=secrets.token_hex(16))
    unnamed = messages.filter(consent_basis="consent", consent_version="").exclude(
        consent_wording=""
    )
    for pk, wording in unnamed.values_list("pk", "consent_wording"):
        digest = hashlib.sha256(wording.encode()).hexdigest()[:12]
        messages.filter(pk=pk).update(consent_version=f"words-{digest}")


class Migration(migrations.Migration):

    dependencies = [("solidarity", "0005_consent_decisions_promises")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
