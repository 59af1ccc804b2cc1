from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("goals", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="group",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon"),
        ),
        migrations.AddField(
            model_name="historicalgroup",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name="versjon"),
        ),
    ]
