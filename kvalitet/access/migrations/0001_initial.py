import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Deputy",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("starts", models.DateField(verbose_name="fra og med")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="til og med")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="begrunnelse")),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deputy_for",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stedfortreder",
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deputies",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stedfortreder for",
                    ),
                ),
            ],
            options={
                "verbose_name": "stedfortreder",
                "verbose_name_plural": "stedfortredere",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gte", models.F("starts")), _connector="OR"),
                        name="deputy_ends_after_start",
                        violation_error_message="Til-datoen kan ikke være før fra-datoen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("principal", models.F("deputy")), _negated=True),
                        name="deputy_is_another",
                        violation_error_message="En person kan ikke være sin egen stedfortreder.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDeputy",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("starts", models.DateField(verbose_name="fra og med")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="til og med")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="begrunnelse")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stedfortreder",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stedfortreder for",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical stedfortreder",
                "verbose_name_plural": "historical stedfortredere",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="access_hist_history_7af5e8_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRoleAssignment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("employee", "Ansatt"),
                            ("leader", "Leder"),
                            ("hr", "HR"),
                            ("quality", "Kvalitetsrådgiver"),
                            ("chief", "Kommunedirektør"),
                            ("safety", "Verneombud"),
                            ("union", "Tillitsvalgt"),
                            ("elected", "Folkevalgt"),
                            ("auditor", "Revisor"),
                            ("admin", "Systemansvarlig"),
                        ],
                        max_length=10,
                        verbose_name="rolle",
                    ),
                ),
                ("starts", models.DateField(verbose_name="fra og med")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="til og med")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="begrunnelse")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisation.municipality",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="enhet",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical rolle",
                "verbose_name_plural": "historical roller",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="access_hist_history_33f2f0_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="når")),
                ("path", models.CharField(max_length=500, verbose_name="adresse")),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.municipality",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem",
                    ),
                ),
            ],
            options={
                "verbose_name": "oppslag",
                "verbose_name_plural": "oppslag",
                "ordering": ("-at", "-id"),
                "indexes": [models.Index(fields=["municipality", "-at", "-id"], name="look_municipality")],
            },
        ),
        migrations.CreateModel(
            name="RoleAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("employee", "Ansatt"),
                            ("leader", "Leder"),
                            ("hr", "HR"),
                            ("quality", "Kvalitetsrådgiver"),
                            ("chief", "Kommunedirektør"),
                            ("safety", "Verneombud"),
                            ("union", "Tillitsvalgt"),
                            ("elected", "Folkevalgt"),
                            ("auditor", "Revisor"),
                            ("admin", "Systemansvarlig"),
                        ],
                        max_length=10,
                        verbose_name="rolle",
                    ),
                ),
                ("starts", models.DateField(verbose_name="fra og med")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="til og med")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="begrunnelse")),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.municipality",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="organisation.unit",
                        verbose_name="enhet",
                    ),
                ),
            ],
            options={
                "verbose_name": "rolle",
                "verbose_name_plural": "roller",
                "indexes": [models.Index(fields=["municipality", "role", "person"], name="role_municipality")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gte", models.F("starts")), _connector="OR"),
                        name="role_ends_after_start",
                        violation_error_message="Til-datoen kan ikke være før fra-datoen.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("person", "="),
                            ("role", "="),
                            ("unit", "="),
                            (
                                models.Func(
                                    models.F("starts"),
                                    models.F("ends"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="role_once_at_a_time",
                        violation_error_message="Personen har allerede denne rollen her i perioden.",
                    ),
                ],
            },
        ),
    ]
