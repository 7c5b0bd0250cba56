from typing import Any

from django.db import migrations, models
from django.db.models import F


def put_away(apps: Any, schema_editor: Any) -> None:
    """Whoever worked here before needs no first steps; they stay under the own name."""
    apps.get_model("accounts", "Membership").objects.update(guide_hidden_at=F("since"))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_mandates"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="guide_hidden_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(put_away, migrations.RunPython.noop),
    ]
