import uuid

import django.db.models.deletion
import django.utils.timezone
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
            name="KeptMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="nøkkel")),
                ("message_id", models.CharField(max_length=200, verbose_name="meldingsnøkkel")),
                ("to", models.CharField(max_length=500, verbose_name="til")),
                ("subject", models.CharField(max_length=500, verbose_name="emne")),
                ("text", models.TextField(verbose_name="tekst")),
                ("html", models.TextField(blank=True, verbose_name="HTML")),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="tatt vare på")),
            ],
            options={
                "verbose_name": "e-post i demoen",
                "verbose_name_plural": "e-poster i demoen",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="nøkkel")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reminder", "Påminnelse"),
                            ("escalation", "Varsel til leder"),
                            ("digest", "Samle-e-post"),
                            ("message", "Melding"),
                        ],
                        max_length=12,
                        verbose_name="slag",
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True, verbose_name="kjennetegn")),
                ("title", models.CharField(max_length=400, verbose_name="tittel")),
                ("text", models.TextField(blank=True, verbose_name="tekst")),
                ("url", models.CharField(blank=True, max_length=500, verbose_name="adresse")),
                ("why", models.CharField(blank=True, max_length=500, verbose_name="hvorfor")),
                ("statutory", models.BooleanField(default=False, verbose_name="lovpålagt")),
                ("source", models.CharField(blank=True, max_length=60, verbose_name="kilde")),
                ("source_id", models.BigIntegerField(blank=True, null=True, verbose_name="kildens nummer")),
                ("source_cycle", models.PositiveIntegerField(default=0, verbose_name="kildens runde")),
                ("source_step", models.SmallIntegerField(default=0, verbose_name="kildens trinn")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "I kø"),
                            ("sending", "Sendes nå"),
                            ("sent", "Sendt på e-post"),
                            ("failed", "E-posten kom ikke fram"),
                            ("uncertain", "Usikkert om e-posten kom fram"),
                            ("cancelled", "Ikke sendt"),
                            ("in_digest", "Venter på dagens samle-e-post"),
                            ("app_only", "Bare i Kvalitet"),
                        ],
                        max_length=12,
                        verbose_name="tilstand",
                    ),
                ),
                ("state_reason", models.CharField(blank=True, max_length=500, verbose_name="grunn til tilstanden")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="forsøk")),
                ("next_try", models.DateTimeField(default=django.utils.timezone.now, verbose_name="neste forsøk")),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="tatt til sending")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sendt")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="opprettet")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="lest")),
                (
                    "digest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="items",
                        to="notifications.notice",
                        verbose_name="samle-e-post",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.municipality",
                        verbose_name="kommune",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="mottaker",
                    ),
                ),
            ],
            options={
                "verbose_name": "varsel",
                "verbose_name_plural": "varsler",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "queued")), fields=["next_try", "id"], name="notice_queued"
                    ),
                    models.Index(
                        condition=models.Q(("state", "sending")), fields=["claimed_at"], name="notice_sending"
                    ),
                    models.Index(
                        condition=models.Q(("digest__isnull", True), ("state__in", ["in_digest", "uncertain"])),
                        fields=["recipient"],
                        name="notice_waiting",
                    ),
                    models.Index(fields=["recipient", "-created_at", "-id"], name="notice_recipient"),
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)), fields=["recipient"], name="notice_unread"
                    ),
                    models.Index(fields=["source", "source_id"], name="notice_source"),
                ],
            },
        ),
    ]
