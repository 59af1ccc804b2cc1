import datetime

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0005_close_service_areas"),
        ("sickleave", "0006_add_holds_and_deletions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ListLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page", models.CharField(max_length=60, verbose_name="side")),
                ("shown", models.PositiveIntegerField(default=0, verbose_name="antall saker")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="når")),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="organisation.municipality"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem",
                    ),
                ),
            ],
            options={
                "verbose_name": "oppslag i saksliste",
                "verbose_name_plural": "oppslag i sakslister",
                "ordering": ("-at", "-id"),
                "indexes": [models.Index(fields=["municipality", "-at", "-id"], name="list_look_municipality")],
            },
        ),
        migrations.AddField(
            model_name="case",
            name="is_repeated",
            field=models.BooleanField(default=False, editable=False, verbose_name="gjentatt fravær"),
        ),
        migrations.AddField(
            model_name="case",
            name="order_due",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    "next_due", models.Value(datetime.date(9999, 12, 31))
                ),
                output_field=models.DateField(),
            ),
        ),
        migrations.RemoveIndex(model_name="case", name="case_municipality"),
        migrations.RemoveIndex(model_name="case", name="case_unit"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["municipality", "order_due", "id"],
                name="case_municipality",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["unit", "order_due", "id"], name="case_unit"
            ),
        ),
    ]
