from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import CombinedSearchVector, SearchConfig, SearchVector, SearchVectorField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("goals", "0001_initial"),
        ("organisation", "0004_add_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="parts",
            field=models.TextField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="goal",
            name="parts",
            field=models.TextField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="subgoal",
            name="parts",
            field=models.TextField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="measure",
            name="parts",
            field=models.TextField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="plan",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=CombinedSearchVector(
                    SearchVector("name", config="norwegian", weight="A"),
                    "||",
                    SearchVector("parts", config="norwegian", weight="B"),
                    SearchConfig("norwegian"),
                ),
                output_field=SearchVectorField(),
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=CombinedSearchVector(
                    CombinedSearchVector(
                        SearchVector("title", config="norwegian", weight="A"),
                        "||",
                        SearchVector("parts", config="norwegian", weight="B"),
                        SearchConfig("norwegian"),
                    ),
                    "||",
                    SearchVector("description", "measured_by", "evaluated", config="norwegian", weight="C"),
                    SearchConfig("norwegian"),
                ),
                output_field=SearchVectorField(),
            ),
        ),
        migrations.AddField(
            model_name="subgoal",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=CombinedSearchVector(
                    CombinedSearchVector(
                        SearchVector("title", config="norwegian", weight="A"),
                        "||",
                        SearchVector("parts", config="norwegian", weight="B"),
                        SearchConfig("norwegian"),
                    ),
                    "||",
                    SearchVector("note", config="norwegian", weight="C"),
                    SearchConfig("norwegian"),
                ),
                output_field=SearchVectorField(),
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=CombinedSearchVector(
                    CombinedSearchVector(
                        SearchVector("title", config="norwegian", weight="A"),
                        "||",
                        SearchVector("parts", config="norwegian", weight="B"),
                        SearchConfig("norwegian"),
                    ),
                    "||",
                    SearchVector("description", config="norwegian", weight="C"),
                    SearchConfig("norwegian"),
                ),
                output_field=SearchVectorField(),
            ),
        ),
        migrations.AddIndex(model_name="plan", index=GinIndex(fields=["municipality", "search"], name="plan_search")),
        migrations.AddIndex(
            model_name="plan", index=GinIndex(fields=["name"], name="plan_title_trigrams", opclasses=["gin_trgm_ops"])
        ),
        migrations.AddIndex(model_name="goal", index=GinIndex(fields=["municipality", "search"], name="goal_search")),
        migrations.AddIndex(
            model_name="goal", index=GinIndex(fields=["title"], name="goal_title_trigrams", opclasses=["gin_trgm_ops"])
        ),
        migrations.AddIndex(
            model_name="subgoal", index=GinIndex(fields=["municipality", "search"], name="subgoal_search")
        ),
        migrations.AddIndex(
            model_name="subgoal",
            index=GinIndex(fields=["title"], name="subgoal_title_trigrams", opclasses=["gin_trgm_ops"]),
        ),
        migrations.AddIndex(
            model_name="measure", index=GinIndex(fields=["municipality", "search"], name="measure_search")
        ),
        migrations.AddIndex(
            model_name="measure",
            index=GinIndex(fields=["title"], name="measure_title_trigrams", opclasses=["gin_trgm_ops"]),
        ),
    ]
