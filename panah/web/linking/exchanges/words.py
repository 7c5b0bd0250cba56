"""What codes of an exchange are called on its pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.casework.linking.models import Exchange
from panah.casework.linking.rules.exchanging import Said, State, Which
from panah.engines.matching.private.tokens import Side
from panah.web.components.values import Chip, Tone

WHICH: dict[str, Promise] = {
    Which.OPEN: _("Those with an open case"),
    Which.ALL: _("All, also those whose case is closed"),
}
SAID: dict[str, Promise] = {
    Said.SAME: _("It is the same child"),
    Said.DIFFERENT: _("These are two children"),
    Said.CANNOT_SAY: _("They could not say"),
}
SIDES: dict[str, Promise] = {Side.OFFERING: _("We ask"), Side.ANSWERING: _("They ask")}
_STATES: dict[str, tuple[Tone, Promise]] = {
    State.WAITS: (Tone.DUE, _("waits for two approvals")),
    State.SENT: (Tone.INFO, _("sent; their answer is awaited")),
    State.FINISHED: (Tone.OK, _("finished")),
    State.WITHDRAWN: (Tone.MUTE, _("withdrawn")),
    State.LAPSED: (Tone.MUTE, _("no answer in seven days")),
}
APPROVED = _("approved; the file may be written")


FINISH = "panah link finish answer.panah"


def command_for(exchange: Exchange) -> str:
    """What whoever looks after the installation types."""
    if exchange.side == Side.OFFERING:
        return f"panah link offer {exchange.code} --output offer.panah"
    return "panah link answer offer.panah --output answer.panah"


def state_chip(state: str, *, is_approved: bool = False) -> Chip:
    tone, words = _STATES[state]
    return Chip(Tone.OK, str(APPROVED)) if state == State.WAITS and is_approved else Chip(tone, str(words))
