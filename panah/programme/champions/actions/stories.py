"""What somebody lived through stands on no paper before it is cleared (S16); a text in another language is asked about."""

from collections.abc import Sequence

from panah.foundation.documents.actions import keep_translation, withdraw_letters
from panah.foundation.documents.models import Letter
from panah.foundation.documents.rules import SaidOfText
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.programme.champions.codes import Clearance, Paper
from panah.programme.champions.models import Act, Champion, PlannedAct, QuarterReport

Told = Act | PlannedAct | QuarterReport


def clearance_of(tells_story: bool) -> Clearance:
    """As whoever writes it says."""
    return Clearance.WAITS if tells_story else Clearance.NOT_NEEDED


@action(Permission.CHAMPION_KEEP, on="words")
def hold_words(*, by: Actor, words: Told) -> Told:
    """Who reads it finds a story that nobody ticked: it waits from now on, and papers that hold it are taken back."""
    words.clearance = Clearance.WAITS
    words.save(update_fields=["clearance"])
    if not isinstance(words, Act):
        take_papers_back(by=by, file=words.file, kind=Paper.PLAN if isinstance(words, PlannedAct) else Paper.REPORT)
    return words


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def take_papers_back(*, by: Actor, file: File, kind: Paper) -> int:
    """What was made of these words holds no more: whoever asks by its number is told so."""
    return withdraw_letters(by=by, letters=Letter.objects.filter(file=file, kind=kind))


@action(Permission.CHAMPION_KEEP, on="champion")
def say_of_champion_texts(*, by: Actor, champion: Champion, said: Sequence[SaidOfText]) -> Champion:
    """How texts of a plan or a report stand on a paper in another language: translated here by a person, or as written."""
    return _said(by, champion, said)


@action(Permission.CHAMPION_WORK, on="champion")
def say_of_own_texts(*, by: Actor, champion: Champion, said: Sequence[SaidOfText]) -> Champion:
    """The same by whoever wrote them."""
    return _said(by, champion, said)


def _said(by: Actor, champion: Champion, said: Sequence[SaidOfText]) -> Champion:
    for one in said:
        keep_translation(by=by, record=champion, said=one)
    return champion
