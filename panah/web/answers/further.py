"""Two things more behind a link: whether what was told to the sender is right (S13), and the wish to talk to the child (S5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.cases.queries import AlreadyTold, already_told
from panah.casework.referrals.actions import Answerer, WishedInterview, ask_interview, confirm_told_answer
from panah.casework.referrals.codes import HandOverStep, LegKind, ReferralStatus
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import facts_of, story_of_leg, told_step, waits_for_word
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.web.answers.forms import TalkForm, WordForm
from panah.web.components.grown_words import label_for, labels_for, suited
from panah.web.components.values import Fact

RIGHT, WRONG, TALK = "right", "wrong", "talk"


@dataclass(frozen=True)
class Noted:
    """What the sender wrote down: the answer, the day, the way. Who said it stays with the sender."""

    answer: str
    way: str
    day: date


def noted(leg: Leg) -> Noted | None:
    """An answer that waits for the body's own word."""
    if not waits_for_word(leg):
        return None
    step = told_step(leg)
    day = step.happened_on if step is not None else None
    moment = leg.answered_at or leg.acknowledged_at or leg.sent_at
    return Noted(
        code_list("hand_over_step").label(leg.status), code_list("told_by").label(leg.answered_through),
        day or timezone.localtime(moment).date(),
    )  # fmt: skip


def may_ask_talk(leg: Leg) -> bool:
    return leg.kind == LegKind.INFORMATION and leg.status not in (ReferralStatus.WITHDRAWN, ReferralStatus.REFUSED)


def talk_answered_on(leg: Leg) -> date | None:
    """The day of the sender's last answer to such a wish; its words stand with the request."""
    said = [step.at for step in story_of_leg(leg) if step.kind == HandOverStep.INTERVIEW_SAID]
    return timezone.localtime(said[0]).date() if said else None


def word_in(data: QueryDict, leg: Leg) -> str:
    """Which of the three is wanted, where it is possible now."""
    word = data.get("answer") or data.get("go", "")
    if word in (RIGHT, WRONG) and waits_for_word(leg):
        return word
    return TALK if word == TALK and may_ask_talk(leg) else ""


def form_for(word: str, data: QueryDict | None, initial: Mapping[str, Any] | None = None) -> forms.Form:
    kind = TalkForm if word == TALK else WordForm
    return kind(data, initial=dict(initial or {}))


def context_for(word: str, leg: Leg) -> dict[str, Any]:
    titles = {RIGHT: _("That is right"), WRONG: _("That is not right"), TALK: _("Ask to talk to the child")}
    told, standing = _facts_told(leg) if word == TALK else None, facts_of(leg.referral).standing
    return {"title": suited(titles[word], standing), "noted": noted(leg), "told": told, "is_talk": word == TALK}


def _facts_told(leg: Leg) -> list[Fact]:
    """Counts, days and topics of what the child has told; no word of it."""
    case = leg.referral.case or leg.referral.resulting_case
    known = already_told(case) if case is not None else AlreadyTold()
    bodies, standing = code_list("organisation_kinds"), facts_of(leg.referral).standing
    held = [
        " · ".join(
            [f"{one.held_on:%d.%m.%Y}", bodies.label(one.body), *labels_for("told_topics", list(one.topics), standing)]
        )
        for one in known.interviews
    ]
    told = [
        f"{label_for('told_topics', one.topic, standing)}: {one.times}, {one.last_on:%d.%m.%Y}" for one in known.topics
    ]
    return [
        Fact(_("Interviews until now"), str(len(held))),
        *([Fact(_("When, by whom, about what"), held)] if held else []),
        Fact(_("Told already: topic, how often, last day"), told or _("nothing yet")),
    ]


def carry_out(actor: Actor, leg: Leg, word: str, data: Mapping[str, Any], key: str) -> None:
    answerer = Answerer(data["name_and_post"])
    if word == TALK:
        wished = WishedInterview(data["why"], data["when"], data["present"])
        ask_interview(by=actor, leg=leg, wished=wished, answerer=answerer, idempotency_key=key)
        return
    confirm_told_answer(
        by=actor, leg=leg, is_right=word == RIGHT, answerer=answerer, remark=data["remark"], idempotency_key=key
    )
