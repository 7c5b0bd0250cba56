import uuid
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from panah.casework.people.codes import ConsentDecision, OverrideOutcome
from panah.casework.people.models import Child, Consent, ConsentOverride, Relative
from panah.casework.people.queries import (
    consent_history,
    latest_consents,
    overrides_of,
    safe_relatives,
    still_holds,
    to_ask_anew,
)
from panah.foundation.accounts.queries import people_by_id
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import RELATIONS_FOR, Permission
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.cases.queries import consent_chip
from panah.web.components.grown_words import standing_of, suited
from panah.web.components.values import Chip, Column, Event, Fact, Table, TableRow, Tone

OUTCOMES = {OverrideOutcome.WAITS: Tone.DUE, OverrideOutcome.CONFIRMED: Tone.OK, OverrideOutcome.REFUSED: Tone.LATE}


@dataclass(frozen=True)
class Word:
    """The word that holds for a scope, as the page shows it; what may be withdrawn has a button."""

    scope: str
    label: str
    chip: Chip
    lines: list[str]
    may_be_withdrawn: bool


def words_that_hold(child: Child) -> list[Word]:
    """For each scope of which somebody was asked."""
    scopes = code_list("consent_scopes")
    latest = latest_consents(child)
    return [_word(child, latest[scope]) for scope in scopes.codes if scope in latest]


def _word(child: Child, consent: Consent) -> Word:
    holds = still_holds(child, consent)
    return Word(
        consent.scope, code_list("consent_scopes").label(consent.scope), consent_chip(child, consent),
        _lines(consent), holds,
    )  # fmt: skip


def _lines(consent: Consent) -> list[str]:
    relations, forms, methods = code_list("relation_to_child"), code_list("consent_forms"), code_list("consent_methods")
    days = [date_format(consent.given_on, "SHORT_DATE_FORMAT")] if consent.given_on else []
    if consent.expires_on is not None and consent.decision == ConsentDecision.GIVEN:
        days.append(_("until %(day)s") % {"day": date_format(consent.expires_on, "SHORT_DATE_FORMAT")})
    who = relations.label(consent.given_by) if consent.given_by in relations else ""
    said = [
        who,
        forms.label(consent.form) if consent.form else "",
        methods.label(consent.method) if consent.method else "",
    ]
    return [line for line in (" · ".join(days), " · ".join(part for part in said if part)) if line]


def anew_words(child: Child) -> list[str]:
    """For what the family must be asked again."""
    return code_list("consent_scopes").labels([consent.scope for consent in to_ask_anew(child)])


def consent_events(child: Child) -> list[Event]:
    """Every word that was said, the latest first."""
    rows = consent_history(child)
    people = people_by_id({row.written_by for row in rows})
    scopes, words = code_list("consent_scopes"), code_list("consent_decision")
    return [
        Event(
            row.given_on or row.written_at, f"{scopes.label(row.scope)}: {words.label(row.decision)}",
            people[row.written_by].display_name if row.written_by in people else "",
        )
        for row in rows
    ]  # fmt: skip


def adults_who_may_speak(actor: Actor, child: Child) -> list[Relative]:
    """The safe adults of the family, for who may see its file."""
    seen = set(Relative.objects.visible_to(actor).filter(family=child.family_id).values_list("pk", flat=True))
    return [one for one in safe_relatives(child) if one.pk in seen]


def safe_adult(actor: Actor, child: Child, chosen: str) -> Relative | None:
    return next((one for one in adults_who_may_speak(actor, child) if str(one.pk) == chosen), None)


def override_or_404(actor: Actor, override_id: uuid.UUID) -> ConsentOverride:
    """For those who answer for the organisation that leads the child."""
    rows = ConsentOverride.objects.visible_to(actor, RELATIONS_FOR[Permission.CASE_SIGN])
    found: ConsentOverride | None = (
        rows.select_related("child", "decided_by", "answered_by").filter(pk=override_id).first()
    )
    if found is None:
        raise Http404
    return found


def override_facts(actor: Actor, override: ConsentOverride) -> list[Fact]:
    """One act without consent, revealed and so audited."""
    reveal(actor, override)
    told = code_list("yes_no_unknown").label(override.was_told)
    asked = suited(_("Was the child or the guardian told?"), standing_of(override.child))
    try:
        texts = [override.explanation, override.why_not_told]
    except StillSealed:
        texts = ["", ""]
    return [
        Fact(_("Who decided"), [override.decided_by.display_name, _when(override)]),
        Fact(_("Ground"), code_list("override_grounds").label(override.ground)),
        Fact(_("What the danger is, and what was given to whom"), texts[0]),
        Fact(asked, [part for part in (told, texts[1]) if part]),
        Fact(_("Second person"), _answer(override), chip=override_chip(override)),
    ]


def override_chip(override: ConsentOverride) -> Chip:
    return Chip(OUTCOMES[OverrideOutcome(override.outcome)], code_list("override_outcome").label(override.outcome))


def _when(override: ConsentOverride) -> str:
    return date_format(localtime(override.decided_at), "SHORT_DATETIME_FORMAT")


def _answer(override: ConsentOverride) -> str:
    return override.answered_by.display_name if override.answered_by is not None else ""


def override_table(actor: Actor, child: Child) -> Table:
    """Acts without consent of this child, the latest first, each with its page for who may answer."""
    may_open = Permission.CASE_SIGN in actor.permissions
    rows = [
        TableRow(
            [code_list("override_grounds").label(one.ground), _when(one), override_chip(one)],
            reverse("override", args=[one.pk]) if may_open else "",
        )
        for one in overrides_of(child)
    ]
    columns = [Column(words) for words in (_("Ground"), _("When"), _("Second person"))]
    empty = suited(_("Never happened for this child."), standing_of(child))
    return Table(columns, rows, caption=_("Acts without consent"), empty=empty)
