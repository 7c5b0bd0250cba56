"""Handing a child over in three steps and a look at it all. What was typed travels in the page, sealed; nothing is lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panah.casework.cases.models import Case
from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.referrals.actions import InformationDecision, refer_case, refer_concern
from panah.casework.referrals.models import Referral
from panah.casework.referrals.queries import consent_for_sharing, open_referral_of_concern_child
from panah.casework.services.models import Provider
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import RELATIONS_FOR, Permission
from panah.foundation.security.roles import Role
from panah.web.components.child_words import sex_and_age
from panah.web.components.values import Fact
from panah.web.errors import too_large
from panah.web.public.forms import StepForm
from panah.web.public.state import FormState, StateUnreadable, open_state, seal_state
from panah.web.referrals import queries
from panah.web.referrals.forms import TELL, InformationStep, NeedStep, ReceiverStep

CHECK = "check"
TITLES: dict[str, str | Promise] = {
    "need": gettext_lazy("What the child needs"),
    "receiver": gettext_lazy("Who is asked"),
    "information": gettext_lazy("Authorities"),
    CHECK: gettext_lazy("Check before sending"),
}
NAMES = tuple(TITLES)
Answers = Mapping[str, list[str]]


@dataclass(frozen=True)
class Source:
    """Where a referral comes from, in what the steps need of it."""

    actor: Actor
    title: str
    code: str
    back_url: str
    place: Place | None
    language: str
    category: str
    urgency: str
    children: tuple[tuple[str, str], ...]
    lacks_consent: bool
    send: Callable[[dict[str, Any]], Referral]

    @property
    def purpose(self) -> str:
        return f"refer:{self.actor.id}:{self.code}"

    def form(self, name: str, answers: Answers, *, is_checked: bool = False) -> StepForm:
        if name == "need":
            return NeedStep(answers, is_checked=is_checked, children=self.children)
        if name == "receiver":
            needs = answers.get("service_types", [])
            offers = queries.offer_choices(self.actor, self.place, needs, self.language)
            return ReceiverStep(answers, is_checked=is_checked, offers=offers)
        return InformationStep(
            answers, is_checked=is_checked, authorities=queries.authority_choices(self.actor), category=self.category,
            is_supervisor=is_supervisor(self.actor),
        )  # fmt: skip


def is_supervisor(actor: Actor) -> bool:
    return actor.role in (Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)


def provider_by_code(actor: Actor, code: str) -> Provider:
    found = Provider.objects.visible_to(actor).filter(code=code).select_related("organisation").first()
    if found is None:
        raise Http404
    return found


@page(Permission.REFERRAL_SEND)
def refer_concern_page(request: Request, code: str) -> HttpResponse:
    """Hand over a child of a concern."""
    visible = Concern.objects.visible_to(request.actor, RELATIONS_FOR[Permission.CONCERN_TRIAGE])
    concern = visible.filter(code=normalise_code(code) or "-").select_related("place__parent__parent").first()
    if concern is None or Permission.CONCERN_TRIAGE not in request.actor.permissions:
        raise Http404
    children = {str(child.position): child for child in _children_of(request.actor, concern)}
    waiting = {key: child for key, child in children.items() if open_referral_of_concern_child(child.pk) is None}
    first = next(iter(waiting.values() or children.values()))

    def send(values: dict[str, Any]) -> Referral:
        child = children[values.pop("child", str(first.position))]
        return refer_concern(by=request.actor, concern=concern, concern_child=child, **values)

    named = tuple((key, sex_and_age(child.sex, None, child.age_band)) for key, child in children.items())
    source = Source(
        actor=request.actor, title=_("Refer"), code=concern.code, back_url=reverse("concern", args=[concern.code]),
        place=concern.place, language=first.language, category=first.child.category if first.child else "unknown",
        urgency=concern.urgency, children=named if len(named) > 1 else (), lacks_consent=False, send=send,
    )  # fmt: skip
    return _wizard(request, source)


def _children_of(actor: Actor, concern: Concern) -> list[ConcernChild]:
    rows = ConcernChild.objects.visible_to(actor).filter(concern=concern)
    return list(rows.select_related("child").order_by("position"))


@page(Permission.CASE_WORK)
def refer_case_page(request: Request, code: str) -> HttpResponse:
    """Ask another body to help a child of a case."""
    visible = Case.objects.visible_to(request.actor, RELATIONS_FOR[Permission.CASE_WORK])
    rows = visible.select_related("child__place__parent__parent", "organisation", "lead")
    case = rows.filter(code=normalise_code(code) or "-").first()
    if case is None:
        raise Http404
    source = Source(
        actor=request.actor, title=_("Refer"), code=case.code, back_url=reverse("case", args=[case.code]),
        place=case.child.place, language=case.child.language, category=case.child.category, urgency=case.urgency,
        children=(), lacks_consent=consent_for_sharing(case.child) is None,
        send=lambda values: refer_case(by=request.actor, case=case, **values),
    )  # fmt: skip
    return _wizard(request, source)


def _wizard(request: Request, source: Source) -> HttpResponse:
    if request.method != "POST":
        return _show(request, source, FormState(answers={"urgency": [source.urgency]}), NAMES[0])
    try:
        posted = request.POST
    except RequestDataTooBig:
        return too_large(request)
    try:
        state = open_state(posted.get("state", ""), source.purpose)
    except StateUnreadable:
        return _show(request, source, FormState(answers={"urgency": [source.urgency]}), NAMES[0], problem=_UNREADABLE)
    here = posted.get("step", CHECK)
    here = here if here in NAMES else CHECK
    wanted = posted.get("go", "next")
    if here != CHECK:
        state = state.with_answers(source.form(here, state.answers).posted(posted))
        form = source.form(here, state.answers, is_checked=True)
        if wanted == "next" and not form.is_valid():
            return _show(request, source, state, here, form)
    if wanted == "send":
        return _send(request, source, state)
    return _show(request, source, state, _leads_to(here, wanted))


_UNREADABLE = gettext_lazy(
    "The earlier steps could not be read, so nothing was sent. Please go through the steps again."
)


def _leads_to(here: str, wanted: str) -> str:
    step = wanted.removeprefix("change-")
    if step in NAMES:
        return step
    move = -1 if wanted == "back" else 1
    return NAMES[min(max(NAMES.index(here) + move, 0), len(NAMES) - 1)]


def _send(request: Request, source: Source, state: FormState) -> HttpResponse:
    checked = {name: source.form(name, state.answers, is_checked=True) for name in NAMES if name != CHECK}
    for name, form in checked.items():
        if not form.is_valid():
            return _show(request, source, state, name, form)
    data: dict[str, Any] = {}
    for form in checked.values():
        data |= form.cleaned_data
    try:
        referral = source.send(_values(source, data) | {"idempotency_key": state.key})
    except Refusal as refusal:
        return _show(request, source, state, CHECK, problem=refusal.sentence)
    messages.success(request, _("Sent. Their clock runs. If they have no account here, make an answer link."))
    return redirect(f"{reverse('referral', args=[referral.code])}?sent=1")


def _values(source: Source, data: dict[str, Any]) -> dict[str, Any]:
    tells = data["information"] == TELL
    decision = InformationDecision(
        queries.authority_by_code(data["authority"]), data["ground"], data["told"], data["legal_source"]
    ) if tells else None  # fmt: skip
    values: dict[str, Any] = {
        "receiver": provider_by_code(source.actor, data["receiver"]), "service_types": data["service_types"],
        "request": data["request"], "urgency": data["urgency"], "information": decision,
        "no_information_leg_reason": "" if tells else data["reason"],
    }  # fmt: skip
    return values | ({"child": data["child"]} if source.children else {})


def _show(
    request: Request, source: Source, state: FormState, name: str, form: StepForm | None = None, *, problem: Any = ""
) -> HttpResponse:
    context = {
        "source": source,
        "state": seal_state(FormState(state.key, state.answers), source.purpose),
        "here": name,
        "number": NAMES.index(name) + 1,
        "count": len(NAMES),
        "page_title": TITLES[name],
        "code": source.code,
        "print_code": source.code,
        "problem": problem,
        "form": (form or source.form(name, state.answers)) if name != CHECK else None,
        "lines": _lines(source, state.answers) if name == CHECK else (),
    }
    return render(request, "referrals/refer.html", context)


def _lines(source: Source, answers: Answers) -> list[tuple[str, Fact]]:
    """Everything that will be sent, in words, each with the step that changes it."""

    def one(name: str) -> str:
        return (answers.get(name) or [""])[-1]

    offers = dict(source.form("receiver", answers).fields["receiver"].choices)  # type: ignore[attr-defined]
    authorities = dict(queries.authority_choices(source.actor))
    lines = [
        ("need", Fact(_("Child"), dict(source.children).get(one("child"), ""))) if source.children else None,
        ("need", Fact(_("Needs"), code_list("service_types").labels(list(answers.get("service_types", []))))),
        ("need", Fact(_("Urgency"), code_list("urgency").label(one("urgency")))),
        ("receiver", Fact(_("Who is asked"), offers.get(one("receiver"), ""))),
        ("receiver", Fact(_("What is asked for"), one("request"))),
    ]
    if one("information") == TELL:
        ground = code_list("grounds_for_information_leg").label(one("ground"))
        lines += [
            ("information", Fact(_("Authority that is told"), authorities.get(one("authority"), ""))),
            ("information", Fact(_("Ground"), [words for words in (ground, one("legal_source")) if words])),
            ("information", Fact(_("What the authority is told"), one("told"))),
        ]
    else:
        why = code_list("no_information_leg_reasons").label(one("reason")) if one("reason") else ""
        lines.append(("information", Fact(_("No authority is told, because"), why)))
    return [line for line in lines if line is not None]
