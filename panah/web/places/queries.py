"""The answers of all places, as rows of one screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.services.codes import Answer
from panah.casework.services.queries import Admission, Offer, PlaceAnswer
from panah.casework.services.rules import Alternative, Because, Verdict
from panah.foundation.reference.codes import code_list
from panah.web.components.child_words import language_now
from panah.web.components.values import Chip
from panah.web.places.beds import BedOffer
from panah.web.places.hours import is_night
from panah.web.places.interpreting import spoken_there
from panah.web.places.words import answer_chip, fact_label, mark_words, source_words, valid_words, whom_words
from panah.web.services.words import hours_words, interpreter_words, where_words


@dataclass(frozen=True)
class Reason:
    """``source`` in the language of the reader: an act of Kazakhstan under its own name."""

    words: str
    whom: str = ""
    valid: str = ""
    mark: str = ""
    source: str = ""


@dataclass(frozen=True)
class PlaceRow:
    code: str
    name: str
    url: str
    kind: str
    chip: Chip
    answer: str
    phone: str
    ask_for: str
    facts: Sequence[str]
    doubts: Sequence[str]
    reasons: Sequence[Reason]
    to_ask: Sequence[str]
    beds: BedOffer | None
    said_no: str = ""
    spoken: str = ""

    @property
    def short_reasons(self) -> list[str]:
        """Each reason once, in words alone."""
        return list(dict.fromkeys(reason.words for reason in self.reasons))


@dataclass(frozen=True)
class OtherRow:
    kind: str
    chip: Chip
    reasons: Sequence[Reason]
    url: str


@dataclass(frozen=True)
class Beside:
    """What stands beside the answers: beds and noes on the telephone by the provider's id, the language, the hour."""

    beds: Mapping[int, BedOffer]
    said_no: Mapping[int, str]
    language: str
    now: datetime


def place_rows(found: Admission, beside: Beside) -> list[PlaceRow]:
    return [_row(one, beside) for one in found.answers]


def _row(one: PlaceAnswer, beside: Beside) -> PlaceRow:
    provider = one.offer.provider
    said, beds = beside.said_no.get(provider.pk, ""), beside.beds.get(provider.pk)
    return PlaceRow(
        code=provider.code, name=provider.label(language_now()), url=reverse("provider", args=[provider.code]),
        kind=code_list("provider_kind").label(provider.kind), chip=answer_chip(one.answer), answer=str(one.answer),
        phone=provider.phone(at_night=is_night(beside.now)), ask_for=provider.whom_to_ask_for, facts=_facts(one.offer),
        doubts=[code_list("doubt").label(doubt) for doubt in one.doubts], reasons=reasons_of(one.verdict),
        to_ask=[fact_label(fact) for fact in one.verdict.ask], beds=beds if one.answer is not Answer.NO else None,
        said_no=code_list("refusal_reasons").label(said) if said else "", spoken=spoken_there(one.offer, beside.language),
    )  # fmt: skip


def _facts(offer: Offer) -> list[str]:
    provider = offer.provider
    open_at_night = _("open at night") if provider.is_open_at_night else ""
    parts = (where_words(provider), hours_words(provider), open_at_night, interpreter_words(offer.interpreters))
    return [part for part in parts if part]


def reasons_of(verdict: Verdict) -> list[Reason]:
    """Each rule once, with its words, its source, and since when it holds."""
    return list(dict.fromkeys(_reason(because, verdict.answer) for because in verdict.because))


def _reason(because: Because, answer: Answer) -> Reason:
    words = code_list("eligibility_reasons").label(because.reason) if because.reason else _("A rule says yes")
    if because.rule is None:
        return Reason(words)
    rule = because.rule
    return Reason(words, whom_words(rule), valid_words(rule), mark_words(rule.mark), source_words(rule))


def other_rows(others: Sequence[Alternative], service: str) -> list[OtherRow]:
    return [
        OtherRow(
            code_list("provider_kind").label(one.kind), answer_chip(one.verdict.answer), reasons_of(one.verdict),
            f"{reverse('provider-list')}?kind={one.kind}",
        )
        for one in others
    ]  # fmt: skip


def day_words(day: date) -> str:
    return f"{day:%d.%m.%Y}"
