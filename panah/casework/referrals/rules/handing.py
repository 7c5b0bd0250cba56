"""What may follow what in a hand-over, and who may be told what (S1)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from panah.casework.people.codes import Category, ConsentDecision
from panah.casework.referrals.codes import Ground, ReferralStatus

LIMITS: Mapping[str, int] = {"request": 5_000, "told": 5_000, "remark": 2_000, "name_and_post": 200, "own_number": 60}
"""How many characters fit; a longer text is refused with a sentence and kept on the page, never cut."""

SCOPES_FOR_SHARING = ("share_with_organisation", "case_services")
ENFORCING_BODIES = frozenset({"police", "prosecutor_or_court", "border_service", "migration_service"})
VICTIM_CATEGORIES = frozenset({Category.PRESUMED_VICTIM, Category.IDENTIFIED_VICTIM})

HASTE = ("danger", "high")

_S = ReferralStatus
_NEXT: Mapping[ReferralStatus, frozenset[ReferralStatus]] = {
    _S.SENT: frozenset({_S.ACKNOWLEDGED, _S.ACCEPTED, _S.REFUSED, _S.NEED_MORE, _S.WITHDRAWN}),
    _S.ACKNOWLEDGED: frozenset({_S.ACCEPTED, _S.REFUSED, _S.NEED_MORE, _S.WITHDRAWN}),
    _S.NEED_MORE: frozenset({_S.ACKNOWLEDGED, _S.ACCEPTED, _S.REFUSED, _S.WITHDRAWN}),
    _S.ACCEPTED: frozenset(),
    _S.REFUSED: frozenset(),
    _S.WITHDRAWN: frozenset(),
}


@dataclass(frozen=True)
class Verdict:
    """``reasons`` are codes; an empty one is a yes."""

    reasons: tuple[str, ...] = ()

    @property
    def is_yes(self) -> bool:
        return not self.reasons


def may_become(status: str, wanted: ReferralStatus) -> Verdict:
    """Whether a leg may take this step. An answer is given once: whoever comes second is told so."""
    here = ReferralStatus(status)
    if wanted in _NEXT[here]:
        return Verdict()
    return Verdict(("withdrawn" if here is _S.WITHDRAWN else "already_answered",))


def answers_left(status: str) -> tuple[ReferralStatus, ...]:
    """What a receiver may still say; "received" only while nothing was said."""
    here = ReferralStatus(status)
    possible = {_S.ACCEPTED, _S.REFUSED, _S.NEED_MORE} | ({_S.ACKNOWLEDGED} if here is _S.SENT else set())
    return tuple(answer for answer in _S if answer in possible & _NEXT[here])


def may_refuse(reason: str, where_next: str, reasons: Collection[str], places: Collection[str]) -> Verdict:
    """No refusal without a reason and without saying where next."""
    missing = []
    if reason not in reasons:
        missing.append("reason_missing")
    if where_next not in places:
        missing.append("where_next_missing")
    return Verdict(tuple(missing))


def may_stay_without_information(reason: str, reasons: Collection[str]) -> Verdict:
    """The usual case, and yet a decision: that nothing is told to an authority is written with its reason."""
    return Verdict() if reason in reasons else Verdict(("no_reason_why_nothing_is_told",))


def may_inform(
    *, ground: str, legal_source: str, told: str, category: str, is_person: bool, is_supervisor: bool
) -> Verdict:
    """S1: an authority is told by a named person, on a ground; of a child who is no presumed victim by a supervisor."""
    reasons = []
    if not is_person:
        reasons.append("nobody_decides")
    if ground not in set(Ground):
        reasons.append("ground_missing")
    if ground == Ground.LEGAL_DUTY and not legal_source.strip():
        reasons.append("legal_source_missing")
    if not told.strip():
        reasons.append("told_missing")
    if category not in VICTIM_CATEGORIES and not is_supervisor:
        reasons.append("supervisor_decides")
    return Verdict(tuple(reasons))


def may_be_asked_for_help(kind: str) -> Verdict:
    """S1: who enforces the law is told on a ground or not at all; a person leg must not be the way round it."""
    return Verdict(("ground_missing",)) if kind in ENFORCING_BODIES else Verdict()


@dataclass(frozen=True)
class ConsentWord:
    """The latest word for one scope."""

    scope: str
    decision: str
    expires_on: date | None = None


def scope_that_allows(words: Iterable[ConsentWord], today: date) -> str:
    """The scope under which a child's record may leave the organisation, or ``""``.

    A "no" to sharing weighs more than a "yes" to help in general; nothing recorded means no.
    """
    latest = {word.scope: word for word in words if word.decision != ConsentDecision.NOT_ASKED}
    for scope in SCOPES_FOR_SHARING:
        word = latest.get(scope)
        if word is not None:
            holds = word.expires_on is None or word.expires_on >= today
            return scope if word.decision == ConsentDecision.GIVEN and holds else ""
    return ""


def too_long(texts: Mapping[str, str]) -> tuple[str, int, int] | None:
    """The first text above its limit: its name, its length, the limit."""
    for name, text in texts.items():
        if len(text) > LIMITS[name]:
            return name, len(text), LIMITS[name]
    return None


def body_leads(*, has_leads_itself: bool, sender_has_leads: bool) -> bool:
    """One lead always: a body where nobody may lead a case takes the child on, and the sender's organisation leads.

    Only where the sender has nobody either does the case stay with the body.
    """
    return has_leads_itself or not sender_has_leads


def calls_for_protection(urgency: str, signs: Collection[str], telling: Collection[str]) -> bool:
    """Whether the case starts with an assessment: haste, or one sign of exploitation. Else help does not wait (S7)."""
    return urgency in HASTE or bool(set(signs) & set(telling))
