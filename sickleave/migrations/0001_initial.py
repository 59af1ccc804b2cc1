import datetime
import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
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
    initial = True

    dependencies = [
        ("goals", "0005_index_responsible_people"),
        ("organisation", "0005_close_service_areas"),
        ("organisation", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Analysis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("year", models.PositiveSmallIntegerField(editable=False, verbose_name="år")),
                ("due", models.DateField(verbose_name="frist")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="holdt")),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("employee", "Den ansatte"),
                                ("leader", "Leder"),
                                ("certifier", "Den som sykmeldte"),
                                ("safety", "Verneombud"),
                                ("union", "Tillitsvalgt"),
                                ("bht", "Bedriftshelsetjenesten"),
                                ("nav", "NAV"),
                                ("support", "Støtteperson"),
                                ("hr", "HR"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="hvem var med",
                    ),
                ),
                (
                    "participants",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=1000, verbose_name="navn på deltakerne"
                    ),
                ),
                ("ratings", models.JSONField(blank=True, default=dict, verbose_name="vurderinger")),
                (
                    "figures_text",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=5000, verbose_name="hva tallene sier"
                    ),
                ),
                (
                    "physical_text",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=5000, verbose_name="fysiske forhold"
                    ),
                ),
                (
                    "psychosocial_text",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=5000, verbose_name="psykososiale forhold"
                    ),
                ),
                (
                    "presence_text",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=5000, verbose_name="det som gjør at folk er på jobb"
                    ),
                ),
                (
                    "agreed_text",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=5000, verbose_name="det vi ble enige om"
                    ),
                ),
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
                    "unit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "årlig gjennomgang av nærvær",
                "verbose_name_plural": "årlige gjennomganger av nærvær",
                "ordering": ("-year", "unit__path"),
                "indexes": [models.Index(fields=["municipality", "year"], name="analysis_municipality")],
                "constraints": [models.UniqueConstraint(fields=("unit", "year"), name="analysis_once_a_year")],
            },
        ),
        migrations.CreateModel(
            name="AnalysisMeasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="når")),
                (
                    "analysis",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measure_links",
                        to="sickleave.analysis",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="analysis_links",
                        to="goals.measure",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "tiltak etter gjennomgang",
                "verbose_name_plural": "tiltak etter gjennomgang",
                "ordering": ("at", "id"),
                "constraints": [models.UniqueConstraint(fields=("analysis", "measure"), name="analysis_measure_once")],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("starts", models.DateField(verbose_name="første fraværsdag")),
                ("ends", models.DateField(verbose_name="siste fraværsdag")),
                ("counted_days", models.PositiveIntegerField(verbose_name="dager")),
                ("grade", models.PositiveSmallIntegerField(default=100, verbose_name="fraværsgrad nå")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Åpen"), ("closed", "Avsluttet")],
                        default="open",
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="avsluttet")),
                ("law_version", models.DateField(verbose_name="lovreglene som gjaldt fra")),
                ("maxdato", models.DateField(blank=True, null=True, verbose_name="anslått siste sykepengedag")),
                (
                    "maxdato_from_nav",
                    models.DateField(blank=True, null=True, verbose_name="siste sykepengedag fra NAV"),
                ),
                ("dm2_called", models.DateField(blank=True, null=True, verbose_name="dialogmøte 2 er innkalt til")),
                (
                    "next_step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("talk", "Første samtale"),
                            ("sykmelding", "Sykmelding"),
                            ("agp_end", "Arbeidsgiverperioden slutter"),
                            ("remind_plan", "Planen må lages snart"),
                            ("plan", "Oppfølgingsplan"),
                            ("plan_doctor", "Planen sendes til den som sykmeldte"),
                            ("dm1", "Dialogmøte 1"),
                            ("activity", "Aktivitetskravet"),
                            ("nav_need", "Svar til NAV om dialogmøte 2"),
                            ("nav_candidate", "NAV vurderer dialogmøte 2"),
                            ("plan_nav", "Oppdatert plan til NAV"),
                            ("dm2", "Dialogmøte 2"),
                            ("dm3", "Dialogmøte 3"),
                            ("w39", "39 uker"),
                            ("w52", "52 uker"),
                            ("maxdato", "Siste sykepengedag"),
                            ("dismissal", "Oppsigelsesvernet slutter"),
                        ],
                        editable=False,
                        max_length=14,
                    ),
                ),
                ("next_due", models.DateField(blank=True, editable=False, null=True, verbose_name="neste frist")),
                ("late_count", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "order_due",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "next_due", models.Value(datetime.date(9999, 12, 31))
                        ),
                        output_field=models.DateField(),
                    ),
                ),
                ("is_repeated", models.BooleanField(default=False, editable=False, verbose_name="gjentatt fravær")),
                ("is_held", models.BooleanField(default=False, editable=False, verbose_name="skal ikke slettes")),
                (
                    "last_leader",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "oppfølgingssak",
                "verbose_name_plural": "oppfølgingssaker",
                "ordering": ("next_due", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["municipality", "order_due", "id"],
                        name="case_municipality",
                    ),
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["unit", "order_due", "id"], name="case_unit"
                    ),
                    models.Index(fields=["person", "-starts"], name="case_person"),
                    models.Index(condition=models.Q(("state", "closed")), fields=["closed_on"], name="case_closed"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", True), ("state", "open")),
                            models.Q(("closed_on__isnull", False), ("state", "closed")),
                            _connector="OR",
                        ),
                        name="case_closed_has_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("graded", "Oppfylt: gradert sykmelding"),
                            ("measures", "Oppfylt: i arbeid med tiltak"),
                            ("statement", "Arbeidsgiver har erklært at tilrettelegging ikke er mulig"),
                            ("waiting", "Venter på NAV"),
                            ("excepted", "NAV har gitt unntak"),
                            ("not_relevant", "Ikke aktuelt"),
                        ],
                        max_length=12,
                        verbose_name="hvordan er kravet løst",
                    ),
                ),
                (
                    "text",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="hvorfor tilrettelegging ikke er mulig"
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="sendt NAV")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="sickleave.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "vurdering av aktivitetskravet",
                "verbose_name_plural": "vurderinger av aktivitetskravet",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("self_certified", "Egenmelding"),
                            ("certified", "Sykmelding"),
                            ("child", "Barns sykdom"),
                            ("holiday", "Ferie"),
                            ("leave", "Permisjon"),
                        ],
                        max_length=14,
                        verbose_name="type",
                    ),
                ),
                ("starts", models.DateField(verbose_name="fra og med")),
                ("ends", models.DateField(verbose_name="til og med")),
                (
                    "grade",
                    models.PositiveSmallIntegerField(
                        default=100,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="fraværsgrad i prosent",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("leader", "Registrert av leder"),
                            ("employee", "Registrert av den ansatte"),
                            ("hr", "Registrert av HR"),
                            ("import", "Hentet fra lønn"),
                        ],
                        default="leader",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("external_id", models.CharField(blank=True, editable=False, max_length=60, verbose_name="fraværs-ID")),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ansatt",
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
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="absences",
                        to="sickleave.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "fravær",
                "verbose_name_plural": "fravær",
                "ordering": ("-starts", "-id"),
                "indexes": [
                    models.Index(fields=["person", "-starts", "-id"], name="absence_person"),
                    models.Index(fields=["unit", "-starts", "-id"], name="absence_unit"),
                    models.Index(fields=["municipality", "starts", "ends"], name="absence_municipality"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gte", models.F("starts"))),
                        name="absence_ends_after_start",
                        violation_error_message="Til-datoen kan ikke være før fra-datoen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grade", 100), ("kind", "certified"), _connector="OR"),
                        name="absence_grade_is_of_a_certificate",
                        violation_error_message="Bare en sykmelding kan være gradert.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_id", ""), _negated=True),
                        fields=("municipality", "external_id"),
                        name="absence_external_id_once",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("kind__in", ["certified", "holiday", "leave", "self_certified"])),
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            ("person", "="),
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
                        name="sick_absence_one_at_a_time",
                        violation_error_message="Det er allerede registrert fravær i denne perioden.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("employee", "den ansatte selv"), ("leader", "nærmeste leder"), ("hr", "HR")],
                        max_length=8,
                        verbose_name="som",
                    ),
                ),
                ("page", models.CharField(max_length=60, verbose_name="side")),
                (
                    "reason",
                    kvalitet.privacy.fields.EncryptedTextField(blank=True, max_length=300, verbose_name="grunn"),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="når")),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="sickleave.case",
                    ),
                ),
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
                "verbose_name": "oppslag i sak",
                "verbose_name_plural": "oppslag i saker",
                "ordering": ("-at", "-id"),
                "indexes": [models.Index(fields=["case", "-at", "-id"], name="case_look_case")],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("on", models.DateField(verbose_name="dato")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("phone", "Telefon"),
                            ("meeting", "Møte"),
                            ("digital", "Videomøte"),
                            ("letter", "Brev eller melding"),
                        ],
                        max_length=8,
                        verbose_name="hvordan",
                    ),
                ),
                (
                    "note",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="hva dere ble enige om"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="sickleave.case",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "kontakt",
                "verbose_name_plural": "kontakter",
                "ordering": ("-on", "-id"),
            },
        ),
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
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "sletting",
                "verbose_name_plural": "slettinger",
                "ordering": ("-id",),
                "indexes": [models.Index(fields=["municipality", "-id"], name="deletion_municipality")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=("municipality",),
                        name="deletion_one_at_a_time",
                        violation_error_message="En sletting er allerede bekreftet og ikke ferdig.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUpPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="versjon")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Utkast"), ("shared", "Delt med den ansatte"), ("signed", "Ferdig")],
                        default="draft",
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                (
                    "typical_workday",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="en vanlig arbeidsdag"
                    ),
                ),
                (
                    "can_do",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="oppgaver som kan gjøres"
                    ),
                ),
                (
                    "cannot_do",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="oppgaver som ikke kan gjøres"
                    ),
                ),
                (
                    "earlier_adaptation",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="tilrettelegging som er prøvd"
                    ),
                ),
                (
                    "adaptation_ahead",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="tilrettelegging framover"
                    ),
                ),
                (
                    "other_adaptation",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="andre muligheter"
                    ),
                ),
                (
                    "authority_measures",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="tiltak med hjelp fra det offentlige"
                    ),
                ),
                (
                    "follow_up",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="hvordan dere følger opp"
                    ),
                ),
                (
                    "employee_part",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="den ansattes egen del"
                    ),
                ),
                ("evaluation_on", models.DateField(blank=True, null=True, verbose_name="planen vurderes")),
                (
                    "employee_took_part",
                    models.BooleanField(blank=True, null=True, verbose_name="den ansatte har vært med"),
                ),
                (
                    "not_taking_part_reason",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=1000, verbose_name="hvorfor ikke"
                    ),
                ),
                ("shared_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="delt")),
                (
                    "leader_signed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="godkjent av leder"),
                ),
                (
                    "employee_signed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="godkjent av den ansatte"),
                ),
                (
                    "objection",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=2000, verbose_name="hva den ansatte er uenig i"
                    ),
                ),
                ("objected_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="uenig")),
                (
                    "unsigned_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("objected", "Den ansatte er uenig i noe"),
                            ("no_part", "Den ansatte har ikke vært med på planen"),
                            ("no_answer", "Den ansatte har ikke svart"),
                        ],
                        max_length=9,
                        verbose_name="hvorfor den ansatte ikke har godkjent",
                    ),
                ),
                (
                    "package_made_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="datapakke laget"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="sickleave.case",
                    ),
                ),
                (
                    "leader_signed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "oppfølgingsplan",
                "verbose_name_plural": "oppfølgingsplaner",
                "ordering": ("-number",),
                "constraints": [models.UniqueConstraint(fields=("case", "number"), name="plan_number_once")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAbsence",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("self_certified", "Egenmelding"),
                            ("certified", "Sykmelding"),
                            ("child", "Barns sykdom"),
                            ("holiday", "Ferie"),
                            ("leave", "Permisjon"),
                        ],
                        max_length=14,
                        verbose_name="type",
                    ),
                ),
                ("starts", models.DateField(verbose_name="fra og med")),
                ("ends", models.DateField(verbose_name="til og med")),
                (
                    "grade",
                    models.PositiveSmallIntegerField(
                        default=100,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="fraværsgrad i prosent",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("leader", "Registrert av leder"),
                            ("employee", "Registrert av den ansatte"),
                            ("hr", "Registrert av HR"),
                            ("import", "Hentet fra lønn"),
                        ],
                        default="leader",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("external_id", models.CharField(blank=True, editable=False, max_length=60, verbose_name="fraværs-ID")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sickleave.case",
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
                        verbose_name="ansatt",
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
                "verbose_name": "historical fravær",
                "verbose_name_plural": "historical fravær",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="sickleave_h_history_f94e00_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalActivityStatement",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("graded", "Oppfylt: gradert sykmelding"),
                            ("measures", "Oppfylt: i arbeid med tiltak"),
                            ("statement", "Arbeidsgiver har erklært at tilrettelegging ikke er mulig"),
                            ("waiting", "Venter på NAV"),
                            ("excepted", "NAV har gitt unntak"),
                            ("not_relevant", "Ikke aktuelt"),
                        ],
                        max_length=12,
                        verbose_name="hvordan er kravet løst",
                    ),
                ),
                (
                    "text",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="hvorfor tilrettelegging ikke er mulig"
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="sendt NAV")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sickleave.case",
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
            ],
            options={
                "verbose_name": "historical vurdering av aktivitetskravet",
                "verbose_name_plural": "historical vurderinger av aktivitetskravet",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="sickleave_h_history_2816cb_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAnalysis",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("year", models.PositiveSmallIntegerField(editable=False, verbose_name="år")),
                ("due", models.DateField(verbose_name="frist")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="holdt")),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("employee", "Den ansatte"),
                                ("leader", "Leder"),
                                ("certifier", "Den som sykmeldte"),
                                ("safety", "Verneombud"),
                                ("union", "Tillitsvalgt"),
                                ("bht", "Bedriftshelsetjenesten"),
                                ("nav", "NAV"),
                                ("support", "Støtteperson"),
                                ("hr", "HR"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="hvem var med",
                    ),
                ),
                (
                    "participants",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=1000, verbose_name="navn på deltakerne"
                    ),
                ),
                ("ratings", models.JSONField(blank=True, default=dict, verbose_name="vurderinger")),
                (
                    "figures_text",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=5000, verbose_name="hva tallene sier"
                    ),
                ),
                (
                    "physical_text",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=5000, verbose_name="fysiske forhold"
                    ),
                ),
                (
                    "psychosocial_text",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=5000, verbose_name="psykososiale forhold"
                    ),
                ),
                (
                    "presence_text",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=5000, verbose_name="det som gjør at folk er på jobb"
                    ),
                ),
                (
                    "agreed_text",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=5000, verbose_name="det vi ble enige om"
                    ),
                ),
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
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical årlig gjennomgang av nærvær",
                "verbose_name_plural": "historical årlige gjennomganger av nærvær",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="sickleave_h_history_091c51_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAnalysisMeasure",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("at", models.DateTimeField(blank=True, editable=False, verbose_name="når")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "analysis",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sickleave.analysis",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="goals.measure",
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
            ],
            options={
                "verbose_name": "historical tiltak etter gjennomgang",
                "verbose_name_plural": "historical tiltak etter gjennomgang",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="sickleave_h_history_86ce46_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCase",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("starts", models.DateField(verbose_name="første fraværsdag")),
                ("ends", models.DateField(verbose_name="siste fraværsdag")),
                ("counted_days", models.PositiveIntegerField(verbose_name="dager")),
                ("grade", models.PositiveSmallIntegerField(default=100, verbose_name="fraværsgrad nå")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Åpen"), ("closed", "Avsluttet")],
                        default="open",
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="avsluttet")),
                ("law_version", models.DateField(verbose_name="lovreglene som gjaldt fra")),
                ("maxdato", models.DateField(blank=True, null=True, verbose_name="anslått siste sykepengedag")),
                (
                    "maxdato_from_nav",
                    models.DateField(blank=True, null=True, verbose_name="siste sykepengedag fra NAV"),
                ),
                ("dm2_called", models.DateField(blank=True, null=True, verbose_name="dialogmøte 2 er innkalt til")),
                (
                    "next_step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("talk", "Første samtale"),
                            ("sykmelding", "Sykmelding"),
                            ("agp_end", "Arbeidsgiverperioden slutter"),
                            ("remind_plan", "Planen må lages snart"),
                            ("plan", "Oppfølgingsplan"),
                            ("plan_doctor", "Planen sendes til den som sykmeldte"),
                            ("dm1", "Dialogmøte 1"),
                            ("activity", "Aktivitetskravet"),
                            ("nav_need", "Svar til NAV om dialogmøte 2"),
                            ("nav_candidate", "NAV vurderer dialogmøte 2"),
                            ("plan_nav", "Oppdatert plan til NAV"),
                            ("dm2", "Dialogmøte 2"),
                            ("dm3", "Dialogmøte 3"),
                            ("w39", "39 uker"),
                            ("w52", "52 uker"),
                            ("maxdato", "Siste sykepengedag"),
                            ("dismissal", "Oppsigelsesvernet slutter"),
                        ],
                        editable=False,
                        max_length=14,
                    ),
                ),
                ("next_due", models.DateField(blank=True, editable=False, null=True, verbose_name="neste frist")),
                ("late_count", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("is_held", models.BooleanField(default=False, editable=False, verbose_name="skal ikke slettes")),
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
                    "last_leader",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical oppfølgingssak",
                "verbose_name_plural": "historical oppfølgingssaker",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="sickleave_h_history_6cedc4_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContact",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("on", models.DateField(verbose_name="dato")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("phone", "Telefon"),
                            ("meeting", "Møte"),
                            ("digital", "Videomøte"),
                            ("letter", "Brev eller melding"),
                        ],
                        max_length=8,
                        verbose_name="hvordan",
                    ),
                ),
                (
                    "note",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="hva dere ble enige om"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sickleave.case",
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
            ],
            options={
                "verbose_name": "historical kontakt",
                "verbose_name_plural": "historical kontakter",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="sickleave_h_history_543e6b_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFollowUpPlan",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="versjon")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Utkast"), ("shared", "Delt med den ansatte"), ("signed", "Ferdig")],
                        default="draft",
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                (
                    "typical_workday",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="en vanlig arbeidsdag"
                    ),
                ),
                (
                    "can_do",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="oppgaver som kan gjøres"
                    ),
                ),
                (
                    "cannot_do",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="oppgaver som ikke kan gjøres"
                    ),
                ),
                (
                    "earlier_adaptation",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="tilrettelegging som er prøvd"
                    ),
                ),
                (
                    "adaptation_ahead",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="tilrettelegging framover"
                    ),
                ),
                (
                    "other_adaptation",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="andre muligheter"
                    ),
                ),
                (
                    "authority_measures",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="tiltak med hjelp fra det offentlige"
                    ),
                ),
                (
                    "follow_up",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="hvordan dere følger opp"
                    ),
                ),
                (
                    "employee_part",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="den ansattes egen del"
                    ),
                ),
                ("evaluation_on", models.DateField(blank=True, null=True, verbose_name="planen vurderes")),
                (
                    "employee_took_part",
                    models.BooleanField(blank=True, null=True, verbose_name="den ansatte har vært med"),
                ),
                (
                    "not_taking_part_reason",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=1000, verbose_name="hvorfor ikke"
                    ),
                ),
                ("shared_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="delt")),
                (
                    "leader_signed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="godkjent av leder"),
                ),
                (
                    "employee_signed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="godkjent av den ansatte"),
                ),
                (
                    "objection",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=2000, verbose_name="hva den ansatte er uenig i"
                    ),
                ),
                ("objected_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="uenig")),
                (
                    "unsigned_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("objected", "Den ansatte er uenig i noe"),
                            ("no_part", "Den ansatte har ikke vært med på planen"),
                            ("no_answer", "Den ansatte har ikke svart"),
                        ],
                        max_length=9,
                        verbose_name="hvorfor den ansatte ikke har godkjent",
                    ),
                ),
                (
                    "package_made_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="datapakke laget"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sickleave.case",
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
                    "leader_signed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
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
            ],
            options={
                "verbose_name": "historical oppfølgingsplan",
                "verbose_name_plural": "historical oppfølgingsplaner",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="sickleave_h_history_b8f807_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sickleave.case",
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
            ],
            options={
                "verbose_name": "historical sak som ikke skal slettes",
                "verbose_name_plural": "historical saker som ikke skal slettes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="sickleave_h_history_e97897_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeeting",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("talk", "Samtale"),
                            ("dm1", "Dialogmøte 1"),
                            ("dm2", "Dialogmøte 2"),
                            ("dm3", "Dialogmøte 3"),
                        ],
                        max_length=4,
                        verbose_name="møte",
                    ),
                ),
                ("at", models.DateTimeField(blank=True, null=True, verbose_name="tidspunkt")),
                ("place", kvalitet.privacy.fields.EncryptedTextField(blank=True, max_length=300, verbose_name="sted")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planlagt"),
                            ("held", "Holdt"),
                            ("cancelled", "Avlyst"),
                            ("requested", "NAV er spurt om møtet"),
                        ],
                        default="planned",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "link",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=500, verbose_name="lenke til videomøte"
                    ),
                ),
                ("requested_on", models.DateField(blank=True, null=True, verbose_name="bedt om")),
                ("called_on", models.DateField(blank=True, null=True, verbose_name="innkalt")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="holdt")),
                (
                    "cancel_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("employee", "Den ansatte kunne ikke komme"),
                            ("leader", "Lederen kunne ikke komme"),
                            ("nav", "NAV avlyste"),
                            ("other", "Annet"),
                        ],
                        max_length=8,
                        verbose_name="hvorfor det ikke ble holdt",
                    ),
                ),
                (
                    "leader_wants",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("employee", "Den ansatte"),
                                ("leader", "Leder"),
                                ("certifier", "Den som sykmeldte"),
                                ("safety", "Verneombud"),
                                ("union", "Tillitsvalgt"),
                                ("bht", "Bedriftshelsetjenesten"),
                                ("nav", "NAV"),
                                ("support", "Støtteperson"),
                                ("hr", "HR"),
                            ],
                            max_length=9,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="lederen ønsker",
                    ),
                ),
                (
                    "employee_wants",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("employee", "Den ansatte"),
                                ("leader", "Leder"),
                                ("certifier", "Den som sykmeldte"),
                                ("safety", "Verneombud"),
                                ("union", "Tillitsvalgt"),
                                ("bht", "Bedriftshelsetjenesten"),
                                ("nav", "NAV"),
                                ("support", "Støtteperson"),
                                ("hr", "HR"),
                            ],
                            max_length=9,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="den ansatte ønsker",
                    ),
                ),
                (
                    "refuses_certifier",
                    models.BooleanField(default=False, verbose_name="den ansatte vil ikke ha sykmelder med"),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("comes", "Kommer"), ("other_time", "Ber om et annet tidspunkt")],
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                (
                    "answer_text",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=1000, verbose_name="melding fra den ansatte"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="svart")),
                (
                    "minutes",
                    kvalitet.privacy.fields.EncryptedTextField(blank=True, max_length=8000, verbose_name="referat"),
                ),
                (
                    "agreed",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="hva dere ble enige om"
                    ),
                ),
                (
                    "leads_to",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("adaptation", "Vi tilrettelegger arbeidet"),
                            ("plan", "Oppfølgingsplanen endres"),
                            ("nothing", "Planen gjelder som før"),
                        ],
                        max_length=10,
                        verbose_name="hva skjer videre",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sickleave.case",
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
            ],
            options={
                "verbose_name": "historical dialogmøte",
                "verbose_name_plural": "historical dialogmøter",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="sickleave_h_history_26e4b9_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeetingNeed",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("talk", "Samtale"),
                            ("dm1", "Dialogmøte 1"),
                            ("dm2", "Dialogmøte 2"),
                            ("dm3", "Dialogmøte 3"),
                        ],
                        max_length=4,
                        verbose_name="møte",
                    ),
                ),
                (
                    "leader",
                    models.CharField(
                        choices=[("yes", "Ja"), ("no", "Nei"), ("unknown", "Ikke spurt eller ikke svart")],
                        max_length=7,
                        verbose_name="leder",
                    ),
                ),
                (
                    "employee",
                    models.CharField(
                        choices=[("yes", "Ja"), ("no", "Nei"), ("unknown", "Ikke spurt eller ikke svart")],
                        default="unknown",
                        max_length=7,
                        verbose_name="den ansatte",
                    ),
                ),
                (
                    "certifier",
                    models.CharField(
                        choices=[("yes", "Ja"), ("no", "Nei"), ("unknown", "Ikke spurt eller ikke svart")],
                        default="unknown",
                        max_length=7,
                        verbose_name="den som sykmeldte",
                    ),
                ),
                ("answered_on", models.DateField(verbose_name="svart")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sickleave.case",
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
            ],
            options={
                "verbose_name": "historical svar om dialogmøte",
                "verbose_name_plural": "historical svar om dialogmøter",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="sickleave_h_history_64938d_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMilestone",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("talk", "Første samtale"),
                            ("sykmelding", "Sykmelding"),
                            ("agp_end", "Arbeidsgiverperioden slutter"),
                            ("remind_plan", "Planen må lages snart"),
                            ("plan", "Oppfølgingsplan"),
                            ("plan_doctor", "Planen sendes til den som sykmeldte"),
                            ("dm1", "Dialogmøte 1"),
                            ("activity", "Aktivitetskravet"),
                            ("nav_need", "Svar til NAV om dialogmøte 2"),
                            ("nav_candidate", "NAV vurderer dialogmøte 2"),
                            ("plan_nav", "Oppdatert plan til NAV"),
                            ("dm2", "Dialogmøte 2"),
                            ("dm3", "Dialogmøte 3"),
                            ("w39", "39 uker"),
                            ("w52", "52 uker"),
                            ("maxdato", "Siste sykepengedag"),
                            ("dismissal", "Oppsigelsesvernet slutter"),
                        ],
                        max_length=14,
                        verbose_name="steg",
                    ),
                ),
                ("due", models.DateField(verbose_name="frist")),
                ("act_by", models.DateField(verbose_name="gjør det innen")),
                ("gross_due", models.DateField(verbose_name="strengeste lesing")),
                (
                    "requirement",
                    models.CharField(
                        choices=[
                            ("mandatory", "Skal gjøres"),
                            ("conditional", "Skal gjøres hvis noen av partene ønsker det"),
                            ("information", "Til orientering"),
                        ],
                        default="mandatory",
                        max_length=12,
                    ),
                ),
                ("law_version", models.DateField(verbose_name="lovreglene som gjaldt fra")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Venter"),
                            ("done", "Gjort"),
                            ("excepted", "Unntak"),
                            ("lapsed", "Gjelder ikke lenger"),
                            ("missed", "Ikke gjort"),
                        ],
                        default="waiting",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="gjort")),
                (
                    "exception_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("soon_back", "Snart helt tilbake uten tiltak"),
                            ("not_coming_back", "Kommer ikke tilbake i arbeid"),
                            ("dialogue_works", "Gradert, og dialogen på arbeidsplassen fungerer"),
                            ("too_ill", "Ikke i stand til å delta nå"),
                            ("employment_ends", "Arbeidsforholdet slutter snart"),
                            ("cannot_be_reached", "Får ikke kontakt"),
                            ("measures_work", "Tiltakene virker allerede"),
                            ("nobody_needs_it", "Ingen av partene ser behov for det"),
                            ("no_certifier", "Ingen har sykmeldt (bare egenmelding)"),
                            ("medical_grounds", "Unntak gitt av NAV"),
                            ("nav_decided", "NAV har bestemt at det ikke trengs"),
                            ("not_called", "NAV har ikke kalt inn"),
                        ],
                        max_length=24,
                        verbose_name="grunn",
                    ),
                ),
                (
                    "exception_text",
                    kvalitet.privacy.fields.EncryptedTextField(blank=True, max_length=500, verbose_name="begrunnelse"),
                ),
                (
                    "employee_informed",
                    models.BooleanField(blank=True, null=True, verbose_name="den ansatte er informert"),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="vurderes på nytt")),
                ("late_told_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sickleave.case",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name": "historical steg i oppfølgingen",
                "verbose_name_plural": "historical steg i oppfølgingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="sickleave_h_history_41d295_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlanSending",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "to",
                    models.CharField(
                        choices=[("certifier", "den som sykmeldte"), ("nav", "NAV")], max_length=9, verbose_name="til"
                    ),
                ),
                ("sent_on", models.DateField(verbose_name="sendt")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("nav_service", "NAVs tjeneste for oppfølgingsplaner"),
                            ("dialogue", "Elektronisk melding i helsenettet"),
                            ("employee", "Den ansatte tar den med seg"),
                            ("letter", "Brev"),
                            ("digital_post", "Digital post"),
                            ("other", "Annen sikker måte"),
                        ],
                        max_length=12,
                        verbose_name="hvordan",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sickleave.case",
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
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sickleave.followupplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical sending av plan",
                "verbose_name_plural": "historical sendinger av plan",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="sickleave_h_history_49940d_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSickLeaveSettings",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                (
                    "deadline_clock",
                    models.CharField(
                        choices=[("net", "dager med fravær"), ("gross", "kalenderdager fra første dag")],
                        default="net",
                        max_length=5,
                        verbose_name="fristene regnes av",
                    ),
                ),
                (
                    "dm1_clock",
                    models.CharField(
                        choices=[("tilfelle", "første fraværsdag"), ("full_absence", "første dag helt borte")],
                        default="tilfelle",
                        max_length=12,
                        verbose_name="dialogmøte 1 regnes fra",
                    ),
                ),
                (
                    "joining_gap",
                    models.PositiveSmallIntegerField(
                        default=16,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="dager på jobb før et nytt tilfelle",
                    ),
                ),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("municipal", "24 dager på 12 måneder, inntil 8 om gangen"),
                            ("statutory", "3 dager om gangen, inntil 4 ganger på 12 måneder"),
                        ],
                        default="municipal",
                        max_length=10,
                        verbose_name="egenmeldingsordning",
                    ),
                ),
                (
                    "talk_day",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(27),
                        ],
                        verbose_name="første samtale senest dag",
                    ),
                ),
                (
                    "masking_threshold",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(50),
                        ],
                        verbose_name="skjul tall for færre personer enn",
                    ),
                ),
                (
                    "note_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(240),
                        ],
                        verbose_name="samtalenotater slettes etter (måneder)",
                    ),
                ),
                (
                    "paper_months",
                    models.PositiveSmallIntegerField(
                        default=36,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(240),
                        ],
                        verbose_name="planer og referater slettes etter (måneder)",
                    ),
                ),
                (
                    "absence_months",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(240),
                        ],
                        verbose_name="fraværsdatoer slettes etter (måneder)",
                    ),
                ),
                (
                    "day_cost",
                    models.PositiveIntegerField(
                        default=2900,
                        validators=[django.core.validators.MaxValueValidator(100000)],
                        verbose_name="lønnskostnad for et dagsverk (kroner)",
                    ),
                ),
                (
                    "substitute_percent",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[django.core.validators.MaxValueValidator(200)],
                        verbose_name="andel av tapte dagsverk som dekkes av vikar (%)",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "historical regler for sykefravær",
                "verbose_name_plural": "historical regler for sykefravær",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="sickleave_h_history_ee0863_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalWayForward",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "step",
                    models.CharField(
                        choices=[("w39", "39 uker"), ("w52", "52 uker")], max_length=3, verbose_name="steg"
                    ),
                ),
                ("held_on", models.DateField(verbose_name="snakket sammen")),
                ("with_hr", models.BooleanField(default=False, verbose_name="HR var med")),
                (
                    "ways",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("back", "Tilbake i egen stilling"),
                                ("graded", "Mer arbeid med gradert sykmelding"),
                                ("adapted", "Varig tilrettelegging i egen stilling"),
                                ("otherwork", "Annet arbeid i kommunen"),
                                ("training", "Opplæring til annet arbeid"),
                                ("aap", "Arbeidsavklaringspenger (AAP) fra NAV"),
                                ("leave", "Permisjon"),
                            ],
                            max_length=9,
                        ),
                        default=list,
                        size=None,
                        verbose_name="veier videre",
                    ),
                ),
                (
                    "note",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="hva dere ble enige om"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sickleave.case",
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
            ],
            options={
                "verbose_name": "historical samtale om veien videre",
                "verbose_name_plural": "historical samtaler om veien videre",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="sickleave_h_history_1029b2_idx")],
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
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="sickleave.case",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "sak som ikke skal slettes",
                "verbose_name_plural": "saker som ikke skal slettes",
                "ordering": ("-id",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("case",),
                        name="hold_one_at_a_time",
                        violation_error_message="Saken er allerede holdt tilbake.",
                    )
                ],
            },
        ),
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
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("talk", "Samtale"),
                            ("dm1", "Dialogmøte 1"),
                            ("dm2", "Dialogmøte 2"),
                            ("dm3", "Dialogmøte 3"),
                        ],
                        max_length=4,
                        verbose_name="møte",
                    ),
                ),
                ("at", models.DateTimeField(blank=True, null=True, verbose_name="tidspunkt")),
                ("place", kvalitet.privacy.fields.EncryptedTextField(blank=True, max_length=300, verbose_name="sted")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planlagt"),
                            ("held", "Holdt"),
                            ("cancelled", "Avlyst"),
                            ("requested", "NAV er spurt om møtet"),
                        ],
                        default="planned",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "link",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=500, verbose_name="lenke til videomøte"
                    ),
                ),
                ("requested_on", models.DateField(blank=True, null=True, verbose_name="bedt om")),
                ("called_on", models.DateField(blank=True, null=True, verbose_name="innkalt")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="holdt")),
                (
                    "cancel_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("employee", "Den ansatte kunne ikke komme"),
                            ("leader", "Lederen kunne ikke komme"),
                            ("nav", "NAV avlyste"),
                            ("other", "Annet"),
                        ],
                        max_length=8,
                        verbose_name="hvorfor det ikke ble holdt",
                    ),
                ),
                (
                    "leader_wants",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("employee", "Den ansatte"),
                                ("leader", "Leder"),
                                ("certifier", "Den som sykmeldte"),
                                ("safety", "Verneombud"),
                                ("union", "Tillitsvalgt"),
                                ("bht", "Bedriftshelsetjenesten"),
                                ("nav", "NAV"),
                                ("support", "Støtteperson"),
                                ("hr", "HR"),
                            ],
                            max_length=9,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="lederen ønsker",
                    ),
                ),
                (
                    "employee_wants",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("employee", "Den ansatte"),
                                ("leader", "Leder"),
                                ("certifier", "Den som sykmeldte"),
                                ("safety", "Verneombud"),
                                ("union", "Tillitsvalgt"),
                                ("bht", "Bedriftshelsetjenesten"),
                                ("nav", "NAV"),
                                ("support", "Støtteperson"),
                                ("hr", "HR"),
                            ],
                            max_length=9,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="den ansatte ønsker",
                    ),
                ),
                (
                    "refuses_certifier",
                    models.BooleanField(default=False, verbose_name="den ansatte vil ikke ha sykmelder med"),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("comes", "Kommer"), ("other_time", "Ber om et annet tidspunkt")],
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                (
                    "answer_text",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=1000, verbose_name="melding fra den ansatte"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="svart")),
                (
                    "minutes",
                    kvalitet.privacy.fields.EncryptedTextField(blank=True, max_length=8000, verbose_name="referat"),
                ),
                (
                    "agreed",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="hva dere ble enige om"
                    ),
                ),
                (
                    "leads_to",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("adaptation", "Vi tilrettelegger arbeidet"),
                            ("plan", "Oppfølgingsplanen endres"),
                            ("nothing", "Planen gjelder som før"),
                        ],
                        max_length=10,
                        verbose_name="hva skjer videre",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="sickleave.case",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "dialogmøte",
                "verbose_name_plural": "dialogmøter",
                "ordering": ("-at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalMeetingParticipant",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("employee", "Den ansatte"),
                            ("leader", "Leder"),
                            ("certifier", "Den som sykmeldte"),
                            ("safety", "Verneombud"),
                            ("union", "Tillitsvalgt"),
                            ("bht", "Bedriftshelsetjenesten"),
                            ("nav", "NAV"),
                            ("support", "Støtteperson"),
                            ("hr", "HR"),
                        ],
                        max_length=9,
                        verbose_name="rolle",
                    ),
                ),
                ("name", kvalitet.privacy.fields.EncryptedTextField(blank=True, max_length=200, verbose_name="navn")),
                ("called", models.BooleanField(default=True, verbose_name="innkalt")),
                ("attended", models.BooleanField(blank=True, null=True, verbose_name="møtte")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sickleave.case",
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
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sickleave.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical deltaker",
                "verbose_name_plural": "historical deltakere",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="sickleave_h_history_e361f7_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAdaptation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tasks", "Oppgaver"),
                            ("hours", "Arbeidstid"),
                            ("equipment", "Utstyr og hjelpemidler"),
                            ("training", "Opplæring"),
                            ("otherwork", "Annet arbeid"),
                            ("place", "Arbeidssted"),
                        ],
                        max_length=9,
                        verbose_name="type",
                    ),
                ),
                ("what", kvalitet.privacy.fields.EncryptedTextField(max_length=2000, verbose_name="hva dere endrer")),
                ("starts", models.DateField(verbose_name="fra og med")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="til og med")),
                ("evaluate_on", models.DateField(blank=True, null=True, verbose_name="vurderes")),
                ("evaluated_on", models.DateField(blank=True, null=True, verbose_name="vurdert")),
                (
                    "effect",
                    models.CharField(
                        blank=True,
                        choices=[("helped", "Hjalp"), ("partly", "Hjalp delvis"), ("no", "Hjalp ikke")],
                        max_length=6,
                        verbose_name="hjalp det",
                    ),
                ),
                (
                    "evaluation",
                    kvalitet.privacy.fields.EncryptedTextField(blank=True, max_length=2000, verbose_name="hva dere så"),
                ),
                (
                    "next",
                    models.CharField(
                        blank=True,
                        choices=[("keep", "Fortsetter som nå"), ("change", "Endres"), ("end", "Avsluttes")],
                        max_length=6,
                        verbose_name="hva skjer videre",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sickleave.case",
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
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sickleave.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical tilrettelegging",
                "verbose_name_plural": "historical tilrettelegginger",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="sickleave_h_history_e4a27d_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Adaptation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tasks", "Oppgaver"),
                            ("hours", "Arbeidstid"),
                            ("equipment", "Utstyr og hjelpemidler"),
                            ("training", "Opplæring"),
                            ("otherwork", "Annet arbeid"),
                            ("place", "Arbeidssted"),
                        ],
                        max_length=9,
                        verbose_name="type",
                    ),
                ),
                ("what", kvalitet.privacy.fields.EncryptedTextField(max_length=2000, verbose_name="hva dere endrer")),
                ("starts", models.DateField(verbose_name="fra og med")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="til og med")),
                ("evaluate_on", models.DateField(blank=True, null=True, verbose_name="vurderes")),
                ("evaluated_on", models.DateField(blank=True, null=True, verbose_name="vurdert")),
                (
                    "effect",
                    models.CharField(
                        blank=True,
                        choices=[("helped", "Hjalp"), ("partly", "Hjalp delvis"), ("no", "Hjalp ikke")],
                        max_length=6,
                        verbose_name="hjalp det",
                    ),
                ),
                (
                    "evaluation",
                    kvalitet.privacy.fields.EncryptedTextField(blank=True, max_length=2000, verbose_name="hva dere så"),
                ),
                (
                    "next",
                    models.CharField(
                        blank=True,
                        choices=[("keep", "Fortsetter som nå"), ("change", "Endres"), ("end", "Avsluttes")],
                        max_length=6,
                        verbose_name="hva skjer videre",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="sickleave.case",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="adaptations",
                        to="sickleave.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "tilrettelegging",
                "verbose_name_plural": "tilrettelegginger",
                "ordering": ("-starts", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gte", models.F("starts")), _connector="OR"),
                        name="adaptation_ends_after_start",
                        violation_error_message="Til-datoen kan ikke være før fra-datoen.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("talk", "Samtale"),
                            ("dm1", "Dialogmøte 1"),
                            ("dm2", "Dialogmøte 2"),
                            ("dm3", "Dialogmøte 3"),
                        ],
                        max_length=4,
                        verbose_name="møte",
                    ),
                ),
                (
                    "leader",
                    models.CharField(
                        choices=[("yes", "Ja"), ("no", "Nei"), ("unknown", "Ikke spurt eller ikke svart")],
                        max_length=7,
                        verbose_name="leder",
                    ),
                ),
                (
                    "employee",
                    models.CharField(
                        choices=[("yes", "Ja"), ("no", "Nei"), ("unknown", "Ikke spurt eller ikke svart")],
                        default="unknown",
                        max_length=7,
                        verbose_name="den ansatte",
                    ),
                ),
                (
                    "certifier",
                    models.CharField(
                        choices=[("yes", "Ja"), ("no", "Nei"), ("unknown", "Ikke spurt eller ikke svart")],
                        default="unknown",
                        max_length=7,
                        verbose_name="den som sykmeldte",
                    ),
                ),
                ("answered_on", models.DateField(verbose_name="svart")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="sickleave.case",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "svar om dialogmøte",
                "verbose_name_plural": "svar om dialogmøter",
                "ordering": ("id",),
                "constraints": [models.UniqueConstraint(fields=("case", "kind"), name="meeting_need_once_a_kind")],
            },
        ),
        migrations.CreateModel(
            name="MeetingParticipant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("employee", "Den ansatte"),
                            ("leader", "Leder"),
                            ("certifier", "Den som sykmeldte"),
                            ("safety", "Verneombud"),
                            ("union", "Tillitsvalgt"),
                            ("bht", "Bedriftshelsetjenesten"),
                            ("nav", "NAV"),
                            ("support", "Støtteperson"),
                            ("hr", "HR"),
                        ],
                        max_length=9,
                        verbose_name="rolle",
                    ),
                ),
                ("name", kvalitet.privacy.fields.EncryptedTextField(blank=True, max_length=200, verbose_name="navn")),
                ("called", models.BooleanField(default=True, verbose_name="innkalt")),
                ("attended", models.BooleanField(blank=True, null=True, verbose_name="møtte")),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="sickleave.case",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="participants", to="sickleave.meeting"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "deltaker",
                "verbose_name_plural": "deltakere",
                "ordering": ("id",),
                "constraints": [models.UniqueConstraint(fields=("meeting", "role"), name="participant_once_a_role")],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("talk", "Første samtale"),
                            ("sykmelding", "Sykmelding"),
                            ("agp_end", "Arbeidsgiverperioden slutter"),
                            ("remind_plan", "Planen må lages snart"),
                            ("plan", "Oppfølgingsplan"),
                            ("plan_doctor", "Planen sendes til den som sykmeldte"),
                            ("dm1", "Dialogmøte 1"),
                            ("activity", "Aktivitetskravet"),
                            ("nav_need", "Svar til NAV om dialogmøte 2"),
                            ("nav_candidate", "NAV vurderer dialogmøte 2"),
                            ("plan_nav", "Oppdatert plan til NAV"),
                            ("dm2", "Dialogmøte 2"),
                            ("dm3", "Dialogmøte 3"),
                            ("w39", "39 uker"),
                            ("w52", "52 uker"),
                            ("maxdato", "Siste sykepengedag"),
                            ("dismissal", "Oppsigelsesvernet slutter"),
                        ],
                        max_length=14,
                        verbose_name="steg",
                    ),
                ),
                ("due", models.DateField(verbose_name="frist")),
                ("act_by", models.DateField(verbose_name="gjør det innen")),
                ("gross_due", models.DateField(verbose_name="strengeste lesing")),
                (
                    "requirement",
                    models.CharField(
                        choices=[
                            ("mandatory", "Skal gjøres"),
                            ("conditional", "Skal gjøres hvis noen av partene ønsker det"),
                            ("information", "Til orientering"),
                        ],
                        default="mandatory",
                        max_length=12,
                    ),
                ),
                ("law_version", models.DateField(verbose_name="lovreglene som gjaldt fra")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Venter"),
                            ("done", "Gjort"),
                            ("excepted", "Unntak"),
                            ("lapsed", "Gjelder ikke lenger"),
                            ("missed", "Ikke gjort"),
                        ],
                        default="waiting",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="gjort")),
                (
                    "exception_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("soon_back", "Snart helt tilbake uten tiltak"),
                            ("not_coming_back", "Kommer ikke tilbake i arbeid"),
                            ("dialogue_works", "Gradert, og dialogen på arbeidsplassen fungerer"),
                            ("too_ill", "Ikke i stand til å delta nå"),
                            ("employment_ends", "Arbeidsforholdet slutter snart"),
                            ("cannot_be_reached", "Får ikke kontakt"),
                            ("measures_work", "Tiltakene virker allerede"),
                            ("nobody_needs_it", "Ingen av partene ser behov for det"),
                            ("no_certifier", "Ingen har sykmeldt (bare egenmelding)"),
                            ("medical_grounds", "Unntak gitt av NAV"),
                            ("nav_decided", "NAV har bestemt at det ikke trengs"),
                            ("not_called", "NAV har ikke kalt inn"),
                        ],
                        max_length=24,
                        verbose_name="grunn",
                    ),
                ),
                (
                    "exception_text",
                    kvalitet.privacy.fields.EncryptedTextField(blank=True, max_length=500, verbose_name="begrunnelse"),
                ),
                (
                    "employee_informed",
                    models.BooleanField(blank=True, null=True, verbose_name="den ansatte er informert"),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="vurderes på nytt")),
                ("late_told_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="sickleave.case",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "steg i oppfølgingen",
                "verbose_name_plural": "steg i oppfølgingen",
                "ordering": ("due", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["due", "id"], name="milestone_waiting"
                    ),
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["municipality", "due", "id"],
                        name="milestone_municipality",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "step"), name="milestone_once_a_case"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True), ("done_on__isnull", False), _connector="OR"
                        ),
                        name="milestone_done_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "excepted"), _negated=True),
                            models.Q(("exception_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="milestone_exception_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthlyAbsence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="måned")),
                ("headcount", models.PositiveIntegerField(default=0, verbose_name="ansatte")),
                ("absent_count", models.PositiveIntegerField(default=0, verbose_name="ansatte med fravær")),
                (
                    "agreed",
                    models.DecimalField(decimal_places=3, default=0, max_digits=12, verbose_name="avtalte dagsverk"),
                ),
                (
                    "lost_self",
                    models.DecimalField(decimal_places=3, default=0, max_digits=12, verbose_name="egenmeldt"),
                ),
                (
                    "lost_certified",
                    models.DecimalField(decimal_places=3, default=0, max_digits=12, verbose_name="legemeldt"),
                ),
                ("lost_short", models.DecimalField(decimal_places=3, default=0, max_digits=12, verbose_name="korttid")),
                ("lost_long", models.DecimalField(decimal_places=3, default=0, max_digits=12, verbose_name="langtid")),
                (
                    "lost_graded",
                    models.DecimalField(decimal_places=3, default=0, max_digits=12, verbose_name="gradert"),
                ),
                ("new_self", models.PositiveIntegerField(default=0)),
                ("new_certified", models.PositiveIntegerField(default=0)),
                ("new_whole", models.PositiveIntegerField(default=0)),
                ("new_graded", models.PositiveIntegerField(default=0)),
                ("new_short", models.PositiveIntegerField(default=0)),
                ("new_long", models.PositiveIntegerField(default=0)),
                ("is_frozen", models.BooleanField(default=False)),
                ("computed_at", models.DateTimeField(auto_now=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="organisation.municipality"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "sykefravær i en måned",
                "verbose_name_plural": "sykefravær per måned",
                "indexes": [models.Index(fields=["municipality", "month"], name="monthly_absence_month")],
                "constraints": [models.UniqueConstraint(fields=("unit", "month"), name="monthly_absence_once")],
            },
        ),
        migrations.CreateModel(
            name="PlanSending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "to",
                    models.CharField(
                        choices=[("certifier", "den som sykmeldte"), ("nav", "NAV")], max_length=9, verbose_name="til"
                    ),
                ),
                ("sent_on", models.DateField(verbose_name="sendt")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("nav_service", "NAVs tjeneste for oppfølgingsplaner"),
                            ("dialogue", "Elektronisk melding i helsenettet"),
                            ("employee", "Den ansatte tar den med seg"),
                            ("letter", "Brev"),
                            ("digital_post", "Digital post"),
                            ("other", "Annen sikker måte"),
                        ],
                        max_length=12,
                        verbose_name="hvordan",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="sickleave.case",
                    ),
                ),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sendings",
                        to="sickleave.followupplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "sending av plan",
                "verbose_name_plural": "sendinger av plan",
                "ordering": ("-sent_on", "-id"),
            },
        ),
        migrations.CreateModel(
            name="RoutineAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("year", models.PositiveSmallIntegerField(editable=False, verbose_name="år")),
                ("answers", models.JSONField(blank=True, default=dict, verbose_name="svar")),
                (
                    "nav_text",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=2000, verbose_name="samarbeidet med NAV"
                    ),
                ),
                (
                    "better_text",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=2000, verbose_name="dette bør bli bedre"
                    ),
                ),
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
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "svar om rutinen",
                "verbose_name_plural": "svar om rutinen",
                "ordering": ("-year", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "year", "person"), name="routine_answer_once_a_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SickLeaveSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                (
                    "deadline_clock",
                    models.CharField(
                        choices=[("net", "dager med fravær"), ("gross", "kalenderdager fra første dag")],
                        default="net",
                        max_length=5,
                        verbose_name="fristene regnes av",
                    ),
                ),
                (
                    "dm1_clock",
                    models.CharField(
                        choices=[("tilfelle", "første fraværsdag"), ("full_absence", "første dag helt borte")],
                        default="tilfelle",
                        max_length=12,
                        verbose_name="dialogmøte 1 regnes fra",
                    ),
                ),
                (
                    "joining_gap",
                    models.PositiveSmallIntegerField(
                        default=16,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="dager på jobb før et nytt tilfelle",
                    ),
                ),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("municipal", "24 dager på 12 måneder, inntil 8 om gangen"),
                            ("statutory", "3 dager om gangen, inntil 4 ganger på 12 måneder"),
                        ],
                        default="municipal",
                        max_length=10,
                        verbose_name="egenmeldingsordning",
                    ),
                ),
                (
                    "talk_day",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(27),
                        ],
                        verbose_name="første samtale senest dag",
                    ),
                ),
                (
                    "masking_threshold",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(50),
                        ],
                        verbose_name="skjul tall for færre personer enn",
                    ),
                ),
                (
                    "note_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(240),
                        ],
                        verbose_name="samtalenotater slettes etter (måneder)",
                    ),
                ),
                (
                    "paper_months",
                    models.PositiveSmallIntegerField(
                        default=36,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(240),
                        ],
                        verbose_name="planer og referater slettes etter (måneder)",
                    ),
                ),
                (
                    "absence_months",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(240),
                        ],
                        verbose_name="fraværsdatoer slettes etter (måneder)",
                    ),
                ),
                (
                    "day_cost",
                    models.PositiveIntegerField(
                        default=2900,
                        validators=[django.core.validators.MaxValueValidator(100000)],
                        verbose_name="lønnskostnad for et dagsverk (kroner)",
                    ),
                ),
                (
                    "substitute_percent",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[django.core.validators.MaxValueValidator(200)],
                        verbose_name="andel av tapte dagsverk som dekkes av vikar (%)",
                    ),
                ),
                (
                    "municipality",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sick_leave_settings",
                        to="organisation.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "regler for sykefravær",
                "verbose_name_plural": "regler for sykefravær",
            },
        ),
        migrations.CreateModel(
            name="WayForward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "step",
                    models.CharField(
                        choices=[("w39", "39 uker"), ("w52", "52 uker")], max_length=3, verbose_name="steg"
                    ),
                ),
                ("held_on", models.DateField(verbose_name="snakket sammen")),
                ("with_hr", models.BooleanField(default=False, verbose_name="HR var med")),
                (
                    "ways",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("back", "Tilbake i egen stilling"),
                                ("graded", "Mer arbeid med gradert sykmelding"),
                                ("adapted", "Varig tilrettelegging i egen stilling"),
                                ("otherwork", "Annet arbeid i kommunen"),
                                ("training", "Opplæring til annet arbeid"),
                                ("aap", "Arbeidsavklaringspenger (AAP) fra NAV"),
                                ("leave", "Permisjon"),
                            ],
                            max_length=9,
                        ),
                        default=list,
                        size=None,
                        verbose_name="veier videre",
                    ),
                ),
                (
                    "note",
                    kvalitet.privacy.fields.EncryptedTextField(
                        blank=True, max_length=4000, verbose_name="hva dere ble enige om"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="sickleave.case",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "samtale om veien videre",
                "verbose_name_plural": "samtaler om veien videre",
                "ordering": ("-held_on", "-id"),
                "constraints": [models.UniqueConstraint(fields=("case", "step"), name="way_forward_once_a_step")],
            },
        ),
        migrations.CreateModel(
            name="AbsenceImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Venter på å bli lest"),
                            ("comparing", "Leses nå"),
                            ("ready", "Klar til å gjennomføres"),
                            ("held", "Venter på godkjenning"),
                            ("approved", "Venter på å bli gjennomført"),
                            ("running", "Gjennomføres nå"),
                            ("done", "Gjennomført"),
                            ("dropped", "Forkastet"),
                            ("failed", "Ikke gjennomført"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="tilstand",
                    ),
                ),
                ("content", models.BinaryField(blank=True, verbose_name="innholdet i filen, kryptert")),
                ("lines", kvalitet.privacy.fields.EncryptedTextField(blank=True, verbose_name="hva hver rad blir")),
                ("row_count", models.PositiveIntegerField(default=0, verbose_name="rader")),
                ("counts", models.JSONField(default=dict, verbose_name="antall")),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("problem", models.CharField(blank=True, max_length=500, verbose_name="hva som stanset den")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="mottatt")),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="påbegynt")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="ferdig")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "import av fravær",
                "verbose_name_plural": "importer av fravær",
                "ordering": ("-created_at", "-id"),
                "indexes": [
                    models.Index(fields=["municipality", "-created_at", "-id"], name="absence_import_municipality")
                ],
            },
        ),
        migrations.RunSQL(KEEP_LOOKS, LET_GO),
    ]
