from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases import actions
from panah.casework.cases.codes import LetterKind, LetterRecipient
from panah.casework.cases.models import Case
from panah.casework.people.codes import Standing
from panah.casework.people.models import Relative
from panah.casework.people.queries import age_of, may_act_for, relatives_of
from panah.foundation.documents.models import Letter
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor, Denied
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.grown_words import standing_of, suited
from panah.web.components.values import Task
from panah.web.papers.sheet import Sheet
from panah.web.papers.spoken import Said, Spoken, spoken_of
from panah.web.papers.spoken_form import brought_back, with_texts
from panah.web.papers.words import LANGUAGE_NAMES
from panah.web.story.cases import case_under
from panah.web.story.letters.compose import composed
from panah.web.story.letters.forms import CHILD, FORMS, CardForm, FamilyLetterForm, LetterForm
from panah.web.story.tables import letter_table

WITH_TEXTS = (
    LetterKind.PLAN_COPY, LetterKind.ASSESSMENT_SUMMARY, LetterKind.TRANSFER_FORM, LetterKind.CLOSURE_LETTER,
    LetterKind.EXTRACT,
)  # fmt: skip
"""Papers on which free texts of the record stand."""
YOUNGER = range(6, 12)  # a form with pictures is offered first


@page(Permission.CASE_WORK)
def letters(request: Request, code: str) -> HttpResponse:
    """What can be made on paper, and what was made."""
    case = case_under(request.actor, code)
    tasks = [_task(case, kind) for kind in LetterKind]
    context = {"case": case, "tasks": tasks, "table": letter_table(request.actor, case), "print_code": case.code}
    return render(request, "story/letters.html", context)


def _task(case: Case, kind: LetterKind) -> Task:
    row, standing = code_list("letter_kinds").row(kind), standing_of(case.child)
    url = reverse("case-letter-new", args=[case.code, _slug(kind)])
    return Task(suited(row.label(), standing), url, None, suited(row.hint(), standing))


def _slug(kind: str) -> str:
    return kind.replace("_", "-")


@page(Permission.CASE_WORK)
def letter_new(request: Request, code: str, kind: str) -> HttpResponse:
    """The few things that are not in the record; then the paper stands there as it leaves."""
    case, wanted = case_under(request.actor, code), _kind(kind)
    adults = relatives_of(request.actor, case.child)
    form, is_shown_first = with_texts(
        lambda data, texts: _form(data, case, wanted, adults, texts), posted(request),
        lambda form: _drawn(request.actor, case, wanted, form)[0],
    )  # fmt: skip
    brought_back(request, form)
    made = None if is_shown_first else sent(request, form, lambda: _made(request.actor, case, wanted, form, adults))
    if made is not None:
        messages.success(request, _("Made and kept. Look at it before you print it."))
        return redirect("letter", made.code)
    return form_page(
        request, form, code_list("letter_kinds").label(wanted), code=case.code, template="story/letter_new.html",
        back_url=reverse("case-letters", args=[case.code]), button=_("Make the paper"), refused=_refused(case, form, adults),
        standing=standing_of(case.child), has_texts=wanted in WITH_TEXTS, is_shown_first=is_shown_first,
    )  # fmt: skip


def _drawn(actor: Actor, case: Case, kind: LetterKind, form: LetterForm) -> tuple[Spoken, Sheet]:
    """The paper as it would leave now, with the texts that stand on it."""
    spoken = spoken_of(actor, case, form.cleaned_data["language"])
    return spoken, composed(actor, case, kind, form.cleaned_data, spoken)


def _made(actor: Actor, case: Case, kind: LetterKind, form: LetterForm, adults: list[Relative]) -> Letter:
    """What was said of the texts is kept first, so that the paper holds it; whoever said it is asked no more."""
    data = form.cleaned_data
    chosen = next((one for one in adults if str(one.pk) == data.get("recipient")), None)
    if form.decided:
        actions.say_of_texts(by=actor, case=case, said=form.decided)
    return actions.write_letter(
        by=actor, case=case, kind=kind, language=data["language"], recipient=_recipient(form, chosen),
        text=_drawn(actor, case, kind, form)[1].to_text(), relative=chosen,
        is_safe_to_carry=data.get("is_safe_to_carry") == "yes", idempotency_key=form.key,
    )  # fmt: skip


def _kind(slug: str) -> LetterKind:
    try:
        return LetterKind(slug.replace("-", "_"))
    except ValueError:
        raise Http404 from None


def _recipient(form: LetterForm, relative: Relative | None) -> LetterRecipient:
    if not isinstance(form, FamilyLetterForm | CardForm):
        return LetterRecipient.TEAM
    return LetterRecipient.RELATIVE if relative is not None else LetterRecipient.CHILD


def _form(
    data: QueryDict | None, case: Case, kind: LetterKind, adults: list[Relative], texts: Sequence[Said] = ()
) -> LetterForm:
    child, more = case.child, dict[str, Any](texts=texts)
    first: dict[str, Any] = {
        "language": child.language if child.language in LANGUAGE_NAMES else "kk", "recipient": CHILD,
        "phone": case.organisation.duty_phone, "with_pictures": age_of(child) in YOUNGER,
    }  # fmt: skip
    if issubclass(FORMS[kind], FamilyLetterForm):
        safe = [one for one in adults if may_act_for(one, child).allowed]
        more |= {
            "adults": [(str(one.pk), _relation(one)) for one in safe],
            "known": frozenset(str(one.pk) for one in adults),
        }
    form = FORMS[kind](data, initial=first, kind=kind, **more)
    if standing_of(child) is Standing.ADULT:
        form.fields.pop("with_pictures", None)  # a grown person reads, or is read to
    return form


def _relation(one: Relative) -> str:
    return code_list("relation_to_child").label(one.relation)


def _refused(case: Case, form: LetterForm, adults: list[Relative]) -> list[str]:
    """Adults to whom nothing is offered, each with the reason (S3)."""
    if not isinstance(form, FamilyLetterForm):
        return []
    verdicts = [(one, may_act_for(one, case.child)) for one in adults]
    return [f"{_relation(one)}: {verdict.reason}" for one, verdict in verdicts if isinstance(verdict, Denied)]
