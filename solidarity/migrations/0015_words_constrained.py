from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("solidarity", "0014_words_and_pins")]

    operations = [
        migrations.RemoveConstraint(
            model_name='message',
            name='message_published_with_its_card',
        ),
        migrations.RemoveConstraint(
            model_name='message',
            name='message_withdrawn_holds_nothing',
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), models.Q(models.Q(('card', ''), _negated=True), models.Q(('body', ''), _negated=True), models.Q(('words', ''), _negated=True)), _connector='OR'), name='message_published_with_its_card'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('pinned_at__isnull', True), ('pinned_by__isnull', True)), models.Q(('pinned_at__isnull', False), ('status', 'published')), _connector='OR'), name='message_pinned_on_the_wall', violation_error_message='Only a message on the wall can be pinned to it.'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), models.Q(('body', ''), ('body_as_sent', ''), ('card', ''), ('channel', ''), ('consent_basis', ''), ('consent_channel', ''), ('consent_version', ''), ('consent_wording', ''), ('consented_at__isnull', True), ('contact_channel', ''), ('contact_version', ''), ('contact_wording', ''), ('email', ''), ('link_nonce', ''), ('name', ''), ('organisation', ''), ('organisation_key', ''), ('place', ''), ('reason', ''), ('role', ''), ('source', ''), ('source_url', ''), ('words', '')), _connector='OR'), name='message_withdrawn_holds_nothing'),
        ),
    ]
