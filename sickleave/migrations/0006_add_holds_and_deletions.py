import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import kvalitet.privacy.fields

KEEP_LOOKS = """
create function sickleave_keep_looks() returns trigger language plpgsql as $$
begin
    if (old.person_id, old.municipality_id, old.role, old.page, old.at)
        is not distinct from (new.person_id, new.municipality_id, new.role, new.page, new.at)
        and (old.reason = new.reason or current_setting('kvalitet.rotates_keys', true) = 'on')
    then
        return new;
    end if;
    raise exception 'A look at a case is never changed' using errcode = 'restrict_violation';
end $$;
create trigger keep_looks before update on sickleave_caselook
    for each row execute function sickleave_keep_looks();
"""
LET_GO = """
drop trigger keep_looks on sickleave_caselook;
drop function sickleave_keep_looks();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0005_close_service_areas"),
        ("organisation", "__first__"),
        ("sickleave", "0005_add_absence_import"),
    ]

    operations = [
        migrations.CreateModel(
            name="Deletion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("as_of", models.DateField(verbose_name="per")),
                ("months", models.JSONField(default=dict, verbose_name="måneder, etter slag")),
                ("listed", models.JSONField(default=dict, verbose_name="på listen, etter slag")),
                ("deleted", models.JSONField(default=dict, verbose_name="slettet, etter slag")),
                ("confirmed_at", models.DateTimeField(auto_now_add=True, verbose_name="bekreftet")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="ferdig")),
            ],
            options={
                "verbose_name": "sletting",
                "verbose_name_plural": "slettinger",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="HistoricalHold",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("dispute", "Tvist, klage eller varsling"),
                            ("pension", "Betydning for tjenestetid eller pensjon"),
                            ("injury", "Yrkesskade eller erstatning"),
                            ("supervision", "Tilsyn eller rettssak"),
                            ("asked", "Den ansatte har bedt om det"),
                        ],
                        max_length=11,
                        verbose_name="hvorfor",
                    ),
                ),
                ("text", kvalitet.privacy.fields.EncryptedTextField(max_length=500, verbose_name="begrunnelse")),
                ("review_on", models.DateField(verbose_name="vurderes på nytt")),
                ("held_on", models.DateField(verbose_name="holdt tilbake")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="opphevet")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical sak som ikke skal slettes",
                "verbose_name_plural": "historical saker som ikke skal slettes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("dispute", "Tvist, klage eller varsling"),
                            ("pension", "Betydning for tjenestetid eller pensjon"),
                            ("injury", "Yrkesskade eller erstatning"),
                            ("supervision", "Tilsyn eller rettssak"),
                            ("asked", "Den ansatte har bedt om det"),
                        ],
                        max_length=11,
                        verbose_name="hvorfor",
                    ),
                ),
                ("text", kvalitet.privacy.fields.EncryptedTextField(max_length=500, verbose_name="begrunnelse")),
                ("review_on", models.DateField(verbose_name="vurderes på nytt")),
                ("held_on", models.DateField(verbose_name="holdt tilbake")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="opphevet")),
            ],
            options={
                "verbose_name": "sak som ikke skal slettes",
                "verbose_name_plural": "saker som ikke skal slettes",
                "ordering": ("-id",),
            },
        ),
        migrations.AddField(
            model_name="deletion",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="deletion",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="organisation.municipality",
            ),
        ),
        migrations.AddField(
            model_name="historicalhold",
            name="by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalhold",
            name="case",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sickleave.case",
            ),
        ),
        migrations.AddField(
            model_name="historicalhold",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalhold",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="organisation.municipality",
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="sickleave.case",
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="organisation.municipality",
            ),
        ),
        migrations.AddIndex(
            model_name="deletion",
            index=models.Index(fields=["municipality", "-id"], name="deletion_municipality"),
        ),
        migrations.AddConstraint(
            model_name="deletion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("done_at__isnull", True)),
                fields=("municipality",),
                name="deletion_one_at_a_time",
                violation_error_message="En sletting er allerede bekreftet og ikke ferdig.",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalhold",
            index=models.Index(fields=["history_date", "id"], name="sickleave_h_history_e97897_idx"),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("case",),
                name="hold_one_at_a_time",
                violation_error_message="Saken er allerede holdt tilbake.",
            ),
        ),
        migrations.RunSQL(KEEP_LOOKS, LET_GO),
    ]
