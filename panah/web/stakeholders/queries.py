from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, can
from panah.foundation.security.codes import Relation, normalise_code
from panah.foundation.security.permissions import RELATIONS_FOR, Permission
from panah.programme.directory.models import Institution, Responsibility
from panah.programme.directory.queries import contacts_of, lawful
from panah.web.components.child_words import language_now
from panah.web.components.values import Chip, Column, Fact, Table, TableRow, Tone, telephone
from panah.web.stakeholders.laying import kind_label, source_words, text_of

KEEPS = RELATIONS_FOR[Permission.STAKEHOLDER_KEEP]


def institution_or_404(actor: Actor, code: str, relations: frozenset[Relation] | None = None) -> Institution:
    """``KEEPS``: one that the own organisation may change."""
    rows = Institution.objects.visible_to(actor, relations).select_related("place", "organisation", "brought_by")
    found = rows.filter(code=normalise_code(code) or "-").first()
    if found is None:
        raise Http404
    return found


def kept_duty_or_404(actor: Actor, code: str) -> Responsibility:
    """One that the own organisation wrote down, or that is said of it."""
    rows = Responsibility.objects.visible_to(actor, KEEPS).select_related("institution")
    found = rows.filter(code=normalise_code(code) or "-").first()
    if found is None:
        raise Http404
    return found


def listed(
    actor: Actor, *, text: str = "", kind: str = "", region: str = "", is_closed: bool = False
) -> QuerySet[Institution]:
    rows = Institution.objects.visible_to(actor).filter(is_active=not is_closed)
    if text:
        rows = rows.named(text)
    if kind:
        rows = rows.filter(kind=kind)
    if region:
        rows = rows.filter(Q(place=region) | Q(place__parent=region))
    return rows.select_related("place").order_by("sort_key", "id")


def list_labels() -> dict[str, str]:
    return {"name": _("Name"), "kind": _("Kind"), "place": _("Place"), "phone": _("Telephone of the office")}


def list_rows(rows: Iterable[Institution]) -> list[TableRow]:
    return [
        TableRow(
            [one.label(language_now()), kind_label(one.kind), where(one), telephone(one.phone, "—")],
            reverse("stakeholder", args=[one.code]),
        )
        for one in rows
    ]


def where(institution: Institution) -> str:
    return institution.place.label(language_now()) if institution.place else _("Whole country")


def facts_of(institution: Institution) -> list[Fact]:
    own = institution.label(language_now())
    others = [name for name in (institution.name_kk, institution.name_ru, institution.name_en) if name and name != own]
    works = institution.organisation.label(language_now()) if institution.organisation else _("no account in Panah")
    return [
        *([Fact(_("In other languages"), others)] if others else []),
        Fact(_("Kind"), kind_label(institution.kind)),
        Fact(_("Place"), where(institution)),
        Fact(_("Telephone of the office"), telephone(institution.phone)),
        Fact(_("Which post answers it"), institution.post),
        Fact(_("Works with Panah as"), works),
        *([Fact(_("Written down by"), institution.brought_by.label(language_now()))] if institution.brought_by else []),
    ]


def may_keep(actor: Actor, institution: Institution) -> bool:
    return can(actor, Permission.STAKEHOLDER_KEEP, institution).allowed


def duty_words(duty: Responsibility) -> str:
    stage = code_list("nrm_stages").label(duty.stage)
    return f"{stage} — {code_list('responsibility_part').label(duty.part)}"


def duties(actor: Actor, institution: Institution) -> list[dict[str, Any]]:
    """What is said of it, in the order of the stages; what ended stands last."""
    today, stages = clock.today(), list(code_list("nrm_stages").codes)
    every = Responsibility.objects.visible_to(actor).filter(institution=institution)
    rows = list(every.select_related("brought_by"))
    kept: set[int] = set()
    if Permission.STAKEHOLDER_KEEP in actor.permissions:
        kept |= set(
            Responsibility.objects.visible_to(actor, KEEPS).filter(institution=institution).values_list("pk", flat=True)
        )

    def ended(row: Responsibility) -> bool:
        return row.until is not None and row.until < today

    rows.sort(key=lambda row: (ended(row), stages.index(row.stage) if row.stage in stages else 99, row.pk))
    return [
        {
            "row": row, "words": duty_words(row), "is_over": ended(row), "days": _days(row),
            "basis": code_list("responsibility_basis").label(row.basis),
            "chip": Chip(Tone.MUTE, _("ended")) if ended(row) else None, "can_keep": row.pk in kept,
            "by": row.brought_by.label(language_now()) if row.brought_by else "",
        }
        for row in rows
    ]  # fmt: skip


def _days(row: Responsibility) -> str:
    days = [date_format(day, "SHORT_DATE_FORMAT") if day else "" for day in (row.since, row.until)]
    return f"{days[0]}–{days[1]}" if any(days) else ""


def by_law(institution: Institution) -> Table:
    """What the law says of every body of its kind, today."""
    today = clock.today()
    said = [one for one in lawful() if one.who.kind == institution.kind and one.holds(today)]
    stages, parts = code_list("nrm_stages"), code_list("responsibility_part")
    rows = [
        TableRow([stages.label(one.stage), parts.label(one.part), text_of(one), source_words(one)])
        for one in sorted(said, key=lambda one: stages.codes.index(one.stage))
    ]
    labels = (_("Stage"), _("What it does there"), _("In short words"), _("The paper"))
    return Table([Column(label) for label in labels], rows, empty=_("No law that we know names bodies of this kind."))


def contacts(actor: Actor, institution: Institution) -> Table | None:
    """Who works there, for those who may see adults; telephones stand behind each name, by right."""
    if Permission.ADULT_VIEW not in actor.permissions:
        return None
    rows = [
        TableRow([one.name, one.post or "—"], reverse("adult-entry", args=[one.code]))
        for one in contacts_of(actor, institution.pk)
    ]
    return Table([Column(_("Name")), Column(_("Post"))], rows, empty=_("Nobody is written down here yet."))
