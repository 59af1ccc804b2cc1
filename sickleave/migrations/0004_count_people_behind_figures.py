from django.db import migrations, models

NAMES = ("new_self", "new_certified", "new_whole", "new_graded", "new_short", "new_long")


class Migration(migrations.Migration):
    dependencies = [("sickleave", "0003_add_plan_objections_and_channels")]

    operations = [
        migrations.AddField(model_name="monthlyabsence", name=name, field=models.PositiveIntegerField(default=0))
        for name in NAMES
    ]
