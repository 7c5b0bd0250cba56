"""The three things a coordinator does: press, telephone, name a responsible."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.referrals.actions import name_responsible, press, press_body, press_desk, record_call
from panah.casework.referrals.queries import has_people, people_to_name
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES, Role
from panah.web.components.child_words import language_now
from panah.web.components.flow import form_page, posted, sent
from panah.web.region import queries, words
from panah.web.region.forms import CallForm, NameForm, PressForm


@page(Permission.REGION_PRESS)
@require_POST
def press_one(request: Request, body: str, number: str) -> HttpResponse:
    """A word to the head of this body about one request."""
    _coordination, found = queries.body_or_404(request.actor, body)
    return _pressed(
        request, found, lambda key: press(by=request.actor, body=found, number=number, idempotency_key=key)
    )  # fmt: skip


@page(Permission.REGION_PRESS)
@require_POST
def press_all(request: Request, body: str) -> HttpResponse:
    """One word to the head about all that is late there."""
    _coordination, found = queries.body_or_404(request.actor, body)
    return _pressed(request, found, lambda key: press_body(by=request.actor, body=found, idempotency_key=key))


@page(Permission.REGION_PRESS)
@require_POST
def press_at_desk(request: Request, body: str) -> HttpResponse:
    """One word to the head about the concerns that lie at this desk."""
    _coordination, found = queries.body_or_404(request.actor, body)
    return _pressed(
        request, found, lambda key: press_desk(by=request.actor, body=found, idempotency_key=key),
        _("The head of this body was told how many concerns wait. Nobody is told which."),
        _("Nobody of this body is in Panah: telephone them. Whoever looks after Panah must give its concerns to others."),
    )  # fmt: skip


def _pressed(
    request: Request, body: Organisation, act: Callable[[str], object], told: str = "", call: str = ""
) -> HttpResponse:
    form = PressForm(request.POST)
    try:
        act(form.key if form.is_valid() else "")
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        told = told or _("The head of this body was told, and the sender sees that you pressed.")
        call = call or _(
            "Nobody of this body is in Panah: telephone them, and write down what they say. The sender sees that you pressed."
        )
        messages.success(request, told if has_people(body) else call)
    return redirect("region-body", body.code)


@page(Permission.REGION_PRESS)
def name_page(request: Request, body: str, number: str) -> HttpResponse:
    """Somebody of the body has it by name; the child's time runs on."""
    coordination, found = queries.body_or_404(request.actor, body)
    row = queries.row_or_404(coordination, found, number)
    people = {str(member.person_id): member for member in people_to_name(found)}
    if not people:
        raise Http404
    choices = [
        (key, f"{member.person.display_name} · {ROLES[Role(member.role)].title}") for key, member in people.items()
    ]
    form = NameForm(posted(request), people=choices)

    def act() -> object:
        person = people[form.cleaned_data["person"]].person
        return name_responsible(by=request.actor, body=found, number=number, person=person, idempotency_key=form.key)

    back = reverse("region-row", args=[found.code, number])
    if sent(request, form, act) is not None:
        messages.success(
            request, _("Named and told. The hours since it was asked run on; only their own alarm begins now.")
        )
        return redirect(back)
    return form_page(
        request, form, _("Name a responsible"), back_url=back, caption=found.label(language_now()),
        lead=words.number_words(row), back_label=words.number_words(row), button=_("Name a responsible"),
    )  # fmt: skip


@page(Permission.REGION_PRESS)
def call(request: Request, body: str) -> HttpResponse:
    """Write down what a silent body said on the telephone; it goes to the senders."""
    coordination, found = queries.body_or_404(request.actor, body)
    rows = queries.rows_of(queries.legs_of_body(coordination, found)[:50])
    choices = [(row.number, words.call_choice(row)) for row in rows]
    form = CallForm(posted(request), rows=choices)

    def act() -> object:
        data = form.cleaned_data
        return record_call(
            by=request.actor, body=found, numbers=data["numbers"], name_and_post=data["name_and_post"], text=data["text"],
            idempotency_key=form.key,
        )  # fmt: skip

    back = reverse("region-body", args=[found.code])
    if sent(request, form, act) is not None:
        messages.success(request, _("It went to the senders. The requests wait until the body itself has answered."))
        return redirect(back)
    return form_page(
        request, form, _("Write down a call"), back_url=back, caption=found.label(language_now()),
        back_label=found.label(language_now()), template="region/call.html", is_empty=not rows,
        facts=words.body_facts(found, has_people=has_people(found)),
    )  # fmt: skip
