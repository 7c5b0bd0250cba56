import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


def give_mandates(apps, schema_editor):
    """Who had agreed to coordinate goes on: a ministry, and a body without a place, for all; others for their region."""
    Organisation = apps.get_model("accounts", "Organisation")
    Mandate = apps.get_model("accounts", "Mandate")
    for body in Organisation.objects.exclude(agreed_on=None).select_related("place__parent"):
        place = None if body.kind == "ministry" else body.place
        if place is not None and place.kind == "district":
            place = place.parent
        Mandate.objects.create(organisation=body, region=place, since=body.agreed_on)


def take_days_back(apps, schema_editor):
    Mandate = apps.get_model("accounts", "Mandate")
    for mandate in Mandate.objects.filter(ended_on=None).select_related("organisation"):
        mandate.organisation.agreed_on = mandate.since
        mandate.organisation.save(update_fields=["agreed_on"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_agreements"),
        ("reference", "0003_days_of_one_office"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("paper", models.CharField(blank=True, max_length=60)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                        to="reference.place",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(until=None) | Q(until__gte=F("since")), name="a_mandate_ends_after_it_began"
                    )
                ],
            },
        ),
        migrations.RunPython(give_mandates, take_days_back),
        migrations.RemoveField(model_name="organisation", name="agreed_on"),
    ]
