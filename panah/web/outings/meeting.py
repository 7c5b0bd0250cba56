"""Two minutes with a child on a phone; and what follows for somebody who was handed on."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.outings.actions import (
    count_met,
    hand_over_now,
    record_child_met,
    record_citizenship,
    say_card_is_safe,
    take_back_met,
)
from panah.casework.outings.codes import Decision
from panah.casework.outings.models import Outing, OutingChild, OutingTally
from panah.casework.outings.queries import (
    children_of,
    figures_of,
    may_be_asked_citizenship,
    may_screen,
    providers_for,
    standings,
)
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.components.child_words import language_now
from panah.web.components.flow import form_page, posted, sent
from panah.web.outings import queries
from panah.web.outings.finding import child_or_404, outing_or_404, own_child_or_404, own_outing_or_404
from panah.web.outings.forms import AGES, CardForm, ChildForm, CitizenshipForm, CountForm, HandOverForm
from panah.web.papers.words import LANGUAGE_NAMES, Words

LAST = "met"  # of the session: the rows that were counted last, so that a slip can be taken back
REMEMBERED = 20


@page(Permission.OUTING_WORK)
def child(request: Request, code: str) -> HttpResponse:
    """One page, and the next child. No draft of it is kept: of most of them only a number may stay (S11)."""
    outing = own_outing_or_404(request.actor, code)
    if not outing.is_open:
        return redirect("outing", outing.code)
    form = ChildForm(posted(request), providers=providers_for(request.actor, outing))
    made = sent(
        request, form,
        lambda: record_child_met(by=request.actor, outing=outing, met=form.met(), idempotency_key=form.key),
    )  # fmt: skip
    if isinstance(made, OutingChild):
        messages.success(request, _("Handed on under the code %(code)s.") % {"code": made.code})
        return redirect("outing-met", outing.code, made.code)
    if made is not None:
        messages.success(request, _("Counted. Nothing else was kept."))
        return redirect("outing-child", outing.code)
    context = {"form": form, "outing": outing, "met": figures_of(outing, children_of(request.actor, outing))["met"]}
    return render(request, "outings/child.html", context)


@page(Permission.OUTING_WORK)
def count(request: Request, code: str) -> HttpResponse:
    """Big buttons: one press is one more, of nobody."""
    outing = own_outing_or_404(request.actor, code)
    if not outing.is_open:
        return redirect("outing", outing.code)
    form = CountForm(posted(request))

    def act() -> OutingTally:
        band, sex = form.cleaned_data["kind"]
        return count_met(by=request.actor, outing=outing, age_band=band, sex=sex, idempotency_key=form.key)

    tally = sent(request, form, act)
    if tally is not None:
        request.session[LAST] = [*request.session.get(LAST, []), tally.pk][-REMEMBERED:]
        messages.success(request, _("Counted: %(kind)s") % {"kind": _words_of(tally)})
        return redirect("outing-count", outing.code)
    sexes = code_list("sex_of_child").choices()
    context = {
        "form": form, "outing": outing, "may_take_back": bool(request.session.get(LAST)),
        "bands": [(band, code_list("age_band").label(band), sexes) for band in AGES],
        "table": queries.tally_table(outing),
    }  # fmt: skip
    return render(request, "outings/count.html", context)


def _words_of(tally: OutingTally) -> str:
    return queries.sex_and_band(tally.sex, tally.age_band)


@page(Permission.OUTING_WORK)
@require_POST
def count_undo(request: Request, code: str) -> HttpResponse:
    """Take the last press back; nothing happens where there is none."""
    outing = own_outing_or_404(request.actor, code)
    *earlier, last = request.session.get(LAST) or [None]
    tally = OutingTally.objects.visible_to(request.actor).filter(pk=last, outing=outing).first()
    request.session[LAST] = earlier
    try:
        if tally is not None:
            take_back_met(by=request.actor, outing=outing, tally=tally)
            messages.success(request, _("Taken back: %(kind)s") % {"kind": _words_of(tally)})
        else:
            messages.warning(request, _("There is nothing to take back."))
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect("outing-count", outing.code)


@page(Permission.OUTING_VIEW)
def met(request: Request, code: str, child: str) -> HttpResponse:
    """Somebody who was handed on: how it stands, and what may still be done on the spot."""
    outing = outing_or_404(request.actor, code)
    found = child_or_404(request.actor, outing, child)
    reveal(request.actor, found)
    is_mine = str(found.recorded_by_id) == request.actor.id and may_screen(request.actor, outing)
    context = {
        "outing": outing, "child": found, "facts": queries.known_facts(found, standings([found])[found.pk]),
        "is_mine": is_mine, "may_hand_over": is_mine and found.decision == Decision.REFER and found.concern is not None,
        "may_ask": is_mine and may_be_asked_citizenship(found), "citizenship": queries.citizenship_words(found),
        "card_words": _card_of(request, outing, found) if found.card_is_safe == "yes" else [],
    }  # fmt: skip
    return render(request, "outings/met.html", context)


def _card_of(request: Request, outing: Outing, child: OutingChild) -> list[str]:
    """A first name, a telephone, and that one may say no: no title, no code and no word of a topic (S12)."""
    spoken = child.language if child.language in LANGUAGE_NAMES else language_now()
    words = Words("child_card", spoken)
    name = child.recorded_by.display_name.split(" ")[0]
    return [name, outing.organisation.duty_phone, words["may_say_no"], words["may_stop"]]


def _own(request: Request, code: str, child: str) -> tuple[Outing, OutingChild]:
    outing = own_outing_or_404(request.actor, code)
    return outing, own_child_or_404(request.actor, outing, child)


def _step(
    request: Request, form: Any, act: Any, outing: Outing, found: OutingChild, title: str, **more: Any
) -> HttpResponse:
    back = reverse("outing-met", args=[outing.code, found.code])
    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect(back)
    return form_page(request, form, title, code=found.code, back_url=back, **more)


@page(Permission.OUTING_WORK)
def hand_over(request: Request, code: str, child: str) -> HttpResponse:
    """Whom to ask now, the nearest first, with the telephone."""
    outing, found = _own(request, code, child)
    form = HandOverForm(posted(request), providers=providers_for(request.actor, outing))

    def act() -> OutingChild:
        data, provider = form.cleaned_data, form.asked
        if provider is None:
            raise Http404
        return hand_over_now(
            by=request.actor, outing=outing, child=found, provider=provider, hand_over=data["hand_over"],
            who_took=data["who_took"], idempotency_key=form.key,
        )  # fmt: skip

    lead = _("No authority is told of it from here.")
    return _step(request, form, act, outing, found, _("Hand over on the spot"), lead=lead, button=_("Hand over"))


@page(Permission.OUTING_WORK)
def citizenship(request: Request, code: str, child: str) -> HttpResponse:
    """Only where a rule of the place that is asked needs it; else there is no such question (S11)."""
    outing, found = _own(request, code, child)
    if not may_be_asked_citizenship(found):
        raise Http404
    form = CitizenshipForm(posted(request))
    return _step(
        request, form,
        lambda: record_citizenship(
            by=request.actor, outing=outing, child=found, citizenship=form.cleaned_data["citizenship"]
        ),
        outing, found, _("A rule of this place asks for the citizenship"),
        lead=_("Nobody else of the group sees the answer."),
    )  # fmt: skip


@page(Permission.OUTING_WORK)
def card(request: Request, code: str, child: str) -> HttpResponse:
    """First the question whether it is safe to carry; without a yes there is no card (S12)."""
    outing, found = _own(request, code, child)
    form = CardForm(posted(request), initial={"is_safe": found.card_is_safe})
    return _step(
        request, form,
        lambda: say_card_is_safe(
            by=request.actor, outing=outing, child=found, is_safe=form.cleaned_data["is_safe"]
        ),
        outing, found, _("A card for the child"),
    )  # fmt: skip
