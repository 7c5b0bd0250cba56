"""A draft that waits for its second person, and an entry that everybody may read."""

from panah.foundation.security.roles import Role
from panah.programme.library import actions
from panah.programme.library.actions import EditionWords, ItemDetails
from panah.programme.library.codes import Audience, Spoken
from panah.programme.library.models import Edition
from panah.programme.library.queries import what_waits
from tests.house.scene.base import OWN, Scene


def add_library(scene: Scene) -> None:
    keeper, head = scene.actors[OWN, Role.PROGRAMME_COORDINATOR], scene.actors[OWN, Role.HEAD_OF_ORGANISATION]
    for name in ("drafted", "shelved"):
        details = ItemDetails("guideline", Audience.PUBLIC, "Үлгі нұсқаулық", "Образец руководства")
        item = actions.add_item(by=keeper, details=details)
        actions.new_version(by=keeper, item=item, words=[EditionWords(Spoken.KK, text="Бір\nЕкі")])
        scene.records[name] = item
    shelved = scene.records["shelved"]
    actions.approve_item(by=head, item=shelved, is_read=True, shown=what_waits(shelved).key)
    actions.new_version(
        by=keeper, item=shelved, words=[EditionWords(Spoken.KK, text="Бір\nҮш")], changed_kk="Үш қосылды"
    )
    actions.approve_item(by=head, item=shelved, is_read=True, shown=what_waits(shelved).key)
    scene.records["shelved_text"] = Edition.objects.get(version__item=shelved, version__number=2)
    scene.records["drafted_text"] = Edition.objects.get(version__item=scene.records["drafted"])
