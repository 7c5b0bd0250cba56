"""The words of Django and allauth that we translate ourselves: nothing empty, no placeholder lost, none out of date."""

import re
from pathlib import Path

import allauth
import django
import polib
import pytest

from panah.foundation.reference.codes import CONTENT

FOLDER = CONTENT.parent / "site" / "locale"
CATALOGUES = sorted(FOLDER.glob("*/LC_MESSAGES/django.po"))
SOURCES = [
    *(
        Path(django.__file__).parent / part
        for part in ("conf/locale/en", "contrib/auth/locale/en", "contrib/humanize/locale/en")
    ),
    Path(allauth.__file__).parent / "locale" / "ru",
]
# A sentence for people is better without them.
MACHINE_NAMES = {"%(model_name)s", "%(model)s", "%(field)s", "%(username)s", "%(site_name)s", "%(format)s"}
PLACEHOLDER = re.compile(r"%\([a-z_]+\d?\)[sdr]|%[sd]|\{[a-z_]*\}")


def entries(catalogue: Path) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(catalogue)) if not entry.obsolete]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_override_is_whole_and_keeps_its_placeholders(catalogue: Path) -> None:
    for entry in entries(catalogue):
        assert entry.translated(), entry.msgid
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for words in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            assert set(PLACEHOLDER.findall(words)) <= wanted, entry.msgid
        written = "".join(entry.msgstr_plural.values()) or entry.msgstr
        assert wanted - MACHINE_NAMES <= set(PLACEHOLDER.findall(written)), entry.msgid


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_override_answers_to_a_message_that_exists(catalogue: Path) -> None:
    known = {
        (entry.msgctxt, entry.msgid, entry.msgid_plural)
        for source in SOURCES
        for entry in entries(source / "LC_MESSAGES" / "django.po")
    }
    gone = [
        entry.msgid for entry in entries(catalogue) if (entry.msgctxt, entry.msgid, entry.msgid_plural) not in known
    ]
    assert gone == []


def test_what_people_meet_in_forms_and_at_sign_in_is_kazakh() -> None:
    """Every message of forms, validators and passwords of Django, and of allauth's own Python, has Kazakh words."""
    ours = {(entry.msgctxt, entry.msgid) for entry in entries(FOLDER / "kk" / "LC_MESSAGES" / "django.po")}
    met = re.compile(r"^(core/validators|forms/|contrib/auth/(password_validation|forms)|mfa/(adapter|totp|webauthn))")
    not_met = re.compile(
        r"primary key|Raw passwords|Reset password|password-based|ModelForm|permissions|LDAP", re.IGNORECASE
    )
    missing = []
    for source in SOURCES:
        kazakh = source.with_name("kk") / "LC_MESSAGES" / "django.po"
        theirs = entries(kazakh) if kazakh.exists() else []
        translated = ours | {(entry.msgctxt, entry.msgid) for entry in theirs if entry.translated()}
        for entry in entries(source / "LC_MESSAGES" / "django.po"):
            is_met = any(met.match(place) for place, _ in entry.occurrences) and not not_met.search(entry.msgid)
            if is_met and (entry.msgctxt, entry.msgid) not in translated:
                missing.append(entry.msgid)
    assert missing == [], "\n".join(missing)
