from django.db import migrations

KINDS_OF_BODIES = {
    "family_support_centre": "family_support_centre",
    "guardianship_body": "guardianship_body",
    "migration_service": "migration_service",
    "health": "health_organisation",
    "education": "school",
    "legal_aid": "legal_aid",
    "public_service_centre": "public_service_centre",
    "partner_abroad": "partner_abroad",
    "consulate": "consulate",
}


def guess_kinds(apps, schema_editor):
    """What an entry is to the rules, as far as its organisation says so; its editor is asked at the next confirmation."""
    provider, offered = apps.get_model("services", "Provider"), apps.get_model("services", "OfferedService")
    beds = set(offered.objects.filter(service_type="shelter").values_list("provider_id", flat=True))
    for one in provider.objects.select_related("organisation"):
        known = KINDS_OF_BODIES.get(one.organisation.kind)
        one.kind = known or ("ngo_shelter" if one.pk in beds else "ngo_services")
        one.save(update_fields=["kind"])


class Migration(migrations.Migration):

    dependencies = [
        ('services', '0003_the_network'),
    ]

    operations = [
        migrations.RunPython(guess_kinds, migrations.RunPython.noop),
    ]
