"""Noes are kept as evidence: which rule, or which place on the telephone, and why. Never of whom (S2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from panah.casework.services.actions.refusals import NotThisDay, RetiredMeanwhile, UnknownCode
from panah.casework.services.codes import Answer, SaidBy
from panah.casework.services.models import EligibilityAnswer, Provider
from panah.casework.services.queries import age_band_of, asking_of
from panah.casework.services.rules import Facts, Verdict
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@dataclass(frozen=True)
class Question:
    """One asking: of whom coarse facts only. ``mark`` is a random word of the page, so that a reload counts nothing twice."""

    mark: str
    service_type: str
    facts: Facts
    day: date


@action(Permission.PLACES_ASK, on=None, is_audited=False)
def note_refusals(*, by: Actor, question: Question, verdicts: Iterable[tuple[Provider, Verdict]]) -> int:
    """Keep each no of this asking with its rule. Asked again with other facts, the last answer counts; other days never.

    No line of the record of acts says who asked when: beside a case that was opened a minute later it would tell of whom.
    """
    if question.day != clock.today():
        return 0
    mark = asking_of(by, question.mark)
    EligibilityAnswer.objects.filter(asking=mark, said_by=SaidBy.RULE).delete()
    rows = [
        EligibilityAnswer(
            **_facts(by, question, mark), provider=provider, said_by=SaidBy.RULE, rule=because.rule.code,
            rule_valid_from=because.rule.valid_from, reason=because.reason,
        )
        for provider, verdict in verdicts
        if verdict.answer is Answer.NO
        for because in verdict.because
        if because.rule is not None
    ]  # fmt: skip
    return len(EligibilityAnswer.objects.bulk_create(rows))


@action(Permission.PLACES_ASK, on="provider", is_audited=False)
def note_telephone_refusal(*, by: Actor, provider: Provider, question: Question, reason: str) -> EligibilityAnswer:
    """The place itself said no on the telephone. Said twice of one asking, the later reason counts."""
    if question.day != clock.today():
        raise NotThisDay
    if reason not in code_list("refusal_reasons"):
        raise UnknownCode
    if not provider.is_active:
        raise RetiredMeanwhile
    mark = asking_of(by, question.mark)
    said, _is_new = EligibilityAnswer.objects.update_or_create(
        asking=mark, provider=provider, said_by=SaidBy.TELEPHONE, rule="",
        defaults={**_facts(by, question, mark), "reason": reason},
    )  # fmt: skip
    return said


def _facts(by: Actor, question: Question, mark: str) -> dict[str, object]:
    facts = question.facts
    return {
        "asking": mark, "organisation_id": by.organisation_id, "service_type": question.service_type,
        "answer": Answer.NO, "day": question.day, "age_band": age_band_of(facts.age), "sex": facts.sex,
        "citizenship": facts.citizenship,
    }  # fmt: skip
