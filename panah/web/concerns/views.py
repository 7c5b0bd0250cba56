from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.calls.queries import calls_of
from panah.casework.concerns import actions
from panah.casework.concerns.models import Concern
from panah.casework.concerns.queries import children_of, concerns_by_status
from panah.foundation.security.access import EditedMeanwhile, Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.components.grown_words import suit
from panah.web.components.lists import Listing
from panah.web.concerns import queries
from panah.web.concerns.forms import AsideForm, FilterForm, InformationForm
from panah.web.concerns.reaching import concern_of, done


@page(Permission.CONCERN_VIEW)
def concern_list(request: Request) -> HttpResponse:
    """All concerns that this organisation answers for, newest first."""
    listing = Listing(request, "concern-list", queries.columns(), FilterForm(request.GET))
    every = concerns_by_status(request.actor)
    context = listing.context(
        listing.ordered(every.filter(**listing.chosen)),
        total=every.count,
        table_rows=queries.rows_of,
        empty=_("No concerns yet. New ones come here and to Today."),
        nothing_fits=_("Nothing fits these filters."),
    )
    may_see_calls = Permission.CALL_VIEW in request.actor.permissions and calls_of(request.actor).exists()
    return render(request, "concerns/list.html", context | {"may_see_calls": may_see_calls})


@page(Permission.CONCERN_TRIAGE)
@require_POST
def concern_take(request: Request, code: str) -> HttpResponse:
    found = concern_of(request, code)
    try:
        actions.begin_triage(by=request.actor, concern=found)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("concern", found.code)
    return done(request, found, _("You decide on this concern now."))


@page(Permission.CONCERN_TRIAGE)
@require_POST
def concern_read(request: Request, code: str) -> HttpResponse:
    found = actions.read_messages(by=request.actor, concern=concern_of(request, code))
    return done(request, found, _("The message is marked as read."))


@page(Permission.CONCERN_TRIAGE)
@require_POST
def concern_talk(request: Request, code: str) -> HttpResponse:
    found = actions.ask_reporter_to_talk(by=request.actor, concern=concern_of(request, code))
    return done(request, found, _("The answer page now asks the reporter to talk to us."))


@page(Permission.CONCERN_TRIAGE)
def concern_information(request: Request, code: str) -> HttpResponse:
    found = concern_of(request, code)
    form = InformationForm(request.POST or None, initial={"version": found.version})
    return _decision(request, found, form, "concerns/information.html")


@page(Permission.CONCERN_TRIAGE)
def concern_aside(request: Request, code: str) -> HttpResponse:
    found = concern_of(request, code)
    form = AsideForm(request.POST or None, initial={"version": found.version})
    return _decision(request, found, form, "concerns/aside.html")


def _decision(request: Request, found: Concern, form: InformationForm | AsideForm, template: str) -> HttpResponse:
    """Decide; where somebody decided meanwhile both texts are shown and the own one is kept."""
    theirs = ""
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("note", "version")}
        try:
            if isinstance(form, AsideForm):
                reason = form.cleaned_data["reason"]
                actions.set_aside(by=request.actor, concern=found, reason=reason, idempotency_key=form.key, **values)
            else:
                actions.give_information(by=request.actor, concern=found, idempotency_key=form.key, **values)
            return done(request, found, _("Saved. The clocks of this concern have stopped."))
        except (EditedMeanwhile, actions.AlreadyDecided) as refusal:
            reveal(request.actor, found)
            theirs = found.decision_note
            form.add_error(None, str(refusal.sentence))
            form.data = request.POST.copy()
            form.data["version"] = str(found.version)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
    standing = queries.standing_among(children_of([found])[found.pk])
    suit(form, standing)
    context = {"concern": found, "form": form, "theirs": theirs, "standing": standing, "print_code": found.code}
    return render(request, template, context)
