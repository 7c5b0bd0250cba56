"""A guest leaves. Where a child would leave with an adult in doubt, the page stops and asks a second person (S3)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.stays.actions import Exit, NeedsSecondPerson, answer_exit, ask_exit, write_exit
from panah.casework.stays.codes import ExitAnswer
from panah.casework.stays.models import ExitRequest, Stay
from panah.casework.stays.queries import verdict_on
from panah.foundation.reference.codes import code_list
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.values import Fact
from panah.web.stays import finding, queries
from panah.web.stays.forms import ExitAnswerForm, LeavingForm, SecondPersonForm

ASK = "ask"


@page(Permission.STAY_WORK)
def guest_exit(request: Request, code: str) -> HttpResponse:
    """Where to, with whom, agreed by whom; then the bed is free."""
    stay = finding.guest_or_404(request.actor, code)
    if stay.left_at is not None:
        return redirect("guest", stay.code)
    if request.POST.get("go") == ASK:
        return _ask(request, stay)
    form = LeavingForm(posted(request))
    stopped: list[str] = []

    def act() -> Stay | None:
        try:
            return write_exit(by=request.actor, stay=stay, leaving=_exit(form, stay), idempotency_key=form.key)
        except NeedsSecondPerson as refusal:
            stopped.append(refusal.reason)
            return None

    if sent(request, form, act) is not None:
        messages.success(request, _("Written. The bed is free, and the nights are counted."))
        return redirect("guest-letter", stay.code)
    if stopped:
        return _page(request, stay, SecondPersonForm(initial=_typed(form)), stopped[0])
    return _page(request, stay, form)


def _typed(form: LeavingForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name not in ("once", "hour")} | {
        "hour": f"{form.cleaned_data['hour']:%H:%M}"
    }


def _exit(form: LeavingForm, stay: Stay) -> Exit:
    data = form.cleaned_data
    return Exit(
        leaves_to=data["leaves_to"], leaves_with=data["leaves_with"], left_at=form.moment(queries.zone_at(stay.provider)),
        who=data["who"], relation=data["relation"] if data["leaves_with"] == "relative" else "",
        agreed_by=data["agreed_by"], follow_up=data["follow_up"],
    )  # fmt: skip


def _ask(request: Request, stay: Stay) -> HttpResponse:
    """The interruption, answered with a reason: the supervisor is asked, and the guest stays until then."""
    form = SecondPersonForm(posted(request))

    def act() -> ExitRequest:
        return ask_exit(
            by=request.actor, stay=stay, leaving=_exit(form, stay), reason=form.cleaned_data["reason"],
            idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Your supervisor is asked. Until the answer the guest stays."))
        return redirect("guest", stay.code)
    return _page(request, stay, form, "not_known")


def _page(request: Request, stay: Stay, form: LeavingForm, stopped: str = "") -> HttpResponse:
    title = _("Ask a second person") if stopped else _("Exit")
    return form_page(
        request, form, title, code=stay.code, back_url=reverse("guest", args=[stay.code]), template="stays/exit.html",
        stopped=stopped, button=_("Ask the supervisor") if stopped else _("Write the exit"), stay=stay,
    )  # fmt: skip


@page(Permission.STAY_VIEW)
def exit_request(request: Request, request_id: Any) -> HttpResponse:
    """How somebody asked that a guest may leave; whoever signs says yes or no."""
    asked = finding.exit_request_or_404(request.actor, request_id)
    form = ExitAnswerForm(posted(request))
    may_answer = Permission.STAY_SIGN in request.actor.permissions

    def act() -> object:
        data = form.cleaned_data
        return answer_exit(
            by=request.actor, request=asked, is_agreed=data["is_agreed"], remark=data["remark"], idempotency_key=form.key
        )  # fmt: skip

    if may_answer and sent(request, form, act) is not None:
        messages.success(request, _("Answered. The house sees it."))
        return redirect("exit-request", asked.pk)
    reveal(request.actor, asked)
    is_open = asked.answer == ExitAnswer.WAITS or form.is_bound  # who was overtaken keeps what was typed
    context = {
        "form": form if may_answer and is_open else None, "asked": asked, "facts": _facts(asked), "print_code": asked.stay.code,
        "stopped": _why_stopped(asked) if asked.answer == ExitAnswer.WAITS else "",
        "can_exit": asked.answer == ExitAnswer.AGREED and asked.stay.left_at is None
        and Permission.STAY_WORK in request.actor.permissions,
    }  # fmt: skip
    return render(request, "stays/exit_request.html", context)


def _why_stopped(asked: ExitRequest) -> str:
    """As the lead of the case sees the adult now: whoever signs reads the same as whoever was stopped (S3)."""
    return verdict_on(asked.stay, asked.leaves_with, asked.relation).reason


def _facts(asked: ExitRequest) -> list[Fact]:
    facts = [
        Fact(_("Guest"), f"{asked.stay.code} · {queries.who(asked.stay)}"),
        Fact(_("With whom they leave"), code_list("leaves_with").label(asked.leaves_with)),
        Fact(
            _("Who is it to the guest"), code_list("relation_to_child").label(asked.relation) if asked.relation else ""
        ),
        Fact(_("Name and post of this person"), queries.sealed(asked, "who")),
        Fact(_("Why the guest should leave so"), queries.sealed(asked, "reason").splitlines()),
        Fact(_("Asked by"), asked.asked_by.display_name if asked.asked_by else ""),
        Fact(_("Asked at"), queries.moment_words(asked.asked_at)),
        Fact(_("Answer"), code_list("exit_answers").label(asked.answer)),
    ]
    if asked.answered_at is not None:
        facts.append(Fact(_("Answered by"), asked.answered_by.display_name if asked.answered_by else ""))
        facts.append(Fact(_("Remark"), queries.sealed(asked, "remark").splitlines()))
    return facts
