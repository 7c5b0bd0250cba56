from django.db import migrations

import panah.foundation.security.sealed


class Migration(migrations.Migration):
    """A hash in clear confirms whoever guesses the words. That of the words was read by nobody; that of a copy from before
    can be reckoned anew from the copy, which is kept."""

    dependencies = [
        ("documents", "0006_drafts_of_an_office"),
    ]

    operations = [
        migrations.RemoveField(model_name="letter", name="text_hash"),
        migrations.RemoveField(model_name="letter", name="copy_hash"),
        migrations.AddField(
            model_name="letter",
            name="copy_hash",
            field=panah.foundation.security.sealed.SealedText(privacy="P2"),
        ),
    ]
