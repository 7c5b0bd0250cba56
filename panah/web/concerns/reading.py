from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from panah.casework.concerns.codes import AnswerStatus, ConcernStatus, SafeWay
from panah.casework.concerns.models import Concern
from panah.casework.concerns.queries import all_clocks_of, children_of, messages_of, nights, sentences_for
from panah.casework.concerns.rules import is_to_be_asked, may_become, needs_guardian
from panah.casework.referrals.queries import referrals_of
from panah.foundation.accounts.queries import people_by_id
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.concerns import queries
from panah.web.concerns.reaching import concern_of
from panah.web.public.answer import answer_words


@page(Permission.CONCERN_VIEW)
def concern(request: Request, code: str) -> HttpResponse:
    """One concern: this night first, what was told, its clocks; names and phones stay shut until they are asked for."""
    return _show(request, concern_of(request, code), is_identity_open=False)


@page(Permission.CONCERN_VIEW)
@require_POST
def concern_show(request: Request, code: str) -> HttpResponse:
    """The same page with names, whereabouts and phone, as far as the role may read them; the audit says who opened them."""
    return _show(request, concern_of(request, code), is_identity_open=True)


def _show(request: Request, found: Concern, *, is_identity_open: bool) -> HttpResponse:
    children, added = children_of([found])[found.pk], messages_of(found)
    hidden = frozenset() if is_identity_open else frozenset({Permission.IDENTITY_READ})
    reveal(replace(request.actor, permissions=request.actor.permissions - hidden), found, *children, *added)
    clocks, referrals = all_clocks_of(found), referrals_of(found.file_id)
    decided_by = people_by_id({found.decided_by}).get(found.decided_by) if found.decided_by else None
    context: dict[str, Any] = {
        "concern": found,
        "told": queries.told_by(found, children, is_identity_open=is_identity_open),
        "children": queries.table_of_children(children, referrals, is_identity_open=is_identity_open),
        "standing": queries.standing_among(children),
        "is_identity_open": is_identity_open,
        "chips": [queries.urgency_chip(found), queries.status_chip(found)],
        "clocks": [(code_list("timer_kind").label(timer.kind), timer) for timer in clocks],
        "events": queries.events_of(found, added, decided_by.display_name if decided_by else ""),
        "answer": answer_words(AnswerStatus(found.answer_status), speaks_to_child=found.is_first_person)[0],
        "sentence": sentences_for(found).label(found.released_sentence) if found.released_sentence else "",
        "has_unread": any(timer.kind == TimerKind.CONCERN_MESSAGE for timer in clocks),
        "referrals": referrals,
        "print_code": found.code,
        **_own_words(found),
        **_night(found),
        **_open_ways(request, found),
    }
    return render(request, "concerns/concern.html", context)


def _own_words(found: Concern) -> dict[str, Any]:
    """What stands first where somebody young wrote in the first person: of whom, and how an answer is safe."""
    if not found.is_first_person:
        return {}
    return {
        "about_whom": code_list("about_whom").label(found.about_whom),
        "safe_way": code_list("safe_way").label(found.safe_way or SafeWay.HERE),
        "is_page_only": found.safe_way in {"", SafeWay.HERE},
    }


def _night(found: Concern) -> dict[str, Any]:
    """What this night asks of the duty office (S9)."""
    return {
        "sleeps": code_list("sleeps_tonight").label(found.sleeps_tonight),
        "is_night_unclear": is_to_be_asked(found.sleeps_tonight, nights()),
        "needs_guardian": needs_guardian(found.sleeps_tonight, nights()) and found.guardian_told_at is None,
    }


def _open_ways(request: Request, found: Concern) -> dict[str, bool]:
    """Which decisions this person may take now."""
    status = ConcernStatus(found.status)
    may_triage = Permission.CONCERN_TRIAGE in request.actor.permissions
    return {
        "may_triage": may_triage,
        "may_take": may_triage and may_become(status, ConcernStatus.IN_TRIAGE),
        "may_decide": may_triage and may_become(status, ConcernStatus.NOT_A_CONCERN),
        "may_refer": Permission.REFERRAL_SEND in request.actor.permissions
        and may_become(status, ConcernStatus.REFERRED),
    }
