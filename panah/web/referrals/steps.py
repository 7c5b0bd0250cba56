"""The steps of handing a child over: which form each has, and everything that will be sent, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panah.casework.concerns.models import Concern
from panah.casework.referrals.models import Referral
from panah.casework.referrals.rules import VICTIM_CATEGORIES
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from panah.web.components.grown_words import label_for, labels_for, suit, suited
from panah.web.components.values import Fact
from panah.web.public.forms import StepForm
from panah.web.referrals import queries
from panah.web.referrals.forms import TELL, AuthorityStep, InformationStep, NeedStep, ReceiverStep

NEED, RECEIVER, INFORMATION, AUTHORITY, CHECK = "need", "receiver", "information", "authority", "check"
TITLES: dict[str, str | Promise] = {
    NEED: gettext_lazy("What the child needs"),
    RECEIVER: gettext_lazy("Who is asked"),
    INFORMATION: gettext_lazy("Authorities"),
    AUTHORITY: gettext_lazy("What the authority is told"),
    CHECK: gettext_lazy("Check before sending"),
}
Answers = Mapping[str, list[str]]


def one(answers: Answers, name: str) -> str:
    return (answers.get(name) or [""])[-1]


def names(answers: Answers) -> tuple[str, ...]:
    """The steps in their order; that of the authority only where one is told."""
    return tuple(name for name in TITLES if name != AUTHORITY or one(answers, "information") == TELL)


def leads_to(answers: Answers, here: str, wanted: str) -> str:
    """The step behind a button: next, back, or the one to be changed."""
    order, step = names(answers), wanted.removeprefix("change-")
    if step in order:
        return step
    move = -1 if wanted == "back" else 1
    at = order.index(here) if here in order else 0
    return order[min(max(at + move, 0), len(order) - 1)]


def is_supervisor(actor: Actor) -> bool:
    return actor.role in (Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)


@dataclass(frozen=True)
class Source:
    """Where a referral comes from, in what the steps need of it."""

    actor: Actor
    code: str
    back_url: str
    place: Place | None
    language: str
    category: str
    urgency: str
    children: tuple[tuple[str, str], ...]
    lacks_consent: bool
    send: Callable[[dict[str, Any]], Referral | Concern]
    drafts: Callable[[Sequence[str]], Sequence[tuple[str, Referral]]]  # by the children that were chosen; not sent
    are_siblings: bool = False  # ``children`` go along with the child of a case
    is_first_person: bool = False  # the child wrote, and is heard before anybody at home
    standing: str = ""  # of a grown person no step speaks of a child (S10)

    @property
    def purpose(self) -> str:
        return f"refer:{self.actor.id}:{self.code}"

    def form(self, name: str, answers: Answers, *, is_checked: bool = False) -> StepForm:
        form = self._form(name, answers, is_checked=is_checked)
        suit(form, self.standing)
        return form

    def title(self, name: str) -> str:
        return suited(TITLES[name], self.standing)

    def _form(self, name: str, answers: Answers, *, is_checked: bool = False) -> StepForm:
        if name == NEED:
            return NeedStep(answers, is_checked=is_checked, children=self.children, siblings=self.are_siblings)
        if name == RECEIVER:
            needs = answers.get("service_types", [])
            offers = queries.offer_choices(self.actor, self.place, needs, self.language)
            return ReceiverStep(answers, is_checked=is_checked, offers=offers, known=self.known)
        may_decide = is_supervisor(self.actor) or self.category in VICTIM_CATEGORIES
        if name == INFORMATION:
            return InformationStep(answers, is_checked=is_checked, may_decide=may_decide)
        return AuthorityStep(
            answers, is_checked=is_checked, authorities=queries.authority_choices(self.actor), category=self.category,
            is_supervisor=is_supervisor(self.actor), known=self.known,
        )  # fmt: skip

    @property
    def known(self) -> list[tuple[str, str]]:
        (_words, first), *_others = self.drafts(())
        return queries.known_choices(first)

    def _ticked(self, step: str, answers: Answers, name: str) -> list[tuple[str, Fact]]:
        """Which kinds; the words stand in what they will see."""
        labels = labels_for("disclosed_facts", answers.get(name, []), self.standing)
        return [(step, Fact(_("Told of the family"), labels))] if labels else []

    def lines(self, answers: Answers) -> list[tuple[str, Fact]]:
        """Everything that will be sent, each with the step that changes it."""
        offers = dict(self.form(RECEIVER, answers).fields["receiver"].choices)  # type: ignore[attr-defined]
        needs = code_list("service_types").labels(list(answers.get("service_types", [])))
        named = dict(self.children)
        chosen = [named[key] for key in answers.get("children", []) if key in named]
        label = suited(_("Also for brothers and sisters") if self.are_siblings else _("Which children"), self.standing)
        child = [(NEED, Fact(label, chosen or _("no")))] if self.children else []
        return [
            *child,
            (NEED, Fact(_("Needs"), needs)),
            (NEED, Fact(_("Urgency"), code_list("urgency").label(one(answers, "urgency")))),
            (RECEIVER, Fact(_("Who is asked"), offers.get(one(answers, "receiver"), ""))),
            (RECEIVER, Fact(_("What is asked for"), one(answers, "request"))),
            *self._ticked(RECEIVER, answers, "ticked"),
            *self._information_lines(answers),
        ]

    def _information_lines(self, answers: Answers) -> list[tuple[str, Fact]]:
        if one(answers, "information") != TELL:
            reason = one(answers, "reason")
            why = label_for("no_information_leg_reasons", reason, self.standing) if reason else ""
            return [(INFORMATION, Fact(_("No authority is told, because"), why))]
        authorities = dict(queries.authority_choices(self.actor))
        ground = one(answers, "ground")
        said = label_for("grounds_for_information_leg", ground, self.standing) if ground else ""
        words = [said, one(answers, "legal_source")]
        return [
            (INFORMATION, Fact(_("Authority that is told"), authorities.get(one(answers, "authority"), ""))),
            (AUTHORITY, Fact(_("Ground"), [word for word in words if word])),
            (AUTHORITY, Fact(_("What the authority is told"), one(answers, "told"))),
            *self._ticked(AUTHORITY, answers, "told_ticked"),
        ]
