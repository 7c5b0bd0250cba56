"""Handing a child over in three steps and a look at it all. What was typed travels in the page, sealed; nothing is lost."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panah.casework.cases.codes import OPEN_STAGES
from panah.casework.cases.models import Case
from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.people.codes import Standing
from panah.casework.people.models import Child
from panah.casework.people.queries import override_in_force
from panah.casework.referrals.actions import (
    InformationDecision,
    refer_case,
    refer_children,
    refer_concern,
    refer_siblings,
)
from panah.casework.referrals.codes import LegKind
from panah.casework.referrals.models import Referral
from panah.casework.referrals.queries import consent_for_sharing, facts_of, open_referral_of_concern_child
from panah.casework.services.models import Provider
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import RELATIONS_FOR, Permission
from panah.web.components.child_words import sex_and_age, sex_and_age_of
from panah.web.components.grown_words import standing_of, suited
from panah.web.errors import too_large
from panah.web.public.forms import StepForm
from panah.web.public.state import FormState, StateUnreadable, open_state, seal_state
from panah.web.referrals import queries, steps
from panah.web.referrals.forms import TELL
from panah.web.referrals.preview import Look, Preview, previews
from panah.web.referrals.steps import Source


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

    def send(values: dict[str, Any]) -> Referral | Concern:
        chosen = [children[key] for key in values.pop("children", [str(first.position)]) if key in children]
        if len(chosen) == 1:
            return refer_concern(by=request.actor, concern=concern, concern_child=chosen[0], **values)
        return refer_children(by=request.actor, concern=concern, concern_children=chosen, **values)

    def drafts(chosen: Sequence[str]) -> list[tuple[str, Referral]]:
        keys = [key for key in chosen if key in children] or [str(first.position)]
        return [(labels[key], Referral(file=concern.file, concern_child=children[key])) for key in keys]

    labels = {key: sex_and_age(child.sex, None, child.age_band) for key, child in children.items()}
    named = tuple(labels.items())
    source = Source(
        actor=request.actor, code=concern.code, back_url=reverse("concern", args=[concern.code]),
        place=concern.place, language=first.language, category=first.child.category if first.child else "unknown",
        urgency=concern.urgency, children=named if len(named) > 1 else (), lacks_consent=False, send=send,
        drafts=drafts, standing=_standing_of(children.values()), is_first_person=concern.is_first_person,
    )  # fmt: skip
    return _wizard(request, source)


def _standing_of(children: Iterable[ConcernChild]) -> Standing:
    """Where one of them may be a child, the steps speak of children."""
    told = [facts_of(Referral(concern_child=one)).standing for one in children]
    return Standing.ADULT if told and set(told) == {Standing.ADULT} else Standing.CHILD


def _children_of(actor: Actor, concern: Concern) -> list[ConcernChild]:
    rows = ConcernChild.objects.visible_to(actor).filter(concern=concern)
    return list(rows.select_related("child", "concern__place").order_by("position"))


@page(Permission.CASE_WORK)
def refer_case_page(request: Request, code: str) -> HttpResponse:
    """Ask another body to help a child of a case."""
    visible = Case.objects.visible_to(request.actor, RELATIONS_FOR[Permission.CASE_WORK])
    rows = visible.select_related("child__place__parent__parent", "organisation", "lead")
    case = rows.filter(code=normalise_code(code) or "-").first()
    if case is None:
        raise Http404
    siblings = {one.code: one for one in _cases_of_siblings(request.actor, case)}

    def send(values: dict[str, Any]) -> Referral:
        chosen = [siblings[code] for code in values.pop("children", []) if code in siblings]
        if not chosen:
            return refer_case(by=request.actor, case=case, **values)
        return refer_siblings(by=request.actor, case=case, siblings=chosen, **values)

    def drafts(chosen: Sequence[str]) -> list[tuple[str, Referral]]:
        cases = [case, *(siblings[code] for code in chosen if code in siblings)]
        return [(_words_of(one.child), Referral(file=one.file, case=one)) for one in cases]

    named = tuple((code, _words_of(one.child)) for code, one in siblings.items())
    rests = consent_for_sharing(case.child) or override_in_force(case.child)
    source = Source(
        actor=request.actor, code=case.code, back_url=reverse("case", args=[case.code]),
        place=case.child.place, language=case.child.language, category=case.child.category, urgency=case.urgency,
        children=named, lacks_consent=rests is None, send=send, drafts=drafts,
        are_siblings=True, standing=standing_of(case.child),
    )  # fmt: skip
    return _wizard(request, source)


def _cases_of_siblings(actor: Actor, case: Case) -> list[Case]:
    """Open cases of brothers and sisters on which this person works too."""
    if case.child.family_id is None:
        return []
    rows = Case.objects.visible_to(actor, RELATIONS_FOR[Permission.CASE_WORK])
    rows = rows.filter(child__family=case.child.family_id, stage__in=OPEN_STAGES).exclude(pk=case.pk)
    return list(rows.select_related("child").order_by("opened_at"))


def _words_of(child: Child) -> str:
    return f"{child.code} · {sex_and_age_of(child)}"


def _wizard(request: Request, source: Source) -> HttpResponse:
    if request.method != "POST":
        return _show(request, source, _fresh(source), steps.NEED)
    try:
        posted = request.POST
    except RequestDataTooBig:
        return too_large(request)
    try:
        state = open_state(posted.get("state", ""), source.purpose)
    except StateUnreadable:
        return _show(request, source, _fresh(source), steps.NEED, problem=_UNREADABLE)
    here = posted.get("step", steps.CHECK)
    here = here if here in steps.TITLES else steps.CHECK
    wanted = posted.get("go", "next")
    if here != steps.CHECK:
        state = state.with_answers(source.form(here, state.answers).posted(posted))
        form = source.form(here, state.answers, is_checked=True)
        if wanted == "next" and not form.is_valid():
            return _show(request, source, state, here, form)
    if wanted == "send":
        return _send(request, source, state)
    return _show(request, source, state, steps.leads_to(state.answers, here, wanted))


_UNREADABLE = gettext_lazy(
    "The earlier steps could not be read, so nothing was sent. Please go through the steps again."
)

_MISSING = gettext_lazy("To another organisation nothing can be sent until the child or the guardian was asked.")


def _fresh(source: Source) -> FormState:
    return FormState(answers={"urgency": [source.urgency]})


def _send(request: Request, source: Source, state: FormState) -> HttpResponse:
    data: dict[str, Any] = {}
    for name, form in _forms(source, state):
        if not form.is_valid():
            return _show(request, source, state, name, form)
        data |= form.cleaned_data
    try:
        made = source.send(_values(source, data) | {"idempotency_key": state.key})
    except Refusal as refusal:
        return _show(request, source, state, steps.CHECK, problem=suited(refusal.sentence, source.standing))
    messages.success(request, _("Sent. Their time to answer runs. If they have no account here, make an answer link."))
    if isinstance(made, Concern):
        return redirect("concern", made.code)
    return redirect(f"{reverse('referral', args=[made.code])}?sent=1")


def _forms(source: Source, state: FormState) -> list[tuple[str, StepForm]]:
    """Every step that was answered, to be found right or wrong."""
    order = [name for name in steps.names(state.answers) if name != steps.CHECK]
    return [(name, source.form(name, state.answers, is_checked=True)) for name in order]


def _previews(source: Source, state: FormState) -> list[Preview]:
    """What each body will see of each child; none while a step is wrong, since nothing would be sent then."""
    data: dict[str, Any] = {}
    for _name, form in _forms(source, state):
        if not form.is_valid():
            return []
        data |= form.cleaned_data
    values = _values(source, data)
    drafts = source.drafts(values.get("children", ()))
    asked = [Look(LegKind.PERSON, values["receiver"], values["request"], values["ticked"])]
    if (told := values.get("information")) is not None:
        asked.append(Look(LegKind.INFORMATION, told.receiver, told.told, told.ticked))
    for _words, draft in drafts:
        draft.urgency, draft.service_types = values["urgency"], list(values["service_types"])
    return previews(source.actor, drafts, asked)


def _values(source: Source, data: dict[str, Any]) -> dict[str, Any]:
    """What the action takes. Only where an authority is told is there anything for it."""
    values: dict[str, Any] = {
        "receiver": provider_by_code(source.actor, data["receiver"]), "service_types": data["service_types"],
        "request": data["request"], "ticked": data["ticked"], "urgency": data["urgency"],
        "no_information_leg_reason": data["reason"],
    }  # fmt: skip
    if data["information"] == TELL:
        authority = queries.authority_by_code(data["authority"])
        values["information"] = InformationDecision(
            authority, data["ground"], data["told"], data["legal_source"], data["told_ticked"]
        )  # fmt: skip
        values["no_information_leg_reason"] = ""
    return values | ({"children": data["children"]} if source.children else {})


def _show(
    request: Request, source: Source, state: FormState, name: str, form: StepForm | None = None, *, problem: Any = ""
) -> HttpResponse:
    order = steps.names(state.answers)
    context = {
        "source": source,
        "state": seal_state(FormState(state.key, state.answers), source.purpose),
        "here": name,
        "number": order.index(name) + 1 if name in order else 1,
        "count": len(order),
        "page_title": source.title(name),
        "code": source.code,
        "print_code": source.code,
        "problem": problem,
        "missing": suited(_MISSING, source.standing),
        "previews": _previews(source, state) if name == steps.CHECK else (),
        "form": (form or source.form(name, state.answers)) if name != steps.CHECK else None,
        "lines": source.lines(state.answers) if name == steps.CHECK else (),
    }
    return render(request, "referrals/refer.html", context)
