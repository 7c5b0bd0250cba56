"""A library with a protocol, made through actions."""

from dataclasses import replace
from typing import Any

from panah.foundation.documents.codes import Media
from panah.foundation.documents.rules import CheckedFile
from panah.programme.library import actions
from panah.programme.library.actions import EditionWords, ItemDetails
from panah.programme.library.codes import Audience, Spoken
from panah.programme.library.models import Item, Version
from panah.programme.library.queries import what_waits
from tests.panah.programme.bureau import Bureau

PDF = CheckedFile("Протокол.pdf", Media.PDF, b"%PDF-1.7 Canary of a protocol")
PROTOCOL = ItemDetails(
    "protocol", Audience.PARTNERS, "Мектеп психологының тәртібі", "Порядок для школьного психолога", stage="screening"
)


def text(words: str = "Сөйлесіңіз, тыңдаңыз.", language: Spoken = Spoken.KK) -> EditionWords:
    return EditionWords(language, text=words)


def drafted(bureau: Bureau, *words: EditionWords, **details: Any) -> Item:
    item = actions.add_item(by=bureau.madina.actor, details=replace(PROTOCOL, **details))
    actions.new_version(by=bureau.madina.actor, item=item, words=words or [text()])
    return item


def approved(bureau: Bureau, *words: EditionWords, **details: Any) -> Item:
    item = drafted(bureau, *words, **details)
    return actions.approve_item(by=bureau.bakyt.actor, item=item, is_read=True, shown=what_waits(item).key)


def renewed(bureau: Bureau, item: Item, words: str = "Сөйлесіңіз, тыңдаңыз, жазып алыңыз.") -> Version:
    """The next version, approved."""
    version = actions.new_version(
        by=bureau.madina.actor, item=item, words=[text(words)], changed_kk="Жазып алу қосылды"
    )
    actions.approve_item(by=bureau.bakyt.actor, item=item, is_read=True, shown=what_waits(item).key)
    return Version.objects.get(pk=version.pk)
