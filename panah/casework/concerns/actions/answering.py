"""What the reporter is told: four states and one sentence, nothing else (S4)."""

from panah.casework.concerns.actions.refusals import NothingToTakeBack, SentenceIsOut, UnknownCode
from panah.casework.concerns.models import Concern
from panah.casework.concerns.queries import sentences_for
from panah.foundation.clocks.actions import stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@action(Permission.CONCERN_TRIAGE, on="concern")
def read_messages(*, by: Actor, concern: Concern) -> Concern:
    """What the reporter added was read; its clock stops."""
    stop_timers(by=by, file=concern.file, kinds=(TimerKind.CONCERN_MESSAGE,), outcome="read")
    return concern


@action(Permission.CONCERN_TRIAGE, on="concern")
def release_sentence(*, by: Actor, concern: Concern, sentence: str, idempotency_key: str = "") -> Concern:
    """Let the reporter read one further sentence of the list: no own words, and one at a time."""
    if sentence not in sentences_for(concern):
        raise UnknownCode
    if concern.released_sentence and concern.released_sentence != sentence:
        raise SentenceIsOut
    concern.released_sentence = sentence
    concern.save(update_fields=["released_sentence"])
    return concern


@action(Permission.CONCERN_TRIAGE, on="concern")
def take_back_sentence(*, by: Actor, concern: Concern) -> Concern:
    """The answer page shows the state alone again."""
    if not concern.released_sentence:
        raise NothingToTakeBack
    concern.released_sentence = ""
    concern.save(update_fields=["released_sentence"])
    return concern
