from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.models import Leg, Referral
from panah.casework.referrals.queries import (
    clock_of,
    facts_of,
    leg_to_answer,
    legs_received,
    legs_sent,
    waits_for_word,
)
from panah.casework.referrals.rules import answers_left
from panah.foundation.reference.codes import code_list
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import sex_and_age
from panah.web.components.grown_words import label_for, suited
from panah.web.components.lists import Listing
from panah.web.components.values import Fact
from panah.web.referrals import lists, queries
from panah.web.referrals.cards import leg_cards
from panah.web.referrals.forms import FilterForm
from panah.web.referrals.packet import beside, packet_in_clear, packet_section

RECEIVED, SENT = "received", "sent"


@page(Permission.REFERRAL_VIEW)
def referral_list(request: Request) -> HttpResponse:
    """What others asked of us, or what we asked of others; open ones unless a state is chosen."""
    box = SENT if request.GET.get("box") == SENT else RECEIVED
    everything = legs_received(request.actor) if box == RECEIVED else legs_sent(request.actor)
    is_received = box == RECEIVED
    form = FilterForm(request.GET, initial={"box": box})
    listing = Listing(request, "referral-list", lists.columns(is_received=is_received), form, {"box": box})
    context = listing.context(
        lists.narrowed(listing, everything),
        total=everything.count,
        table_rows=lambda legs: lists.rows_of(legs, is_received=is_received),
        empty=_("No open requests. New ones come here.")
        if is_received
        else _("Nothing was handed over that is still open."),
        nothing_fits=_("Nothing fits these filters."),
    )
    boxes = [(key, label, f"{reverse('referral-list')}?box={key}") for key, label in _boxes()]
    return render(request, "referrals/list.html", context | {"box": box, "boxes": boxes})


def _boxes() -> list[tuple[str, str]]:
    return [(RECEIVED, _("Asked of us")), (SENT, _("Asked by us"))]


@page(Permission.REFERRAL_VIEW)
def referral(request: Request, code: str) -> HttpResponse:
    """One hand-over: as whoever was asked sees it, or as whoever asks. Not yours and not there look the same (S17)."""
    leg = leg_to_answer(request.actor, normalise_code(code) or "-")
    if leg is not None and not request.GET.get("sent"):
        return render(request, "referrals/received.html", _received(request, leg))
    return render(request, "referrals/sent.html", _sent(request, queries.sent_or_404(request.actor, code)))


def _received(request: Request, leg: Leg) -> dict[str, Any]:
    received = packet_in_clear(request.actor, leg)
    running = clock_of(leg)
    may_answer = Permission.REFERRAL_ANSWER in request.actor.permissions
    is_over = leg.status in (ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN)
    return {
        "leg": leg,
        "code": leg.code,
        "print_code": leg.code,
        "status": queries.leg_chip(leg),
        "packet": "" if is_over or received.is_changed else packet_section(received.packet, is_read=received.is_read),
        "is_read": received.is_read,
        "is_changed": received.is_changed and not is_over,
        "beside": beside(leg, received.packet),
        "due": running.due_at if running else None,
        "answers": [str(answer) for answer in answers_left(leg.status)] if may_answer else [],
        "events": queries.story_for_receiver(leg),
        "case_url": queries.resulting_case_url(request.actor, leg.referral),
        "is_over": is_over,
        "waits_for_word": may_answer and waits_for_word(leg),
        "is_ours_too": Referral.objects.visible_to(request.actor).filter(pk=leg.referral_id).exists(),
    }


def _sent(request: Request, referral: Referral) -> dict[str, Any]:
    may_send = Permission.REFERRAL_SEND in request.actor.permissions
    is_over = referral.status in (ReferralStatus.ACCEPTED, ReferralStatus.WITHDRAWN)
    cards, standing = leg_cards(referral), facts_of(referral).standing
    return {
        "referral": referral,
        "code": referral.code,
        "print_code": referral.code,
        "status": queries.status_chip(referral.status),
        "facts": _facts(referral),
        "cards": cards,
        "ended": [card for card in cards if card.ended_at],
        "events": queries.story_in_clear(request.actor, referral),
        "can_send": may_send,
        "can_act": may_send and not is_over,
        "is_to_place": referral.status == ReferralStatus.REFUSED,
        "can_inform": may_send and referral.status != ReferralStatus.WITHDRAWN,
        "case_url": queries.resulting_case_url(request.actor, referral),
        "source_url": _source_url(request, referral),
        "why_not_told": referral.no_information_leg_reason
        and label_for("no_information_leg_reasons", referral.no_information_leg_reason, standing),
        "standing": standing,
    }


def _facts(referral: Referral) -> list[Fact]:
    facts = facts_of(referral)
    return [
        Fact(suited(_("Child"), facts.standing), sex_and_age(facts.sex, None, facts.age_band)),
        Fact(_("Needs"), code_list("service_types").labels(referral.service_types)),
        Fact(_("Urgency"), chip=queries.urgency_chip(referral.urgency)),
        Fact(_("Sent by"), referral.sender.display_name if referral.sender else ""),
    ]


def _source_url(request: Request, referral: Referral) -> str:
    """Back to the case or the concern that it came from."""
    if referral.case is not None:
        return reverse("case", args=[referral.case.code])
    if referral.concern_child is None:
        raise Http404
    may_open = Permission.CONCERN_VIEW in request.actor.permissions
    return reverse("concern", args=[referral.concern_child.concern.code]) if may_open else ""
