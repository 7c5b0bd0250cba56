"""A case changes its lead organisation: asked for here, answered there."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.cases.actions import (
    accept_transfer,
    acknowledge_transfer,
    ask_transfer,
    refuse_transfer,
    withdraw_transfer,
)
from panah.casework.cases.codes import TransferStatus
from panah.casework.cases.models import Case, Transfer
from panah.casework.cases.queries import (
    consent_to_share,
    organisations_that_lead,
    possible_leads,
    running_transfer,
    transfer_sent,
    transfers_of,
)
from panah.casework.people.queries import override_in_force
from panah.foundation.accounts.models import Person
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.cases.queries import case_or_404
from panah.web.components.child_words import language_now, sex_and_age_of
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.forms import carried_out
from panah.web.components.grown_words import label_for, standing_of, suited
from panah.web.components.values import Column, Fact, Table, TableRow
from panah.web.helping import queries
from panah.web.helping.forms import AcceptForm, RefuseForm, TransferForm

SEND, CHANGE = "send", "change"


@page(Permission.CASE_WORK)
def case_transfer(request: Request, code: str) -> HttpResponse:
    """Ask another organisation to lead; while it has not answered, how it stands and the way to take it back."""
    case = case_or_404(request.actor, code)
    running = running_transfer(case)
    if running is not None:
        return _waiting(request, case, running)
    there = {one.code: one for one in organisations_that_lead(case.organisation)}
    names = [(key, one.label(language_now())) for key, one in there.items()]
    form = TransferForm(posted(request), organisations=names)

    def act() -> Transfer:
        data = form.cleaned_data
        return ask_transfer(
            by=request.actor, case=case, organisation=there[data["organisation"]], reason=data["reason"],
            summary=data["summary"], idempotency_key=form.key,
        )  # fmt: skip

    wanted = request.POST.get("go", "look")
    if wanted == SEND and sent(request, form, act) is not None:
        messages.success(request, _("Asked. Until they accept, you lead and your deadlines go on."))
        return redirect("case-transfer", case.code)
    if request.method == "POST" and wanted != CHANGE and form.is_valid():
        return _check(request, case, form, dict(names))
    lacks = consent_to_share(case.child) is None and override_in_force(case.child) is None
    return form_page(
        request, form, _("Hand the case over"), code=case.code, back_url=reverse("case", args=[case.code]),
        template="helping/transfer_ask.html", case=case, lacks_consent=lacks, earlier=_earlier(case),
        standing=standing_of(case.child),
    )  # fmt: skip


def _check(request: Request, case: Case, form: TransferForm, names: dict[str, str]) -> HttpResponse:
    data = form.cleaned_data
    facts = [
        Fact(_("Which organisation should lead"), names[data["organisation"]]),
        Fact(_("Reason"), label_for("transfer_reasons", data["reason"], standing_of(case.child))),
        _child_fact(case),
        Fact(_("Summary"), data["summary"].splitlines()),
    ]
    left_out = {"csrfmiddlewaretoken", "go"}
    hidden = [(name, value) for name, values in request.POST.lists() if name not in left_out for value in values]
    context = {"case": case, "facts": facts, "form": form, "sent_on": hidden, "print_code": case.code}
    return render(request, "helping/transfer_check.html", context)


def _child_fact(case: Case) -> Fact:
    return Fact(suited(_("Child"), standing_of(case.child)), sex_and_age_of(case.child))


def _waiting(request: Request, case: Case, transfer: Transfer, problem: Any = "") -> HttpResponse:
    reveal(request.actor, transfer)
    context = {
        "case": case, "facts": _facts_of(transfer), "problem": problem, "print_code": case.code,
        "phone": transfer.organisation.duty_phone, "earlier": _earlier(case),
    }  # fmt: skip
    return render(request, "helping/transfer_waiting.html", context)


def _facts_of(transfer: Transfer) -> list[Fact]:
    facts = [
        Fact(_("Asked to lead"), transfer.organisation.label(language_now())),
        Fact(_("Now"), code_list("transfer_status").label(transfer.status)),
        Fact(_("Since"), date_format(localtime(transfer.asked_at), "SHORT_DATETIME_FORMAT")),
        Fact(_("Reason"), label_for("transfer_reasons", transfer.reason, standing_of(transfer.case.child))),
    ]
    try:
        return [*facts, Fact(_("Summary"), transfer.summary.splitlines())]
    except StillSealed:
        return facts


def _earlier(case: Case) -> Table | None:
    """Transfers that were answered or taken back."""
    statuses, language, standing = code_list("transfer_status"), language_now(), standing_of(case.child)
    rows = []
    for one in transfers_of(case):
        if one.answered_at is None:
            continue
        words = [label_for("refusal_reasons", one.refusal_reason, standing)] if one.refusal_reason else []
        words += [code_list("where_next").label(one.where_next)] if one.where_next else []
        day = date_format(localtime(one.answered_at).date(), "SHORT_DATE_FORMAT")
        rows.append(
            TableRow([one.organisation.label(language), statuses.label(one.status), day, ", ".join(words) or "—"])
        )
    columns = [Column(_("Organisation")), Column(_("Answer")), Column(_("Day")), Column(_("Why, where next"))]
    return Table(columns, rows) if rows else None


@page(Permission.CASE_WORK)
@require_POST
def case_transfer_withdraw(request: Request, code: str) -> HttpResponse:
    """We go on leading."""
    case = case_or_404(request.actor, code)
    transfer = running_transfer(case)
    if transfer is not None:
        try:
            withdraw_transfer(by=request.actor, transfer=transfer)
        except Refusal as refusal:
            return _waiting(request, case, transfer, refusal.sentence)
        messages.success(request, _("Withdrawn. You go on leading."))
    return redirect("case", case.code)


@page(Permission.TRANSFER_ANSWER)
def transfer(request: Request, code: str) -> HttpResponse:
    """What we are asked to lead: codes and the summary. Who asks finds how it stands with the case."""
    asked_by_us = transfer_sent(request.actor, normalise_code(code) or "-")
    if asked_by_us is not None:
        return redirect("case-transfer", asked_by_us.case.code)
    return _transfer_page(request, queries.transfer_or_404(request.actor, code))


def _transfer_page(request: Request, one: Transfer, problem: Any = "") -> HttpResponse:
    reveal(request.actor, one, only=("summary",))
    case = one.case
    facts = [
        Fact(
            _("Who asks"),
            [line for line in (one.from_organisation.label(language_now()), one.from_organisation.duty_phone) if line],
        ),
        _child_fact(case),
        Fact(_("Language"), code_list("languages_spoken").label(case.child.language)),
        Fact(_("How urgent"), code_list("urgency").label(case.urgency)),
        *_facts_of(one)[1:],
    ]
    is_open = one.status in (TransferStatus.ASKED, TransferStatus.ACKNOWLEDGED)
    context = {
        "transfer": one, "facts": facts, "problem": problem, "print_code": one.code, "is_open": is_open,
        "is_new": one.status == TransferStatus.ASKED, "is_ours": one.status == TransferStatus.ACCEPTED,
    }  # fmt: skip
    return render(request, "helping/transfer.html", context)


@page(Permission.TRANSFER_ANSWER)
@require_POST
def transfer_acknowledge(request: Request, code: str) -> HttpResponse:
    one = queries.transfer_or_404(request.actor, code)
    try:
        acknowledge_transfer(by=request.actor, transfer=one)
    except Refusal as refusal:
        return _transfer_page(request, one, refusal.sentence)
    messages.success(request, _("Confirmed. Your time to answer runs; they lead until you accept."))
    return redirect("transfer", one.code)


@page(Permission.TRANSFER_ANSWER)
def transfer_accept(request: Request, code: str) -> HttpResponse:
    """We lead from now on; who does it is named in the same step."""
    one = queries.transfer_or_404(request.actor, code)
    people = _leads_here(request.actor, one)
    form = AcceptForm(posted(request), leads=[(str(person.pk), person.display_name) for person in people])

    def act() -> Transfer:
        lead = next((person for person in people if str(person.pk) == form.cleaned_data["lead"]), None)
        return accept_transfer(by=request.actor, transfer=one, lead=lead, idempotency_key=form.key)

    done = carried_out(form, act) if request.method == "POST" else None
    if done is not None:
        messages.success(request, _("You lead now. The deadlines go on as they ran."))
        return redirect("case", done.case.code) if _may_open(request.actor, done) else redirect("help-list")
    return form_page(
        request, form, _("Accept and lead"), code=one.code, back_url=reverse("transfer", args=[one.code]),
        button=_("Accept"), standing=standing_of(one.case.child),
        lead=_("From this moment your organisation answers for the child. Deadlines come over as they run."),
    )  # fmt: skip


def _may_open(actor: Actor, one: Transfer) -> bool:
    one.case.refresh_from_db(fields=["lead"])
    return Permission.CASE_ASSIGN in actor.permissions or str(one.case.lead_id) == actor.id


def _leads_here(actor: Actor, one: Transfer) -> list[Person]:
    """Whom this person may name: everybody who may lead, or only oneself."""
    people = possible_leads(one.organisation_id)
    if Permission.CASE_ASSIGN in actor.permissions:
        return people
    return [person for person in people if str(person.pk) == actor.id]


@page(Permission.TRANSFER_ANSWER)
def transfer_refuse(request: Request, code: str) -> HttpResponse:
    """Not us, why, and where next."""
    one = queries.transfer_or_404(request.actor, code)
    form = RefuseForm(posted(request))

    def act() -> Transfer:
        data = form.cleaned_data
        return refuse_transfer(
            by=request.actor, transfer=one, reason=data["reason"], where_next=data["where_next"], remark=data["remark"],
            idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Answered. The summary is shut here."))
        return redirect("help-list")
    return form_page(
        request, form, _("We cannot lead this case"), code=one.code, back_url=reverse("transfer", args=[one.code]),
        button=_("Refuse"), standing=standing_of(one.case.child),
    )  # fmt: skip
