import django.db.models.deletion
from django.db import migrations, models

FILL = """
update deadlines_snooze snooze set unit_id = deadline.unit_id
from deadlines_deadline deadline where deadline.id = snooze.deadline_id;
set constraints all immediate
"""


class Migration(migrations.Migration):
    """The unit is the deadline's, also when that moves to another."""

    dependencies = [
        ("deadlines", "0002_add_snoozes_and_calendar_feeds"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="snooze", name="snooze_unit"),
        migrations.AlterField(
            model_name="snooze",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.unit",
                verbose_name="enhet",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, FILL),
        migrations.RemoveField(model_name="snooze", name="unit"),
    ]
