from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension
from django.contrib.postgres.search import CombinedSearchVector, SearchConfig, SearchVector, SearchVectorField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0003_add_unit_membership"),
    ]

    operations = [
        BtreeGinExtension(),
        TrigramExtension(),
        migrations.AddField(
            model_name="person",
            name="parts",
            field=models.TextField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="position",
            name="parts",
            field=models.TextField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="unit",
            name="parts",
            field=models.TextField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=CombinedSearchVector(
                    SearchVector("first_name", "last_name", config="simple", weight="A"),
                    "||",
                    SearchVector("parts", config="norwegian", weight="B"),
                    SearchConfig("simple"),
                ),
                output_field=SearchVectorField(),
            ),
        ),
        migrations.AddField(
            model_name="position",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=CombinedSearchVector(
                    SearchVector("title", config="norwegian", weight="A"),
                    "||",
                    SearchVector("parts", config="norwegian", weight="B"),
                    SearchConfig("norwegian"),
                ),
                output_field=SearchVectorField(),
            ),
        ),
        migrations.AddField(
            model_name="unit",
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
        migrations.AddIndex(
            model_name="person", index=GinIndex(fields=["municipality", "search"], name="person_search")
        ),
        migrations.AddIndex(
            model_name="person",
            index=GinIndex(
                fields=["first_name", "last_name"],
                name="person_title_trigrams",
                opclasses=["gin_trgm_ops", "gin_trgm_ops"],
            ),
        ),
        migrations.AddIndex(model_name="position", index=GinIndex(fields=["search"], name="position_search")),
        migrations.AddIndex(model_name="unit", index=GinIndex(fields=["municipality", "search"], name="unit_search")),
        migrations.AddIndex(
            model_name="unit", index=GinIndex(fields=["name"], name="unit_title_trigrams", opclasses=["gin_trgm_ops"])
        ),
    ]
