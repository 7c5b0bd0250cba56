import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Tokens of folded words go, tokens of sounds come. They are made of the names: ``panah setup`` and ``panah migrate`` do it."""

    dependencies = [
        ("people", "0005_no_index_of_phones"),
    ]

    operations = [
        migrations.DeleteModel("NameToken"),
        migrations.CreateModel(
            name="NameToken",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.SmallIntegerField(choices=[(1, "word"), (2, "pair"), (3, "year")])),
                ("token", models.BigIntegerField()),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.child"),
                ),
            ],
            options={"indexes": [models.Index(fields=["token", "child"], name="children_by_token")]},
        ),
    ]
