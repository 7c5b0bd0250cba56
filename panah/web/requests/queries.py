"""What the register shows: codes in its list, words only where one entry is opened."""

from collections.abc import Sequence
from datetime import datetime

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.casework.cases.queries import cases_visible_to
from panah.casework.exchange.models import AuthorityRequest
from panah.casework.exchange.queries import requests_visible_to
from panah.casework.people.models import Child
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.sealed import reveal
from panah.web.components.grown_words import standing_of, suited
from panah.web.components.lists import ListColumn
from panah.web.components.values import Chip, Fact, TableRow, Tone

_TONES = {"give_all": Tone.INFO, "give_part": Tone.INFO, "refuse": Tone.MUTE}


def columns() -> dict[str, ListColumn]:
    return {
        "code": ListColumn(_("Code"), ("code",)),
        "received": ListColumn(_("Came"), ("received_on",)),
        "body": ListColumn(_("Who asks"), ("body",)),
        "child": ListColumn(_("About whom")),
        "decision": ListColumn(_("Decision"), ("decision",)),
        "given": ListColumn(_("Given"), ("given_on",)),
    }


def request_or_404(actor: Actor, code: str) -> AuthorityRequest:
    found = requests_visible_to(actor).filter(code=normalise_code(code) or "-").first()
    if found is None:
        raise Http404
    return found


def child_under(actor: Actor, code: str) -> Child | None:
    """A child of the office's own cases; a code that leads to none of them leads nowhere."""
    case = cases_visible_to(actor).filter(code=normalise_code(code) or "-").select_related("child").first()
    return case.child if case is not None else None


def standing_of_asked(request: AuthorityRequest) -> str:
    """As the pages speak of whom it is about, where it is about one person (S10)."""
    return standing_of(request.child) if request.child is not None else ""


def decision_chip(request: AuthorityRequest) -> Chip:
    if not request.decision:
        return Chip(Tone.DUE, _("The head decides"))
    return Chip(_TONES[request.decision], code_list("request_decisions").label(request.decision))


def rows_of(requests: Sequence[AuthorityRequest]) -> list[TableRow]:
    """Codes and days; no name, no law, no word of what was asked."""
    return [
        TableRow(
            [
                row.code, f"{row.received_on:%d.%m.%Y}", code_list("organisation_kinds").label(row.body),
                row.child.code if row.child else "—", decision_chip(row),
                f"{row.given_on:%d.%m.%Y}" if row.given_on else "—",
            ],
            reverse("authority-request", args=[row.code]),
        )
        for row in requests
    ]  # fmt: skip


def facts_of(actor: Actor, request: AuthorityRequest) -> list[Fact]:
    """The whole entry, in the order of its coming; reading it is audited."""
    reveal(actor, request)
    kind = code_list("organisation_kinds").label(request.body)
    return [
        Fact(_("Who asks"), [words for words in (kind, request.asked_by) if words]),
        Fact(_("Number of their letter"), request.own_number),
        Fact(_("Came"), f"{request.received_on:%d.%m.%Y}"),
        Fact(_("Law and article on which they ask"), request.legal_basis),
        Fact(_("What they ask for"), request.asked),
        Fact(_("About whom"), request.child.code if request.child else _("not about one person")),
        Fact(_("Written down by"), request.written_by.display_name if request.written_by else ""),
    ]


def what_was_decided(actor: Actor, request: AuthorityRequest) -> list[Fact]:
    """Beside what is written down as given: what was asked, and how much of it the head allowed."""
    asked = next(fact for fact in facts_of(actor, request) if fact.term == _("What they ask for"))
    return [asked, *outcome_of(request)[:2]]


def outcome_of(request: AuthorityRequest) -> list[Fact]:
    """What was decided and given; after ``facts_of``, which opened it."""
    if not request.decision:
        return []
    facts = [
        Fact(_("Decision"), chip=decision_chip(request)),
        Fact(_("Why"), request.decision_reason),
        Fact(_("Decided by"), request.decided_by.display_name if request.decided_by else ""),
        Fact(_("Decided on"), _moment(request.decided_at)),
    ]
    if request.was_family_told:
        facts += [
            Fact(_("What exactly was given"), request.given or _("nothing")),
            Fact(_("Day on which it was given"), f"{request.given_on:%d.%m.%Y}" if request.given_on else "—"),
            Fact(
                suited(_("Was the child or the guardian told?"), standing_of_asked(request)),
                code_list("yes_no_unknown").label(request.was_family_told),
            ),
        ]
        if request.why_not_told:
            facts.append(Fact(_("If not, why"), request.why_not_told))
    return facts


def _moment(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT") if at else ""
