from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0003_let_snoozes_follow_their_deadline")]

    operations = [
        migrations.AddField(
            model_name="deadline",
            name="may_be_lent",
            field=models.BooleanField(default=True, verbose_name="følger med til stedfortreder"),
        ),
    ]
