from typing import Any

from django.db import migrations, models

import panah.foundation.security.sealed

NO_WORD: dict[str, Any] = {"language": "", "service_types": [], "basis": "none", "until": ""}


def write_terms(apps: Any, schema_editor: Any) -> None:
    """What was told before keeps the codes of today; its words were sealed then and stay so."""
    legs = apps.get_model("referrals", "Leg").objects
    related = ("referral__concern_child__concern", "referral__case__child", "referral__consent")
    for leg in legs.filter(terms={}).select_related(*related).iterator():
        legs.filter(pk=leg.pk).update(terms=_terms_of(leg))


def _terms_of(leg: Any) -> dict[str, Any]:
    referral, told = leg.referral, leg.referral.concern_child
    if told is not None:
        facts, band, place = told, told.age_band, told.concern.place_id
    else:
        facts, band, place = referral.case.child, referral.case.child.age_band_at_entry, referral.case.child.place_id
    codes = {"kind": leg.kind, "urgency": referral.urgency, "age_band": band, "sex": facts.sex, "place": place or ""}
    if leg.kind != "person":
        return NO_WORD | codes
    until = referral.consent.expires_on if referral.consent_id else None
    basis = "consent" if referral.consent_id else "override" if referral.override_id else "none"
    own = {"language": facts.language, "service_types": referral.service_types, "basis": basis}
    return codes | own | {"until": until.isoformat() if until else ""}


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0003_steps_of_talks_and_endings"),
    ]

    operations = [
        migrations.AddField(
            model_name="leg",
            name="fingerprint",
            field=panah.foundation.security.sealed.SealedText(privacy="P2"),
        ),
        migrations.AddField(
            model_name="leg",
            name="terms",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="step",
            name="packet",
            field=panah.foundation.security.sealed.SealedText(privacy="P3"),
        ),
        migrations.RunPython(write_terms, migrations.RunPython.noop),
    ]
