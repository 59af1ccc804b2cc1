import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import kvalitet.deadlines.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Tick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=30, unique=True, verbose_name="klokke")),
                ("at", models.DateTimeField(verbose_name="gikk sist")),
            ],
            options={
                "verbose_name": "klokke",
                "verbose_name_plural": "klokker",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="nøkkel")),
                ("object_id", models.BigIntegerField()),
                ("assignee", models.CharField(editable=False, max_length=220, verbose_name="hvem, som kjennetegn")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Bestemt person"),
                            ("leader", "Lederen av enheten"),
                            ("position", "De som har stillingen"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="rolle",
                    ),
                ),
                ("position_title", models.CharField(blank=True, max_length=150, verbose_name="stilling")),
                ("title", models.CharField(max_length=300, verbose_name="oppgave")),
                ("url", models.CharField(max_length=500, verbose_name="adresse")),
                ("due", models.DateField(blank=True, null=True, verbose_name="frist")),
                ("statutory", models.BooleanField(default=False, verbose_name="lovpålagt")),
                (
                    "steps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(),
                        default=kvalitet.deadlines.models.default_steps,
                        size=None,
                        verbose_name="dager fra fristen",
                    ),
                ),
                (
                    "reminder_times",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateTimeField(), default=list, size=None, verbose_name="påminnelser"
                    ),
                ),
                (
                    "escalation_step",
                    models.SmallIntegerField(blank=True, null=True, verbose_name="trinn der lederne får vite det"),
                ),
                ("next_at", models.DateTimeField(blank=True, null=True, verbose_name="neste påminnelse")),
                ("cycle", models.PositiveIntegerField(default=1, verbose_name="runde")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="gjort")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="tatt bort")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="opprettet")),
                (
                    "content_type",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.municipality",
                        verbose_name="kommune",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ansvarlig",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="enhet",
                    ),
                ),
            ],
            options={
                "verbose_name": "frist",
                "verbose_name_plural": "frister",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("cancelled_at__isnull", True), ("done_at__isnull", True), ("next_at__isnull", False)
                        ),
                        fields=["next_at", "id"],
                        name="deadline_clock",
                    ),
                    models.Index(
                        condition=models.Q(("cancelled_at__isnull", True), ("done_at__isnull", True)),
                        fields=["responsible", "due"],
                        name="deadline_responsible",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("cancelled_at__isnull", True), ("done_at__isnull", True), ("responsible__isnull", True)
                        ),
                        fields=["unit", "role", "due"],
                        name="deadline_role",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content_type", "object_id", "assignee"), name="deadline_once_per_assignee"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("responsible__isnull", False), ("role", "")),
                            models.Q(("responsible__isnull", True), ("role", "leader")),
                            models.Q(
                                ("responsible__isnull", True),
                                ("role", "position"),
                                models.Q(("position_title", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="deadline_has_one_kind_of_assignee",
                    ),
                ],
            },
        ),
    ]
