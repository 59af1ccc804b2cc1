import uuid

import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("slug", models.SlugField(unique=True, verbose_name="kortnavn i adresser")),
                ("name", models.CharField(max_length=120, verbose_name="navn")),
                ("number", models.CharField(max_length=4, unique=True, verbose_name="kommunenummer")),
                ("is_active", models.BooleanField(default=True, verbose_name="i bruk")),
                (
                    "stale_after_days",
                    models.PositiveSmallIntegerField(
                        default=90,
                        validators=[
                            django.core.validators.MinValueValidator(7),
                            django.core.validators.MaxValueValidator(730),
                        ],
                        verbose_name="status er utdatert etter (dager)",
                    ),
                ),
            ],
            options={
                "verbose_name": "kommune",
                "verbose_name_plural": "kommuner",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("first_name", models.CharField(max_length=100, verbose_name="fornavn")),
                ("last_name", models.CharField(max_length=100, verbose_name="etternavn")),
                ("employee_number", models.CharField(blank=True, max_length=30, verbose_name="ansattnummer")),
                (
                    "email_mode",
                    models.CharField(
                        choices=[
                            ("digest", "Samlet i én e-post om dagen"),
                            ("each", "En e-post for hvert varsel"),
                            ("none", "Ingen e-post, bare varsler i Kvalitet"),
                        ],
                        default="digest",
                        max_length=6,
                        verbose_name="e-post",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False)),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Replace(
                                django.db.models.functions.text.Lower(models.F("last_name")),
                                models.Value("aa"),
                                models.Value("å"),
                            ),
                            models.Value("æäøöå"),
                            models.Value("{{||}"),
                            function="translate",
                        ),
                        output_field=models.CharField(db_collation="C", max_length=250),
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "leader_override",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="nærmeste leder, når den ikke følger av enheten",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="organisation.municipality",
                        verbose_name="kommune",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "personer",
                "ordering": ("sort_key", "first_name", "id"),
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("path", models.CharField(db_collation="C", editable=False, max_length=80, unique=True)),
                ("next_step", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("municipality", "Kommune"),
                            ("sector", "Kommunalområde"),
                            ("unit", "Virksomhet"),
                            ("department", "Avdeling"),
                        ],
                        default="unit",
                        max_length=12,
                        verbose_name="type",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                ("opened", models.DateField(verbose_name="åpnet")),
                ("closed", models.DateField(blank=True, null=True, verbose_name="lagt ned")),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Replace(
                                django.db.models.functions.text.Lower(models.F("name")),
                                models.Value("aa"),
                                models.Value("å"),
                            ),
                            models.Value("æäøöå"),
                            models.Value("{{||}"),
                            function="translate",
                        ),
                        output_field=models.CharField(db_collation="C", max_length=250),
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.municipality",
                        verbose_name="kommune",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="organisation.unit",
                        verbose_name="hører under",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="organisation.unit",
                        verbose_name="gikk inn i",
                    ),
                ),
            ],
            options={
                "verbose_name": "enhet",
                "verbose_name_plural": "enheter",
                "ordering": ("path",),
            },
        ),
        migrations.CreateModel(
            name="ServiceArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="navn")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.municipality",
                        verbose_name="kommune",
                    ),
                ),
                (
                    "units",
                    models.ManyToManyField(
                        blank=True,
                        related_name="service_areas",
                        to="organisation.unit",
                        verbose_name="enheter",
                    ),
                ),
            ],
            options={
                "verbose_name": "tjenesteområde",
                "verbose_name_plural": "tjenesteområder",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(db_index=True, max_length=150, verbose_name="stilling")),
                (
                    "percentage",
                    models.DecimalField(
                        decimal_places=2,
                        default=100,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="stillingsprosent",
                    ),
                ),
                ("starts", models.DateField(verbose_name="fra og med")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="til og med")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="positions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="organisation.unit",
                        verbose_name="enhet",
                    ),
                ),
            ],
            options={
                "verbose_name": "stilling",
                "verbose_name_plural": "stillinger",
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("starts", models.DateField(verbose_name="fra og med")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="til og med")),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="hører under",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "plassering",
                "verbose_name_plural": "plasseringer",
            },
        ),
        migrations.CreateModel(
            name="Leadership",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("starts", models.DateField(verbose_name="fra og med")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="til og med")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaderships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="leder",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leaderships",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "lederperiode",
                "verbose_name_plural": "lederperioder",
            },
        ),
        migrations.CreateModel(
            name="HistoricalUnit",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("path", models.CharField(db_index=True, editable=False, max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("municipality", "Kommune"),
                            ("sector", "Kommunalområde"),
                            ("unit", "Virksomhet"),
                            ("department", "Avdeling"),
                        ],
                        default="unit",
                        max_length=12,
                        verbose_name="type",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                ("opened", models.DateField(verbose_name="åpnet")),
                ("closed", models.DateField(blank=True, null=True, verbose_name="lagt ned")),
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
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisation.municipality",
                        verbose_name="kommune",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="hører under",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="gikk inn i",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical enhet",
                "verbose_name_plural": "historical enheter",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPosition",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("title", models.CharField(db_index=True, max_length=150, verbose_name="stilling")),
                (
                    "percentage",
                    models.DecimalField(
                        decimal_places=2,
                        default=100,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="stillingsprosent",
                    ),
                ),
                ("starts", models.DateField(verbose_name="fra og med")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="til og med")),
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
                    "person",
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
                "verbose_name": "historical stilling",
                "verbose_name_plural": "historical stillinger",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlacement",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("starts", models.DateField(verbose_name="fra og med")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="til og med")),
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="hører under",
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
                    ),
                ),
            ],
            options={
                "verbose_name": "historical plassering",
                "verbose_name_plural": "historical plasseringer",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLeadership",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("starts", models.DateField(verbose_name="fra og med")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="til og med")),
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="leder",
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
                    ),
                ),
            ],
            options={
                "verbose_name": "historical lederperiode",
                "verbose_name_plural": "historical lederperioder",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMunicipality",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("slug", models.SlugField(verbose_name="kortnavn i adresser")),
                ("name", models.CharField(max_length=120, verbose_name="navn")),
                ("number", models.CharField(db_index=True, max_length=4, verbose_name="kommunenummer")),
                ("is_active", models.BooleanField(default=True, verbose_name="i bruk")),
                (
                    "stale_after_days",
                    models.PositiveSmallIntegerField(
                        default=90,
                        validators=[
                            django.core.validators.MinValueValidator(7),
                            django.core.validators.MaxValueValidator(730),
                        ],
                        verbose_name="status er utdatert etter (dager)",
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
            ],
            options={
                "verbose_name": "historical kommune",
                "verbose_name_plural": "historical kommuner",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="organisatio_history_fd8146_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalServiceArea",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=120, verbose_name="navn")),
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
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisation.municipality",
                        verbose_name="kommune",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical tjenesteområde",
                "verbose_name_plural": "historical tjenesteområder",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="organisatio_history_a65449_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPerson",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        db_index=True,
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("first_name", models.CharField(max_length=100, verbose_name="fornavn")),
                ("last_name", models.CharField(max_length=100, verbose_name="etternavn")),
                ("employee_number", models.CharField(blank=True, max_length=30, verbose_name="ansattnummer")),
                (
                    "email_mode",
                    models.CharField(
                        choices=[
                            ("digest", "Samlet i én e-post om dagen"),
                            ("each", "En e-post for hvert varsel"),
                            ("none", "Ingen e-post, bare varsler i Kvalitet"),
                        ],
                        default="digest",
                        max_length=6,
                        verbose_name="e-post",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False)),
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
                    "leader_override",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="nærmeste leder, når den ikke følger av enheten",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisation.municipality",
                        verbose_name="kommune",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical person",
                "verbose_name_plural": "historical personer",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["history_date", "id"], name="organisatio_history_2f7c14_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                condition=models.Q(("employee_number", ""), _negated=True),
                fields=("municipality", "employee_number"),
                name="person_employee_number_once",
                violation_error_message="Ansattnummeret er allerede i bruk.",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed__isnull", True), ("closed__gte", models.F("opened")), _connector="OR"),
                name="unit_closes_after_it_opens",
                violation_error_message="Enheten kan ikke legges ned før den er åpnet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicearea",
            constraint=models.UniqueConstraint(
                fields=("municipality", "name"),
                name="service_area_name_once",
                violation_error_message="Tjenesteområdet finnes allerede.",
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gte", models.F("starts")), _connector="OR"),
                name="position_ends_after_start",
                violation_error_message="Til-datoen kan ikke være før fra-datoen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
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
                name="placement_one_at_a_time",
                violation_error_message="Enheten har allerede en plassering i denne perioden.",
            ),
        ),
        migrations.AddConstraint(
            model_name="leadership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
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
                name="leadership_one_at_a_time",
                violation_error_message="Enheten har allerede en leder i denne perioden.",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalunit",
            index=models.Index(fields=["history_date", "id"], name="organisatio_history_bfa761_idx"),
        ),
        migrations.AddIndex(
            model_name="historicalposition",
            index=models.Index(fields=["history_date", "id"], name="organisatio_history_7b7c3f_idx"),
        ),
        migrations.AddIndex(
            model_name="historicalplacement",
            index=models.Index(fields=["history_date", "id"], name="organisatio_history_4b729a_idx"),
        ),
        migrations.AddIndex(
            model_name="historicalleadership",
            index=models.Index(fields=["history_date", "id"], name="organisatio_history_15270e_idx"),
        ),
    ]
