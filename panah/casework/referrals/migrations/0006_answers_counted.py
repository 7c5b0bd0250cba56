from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0005_pressing"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="leg", name="legs_answered"),
        migrations.AddIndex(
            model_name="leg",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", False)),
                fields=["answered_at", "kind", "status", "organisation", "sent_at", "reason", "referral"],
                name="legs_answered",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["id", "case", "sender_organisation"], name="referrals_asked_by"),
        ),
    ]
