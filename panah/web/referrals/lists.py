"""The list of hand-overs: codes, states and clocks; nothing is decrypted."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.referrals.codes import OPEN_STATUSES, LegKind
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import dues_of, facts_of
from panah.foundation.reference.codes import code_list
from panah.web.components.child_words import language_now, sex_and_age
from panah.web.components.grown_words import label_for
from panah.web.components.lists import ListColumn, Listing, by_rank
from panah.web.components.values import TableRow
from panah.web.components.when import when_chip
from panah.web.referrals.queries import TONES, leg_chip, urgency_chip

URGENCIES = ("danger", "high", "normal")


def columns(*, is_received: bool) -> dict[str, ListColumn]:
    return {
        "code": ListColumn(_("Code"), ("code",)),
        "child": ListColumn(_("Age, sex")),
        "needs": ListColumn(_("Needs")),
        "urgency": ListColumn(_("Urgency"), (by_rank("referral__urgency", URGENCIES),)),
        "other": ListColumn(_("From") if is_received else _("To")),
        "state": ListColumn(_("State"), (by_rank("status", list(TONES)),)),
        "due": ListColumn(_("Due")),
    }


def narrowed(listing: Listing, rows: QuerySet[Leg]) -> QuerySet[Leg]:
    """Open ones unless a state is chosen."""
    chosen = listing.chosen
    rows = rows.filter(status__in=[chosen["status"]] if "status" in chosen else OPEN_STATUSES)
    if "urgency" in chosen:
        rows = rows.filter(referral__urgency=chosen["urgency"])
    return listing.ordered(rows)


def rows_of(legs: Sequence[Leg], *, is_received: bool) -> list[TableRow]:
    """Nothing is asked of the database for a single row."""
    now, dues, language = timezone.now(), dues_of(legs), language_now()
    return [_row(leg, dues.get(leg.code), now, language, is_received) for leg in legs]


def _row(leg: Leg, due: datetime | None, now: datetime, language: str, is_received: bool) -> TableRow:
    referral, facts = leg.referral, facts_of(leg.referral)
    other = referral.sender_organisation if is_received else leg.provider or leg.organisation
    needs = (
        ", ".join(code_list("service_types").labels(referral.service_types))
        if leg.kind == LegKind.PERSON
        else label_for("leg_kind", leg.kind, facts.standing)
    )
    cells = [
        leg.code, sex_and_age(facts.sex, None, facts.age_band), needs, urgency_chip(referral.urgency), other.label(language),
        leg_chip(leg), when_chip(due, now) if due else "—",
    ]  # fmt: skip
    return TableRow(cells, reverse("referral", args=[leg.code]))
