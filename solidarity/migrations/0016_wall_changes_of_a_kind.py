"""Note of what is on the wall which kind it is."""

from django.db import migrations, models

FILL = """
    UPDATE solidarity_wallchange SET kind = COALESCE(
        (SELECT m.kind FROM solidarity_message m WHERE m.ref = solidarity_wallchange.ref), 'other')
    WHERE what = 'shown'
"""


class Migration(migrations.Migration):
    dependencies = [("solidarity", "0015_words_constrained")]

    operations = [
        migrations.AddField(
            model_name="wallchange",
            name="kind",
            field=models.CharField(blank=True, default="", max_length=20, verbose_name="kind"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="wallchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", ""), ("what", "gone"))
                | (models.Q(("what", "shown")) & models.Q(("kind", ""), _negated=True)),
                name="wallchange_gone_has_no_kind",
            ),
        ),
        migrations.RemoveIndex(model_name="wallchange", name="wallchange_number"),
        migrations.AddIndex(
            model_name="wallchange",
            index=models.Index(fields=["dispute", "number", "id"], name="wallchange_order"),
        ),
        migrations.AddIndex(
            model_name="wallchange",
            index=models.Index(
                fields=["dispute", "kind", "number", "id"], name="wallchange_kind_order"
            ),
        ),
    ]
