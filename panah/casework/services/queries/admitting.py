"""Whom the places take, of all that offer one service: yes, no because, or call; and what need not be asked at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import product
from typing import Any

from panah.casework.services.codes import Answer, Fact, ProviderKind
from panah.casework.services.models import Provider
from panah.casework.services.queries.finding import Offer, offers_of
from panah.casework.services.rules import (
    FOR_FACTS,
    NEVER_OFFERED,
    Age,
    Alternative,
    Doubt,
    Facts,
    FaultyRules,
    Known,
    Place,
    Rulebook,
    Verdict,
    entry_doubts,
    rulebook_of,
)
from panah.foundation.reference.codes import code_list, content_table
from panah.foundation.reference.models import Place as Spot
from panah.foundation.security.access import Actor

NEED_NOT_BE_ASKED = (Fact.CITIZENSHIP, Fact.STATUS, Fact.PAPERS)
"""What is asked only where a rule of that day needs it (S11)."""
RANK = {Answer.YES: 0, Answer.CALL: 1, Answer.NO: 2}
MOST_PLACES = 60


@cache
def rulebook() -> Rulebook:
    """The dated rows of content/rules/eligibility.toml. A faulty row raises FaultyRules with its name."""
    return rulebook_of(content_table("rules/eligibility.toml"), known_codes())


def known_codes() -> Known:
    """What a row may name: services, reasons and sources that have words in three languages."""
    return Known(
        code_list("service_types").codes, code_list("eligibility_reasons").codes, code_list("eligibility_sources").codes
    )


def faults_of_rules() -> list[str]:
    """What is wrong with the rules, in sentences: a faulty row, and rows for a provider that the directory does not have."""
    try:
        named = {rule.provider: rule.name for rule in rulebook().rules if rule.provider}
    except (FaultyRules, ValueError) as fault:
        return [getattr(fault, "sentence", str(fault))]
    known = set(Provider.objects.filter(code__in=named).values_list("code", flat=True))
    return [f"rules/eligibility.toml, “{name}”: no {code} in the directory" for code, name in named.items() - known]


@dataclass(frozen=True)
class PlaceAnswer:
    """``doubts`` are what the entry itself says against a yes of the rules: then somebody calls. They refuse nobody."""

    offer: Offer
    verdict: Verdict
    doubts: tuple[Doubt, ...] = ()

    @property
    def answer(self) -> Answer:
        return Answer.CALL if self.verdict.answer is Answer.YES and self.doubts else self.verdict.answer


@dataclass(frozen=True)
class Admission:
    """All answers, yes first; who else may help; which of the facts that need not be known would change nothing."""

    answers: tuple[PlaceAnswer, ...]
    others: tuple[Alternative, ...]
    is_needed: dict[Fact, bool]
    further: int = 0  # places that are not shown


def places_offering(actor: Actor, service: str) -> list[Provider]:
    """Who offers it, but for those who may have to be feared: they are in the directory, and never in an answer (S1)."""
    rows = Provider.objects.visible_to(actor).offering(service).filter(organisation__is_active=True)
    rows = rows.exclude(kind__in=NEVER_OFFERED).select_related("organisation", "place__parent__parent")
    return list(rows.order_by("code"))


def admission(actor: Actor, facts: Facts, service: str, near: Spot | None, day: date) -> Admission:
    book, providers = rulebook(), places_offering(actor, service)
    places = [place_of(provider, service) for provider in providers]
    verdicts = book.answers(facts, places, day)
    pairs = [
        PlaceAnswer(offer, verdict, doubts_of(offer, facts))
        for offer, verdict in zip(offers_of(providers, near), verdicts, strict=True)
    ]
    pairs.sort(key=_order)
    return Admission(
        tuple(pairs[:MOST_PLACES]), others_for(book, facts, service, day, {place.kind for place in places}),
        {fact: is_needed(book, facts, fact, places, day) for fact in NEED_NOT_BE_ASKED},
        max(0, len(pairs) - MOST_PLACES),
    )  # fmt: skip


def place_of(provider: Provider, service: str) -> Place:
    return Place(ProviderKind(provider.kind), service, provider.funding, provider.code)


def doubts_of(offer: Offer, facts: Facts) -> tuple[Doubt, ...]:
    provider = offer.provider
    return entry_doubts(
        facts, takes_nobody_now=provider.takes_nobody_now, takes_children_alone=provider.takes_children_alone
    )


def _order(one: PlaceAnswer) -> tuple[int, bool, int, bool, str]:
    provider = one.offer.provider
    is_last = provider.takes_nobody_now
    return RANK[one.answer], is_last, int(one.offer.nearness), one.offer.may_be_wrong, provider.code


def others_for(
    book: Rulebook, facts: Facts, service: str, day: date, besides: set[ProviderKind]
) -> tuple[Alternative, ...]:
    """Kinds of places of which the directory lists none for this service, and that may give it."""
    kinds = [kind for kind in ProviderKind if kind not in besides and kind not in NEVER_OFFERED]
    places = [place for kind in kinds if book.of(place := Place(kind, service))]
    verdicts = book.answers(facts, places, day)
    found = [Alternative(place.kind, verdict) for place, verdict in zip(places, verdicts, strict=True)]
    usable = [one for one in found if one.verdict.answer is not Answer.NO and not one.verdict.nothing]
    return tuple(sorted(usable, key=lambda one: one.verdict.answer is not Answer.YES))


def is_needed(book: Rulebook, facts: Facts, fact: Fact, places: Sequence[Place], day: date) -> bool:
    """Whether any place could answer otherwise by it, whatever may still turn out of the others that nobody knows."""
    alike = _each_once(book, places)
    spoken = {one for place in alike for rule in book.of(place) if rule.is_valid(day) for one in rule.values}
    if fact not in spoken:
        return False
    if facts.age == Age() or any(one in spoken and _is_open(facts, one) for one in (Fact.SEX, Fact.COMPANY)):
        return True  # as long as so little is known it may come to it
    open_facts = [one for one in NEED_NOT_BE_ASKED if one in spoken and one is not fact and _is_open(facts, one)]
    for words in product(*(_values(one) for one in open_facts)):
        known = _with(facts, dict(zip(open_facts, words, strict=True)))
        said = {_answers(book, _with(known, {fact: word}), alike, day) for word in _values(fact)}
        if len(said) > 1:
            return True
    return False


def _with(facts: Facts, words: Mapping[Fact, str]) -> Facts:
    known: dict[str, Any] = {fact.value: word for fact, word in words.items()}
    return replace(facts, **known)


def _is_open(facts: Facts, fact: Fact) -> bool:
    return getattr(facts, fact.value) in ("", "unknown")


def _values(fact: Fact) -> list[str]:
    return [str(value) for value in FOR_FACTS[fact]]


def _answers(book: Rulebook, facts: Facts, places: list[Place], day: date) -> tuple[Answer, ...]:
    return tuple(verdict.answer for verdict in book.answers(facts, places, day))


def _each_once(book: Rulebook, places: Iterable[Place]) -> list[Place]:
    """Places about which the same rules speak are one."""
    own = {rule.provider for rule in book.rules if rule.provider}
    return list(dict.fromkeys(place if place.provider in own else place._replace(provider="") for place in places))


def age_band_of(age: Age) -> str:
    """The band that holds all that is known of an age; not known where it is in none."""
    bands = code_list("age_band").rows.values()
    return next(
        (
            row.code
            for row in bands
            if "from_year" in row.extra
            and row.extra["from_year"] <= age.youngest
            and age.oldest <= row.extra["to_year"]
        ),
        "unknown",
    )
