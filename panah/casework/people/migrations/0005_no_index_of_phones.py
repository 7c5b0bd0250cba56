import hashlib
import hmac

from django.conf import settings
from django.db import migrations

from panah.foundation.security.keys import KeyFolder

AT_ONCE = 500


def forget_phones(apps, schema_editor):
    """Of four digits there are ten thousand: whoever has the key makes all their tokens, and so do we, to delete them."""
    tokens = apps.get_model("people", "NameToken").objects
    if not tokens.exists():
        return
    key = KeyFolder(settings.PANAH_KEYS).bytes("names")
    words = [f"\N{BLACK TELEPHONE}{number:04d}" for number in range(10_000)]
    guessed = [int.from_bytes(hmac.digest(key, word.encode(), hashlib.sha256)[:6], "big") for word in words]
    for start in range(0, len(guessed), AT_ONCE):
        tokens.filter(token__in=guessed[start : start + AT_ONCE]).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0004_silence_on_overrides"),
    ]

    operations = [
        migrations.RunPython(forget_phones, migrations.RunPython.noop, elidable=True),
    ]
