"""What the pages of adults show: names and posts, reasons; a telephone only where it may be opened."""

from collections.abc import Iterable, Sequence

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor, can
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.permissions import RELATIONS_FOR, Permission
from panah.foundation.security.sealed import StillSealed
from panah.programme.directory.codes import RecognitionReason
from panah.programme.directory.models import Adult, AdultPair
from panah.programme.directory.queries import Found, entries_of
from panah.web.components.child_words import language_now
from panah.web.components.values import Chip, Column, Fact, Link, Table, TableRow, Tone

CONTACTS = ("phone", "email")


def adult_or_404(actor: Actor, code: str) -> Adult:
    return _found(Adult.objects.visible_to(actor), code)


def kept_adult_or_404(actor: Actor, code: str) -> Adult:
    """One whom the own organisation works with: others change nothing."""
    return _found(Adult.objects.visible_to(actor, RELATIONS_FOR[Permission.ADULT_KEEP]), code)


def _found(rows: object, code: str) -> Adult:
    related = rows.select_related("institution__place", "place", "same_as", "registered_by", "file")  # type: ignore[attr-defined]
    adult: Adult | None = related.filter(code=normalise_code(code) or "-").first()
    if adult is None:
        raise Http404
    return adult


def pair_or_404(actor: Actor, code: str) -> AdultPair:
    rows = AdultPair.objects.visible_to(actor).filter(code=normalise_code(code) or "-")
    sides = [f"{side}__{of}" for side in ("first", "second") for of in ("institution", "place", "registered_by")]
    pair = rows.select_related(*sides).first()
    if pair is None:
        raise Http404
    return pair


def may_keep(actor: Actor, adult: Adult) -> bool:
    return can(actor, Permission.ADULT_KEEP, adult).allowed


def works_at(adult: Adult) -> str:
    return adult.institution.label(language_now()) if adult.institution else adult.workplace


def name_of(adult: Adult) -> str:
    return adult.name or _("asked to be forgotten")


def where(adult: Adult) -> str:
    return adult.place.label(language_now()) if adult.place else ""


def columns() -> dict[str, object]:
    return {
        "name": _("Full name"),
        "post": _("Post"),
        "works": _("Works at"),
        "sector": _("Sector"),
        "place": _("Place"),
    }


def list_rows(adults: Iterable[Adult]) -> list[TableRow]:
    sectors = code_list("trainee_sectors")
    return [
        TableRow(
            [one.name, one.post, works_at(one), sectors.label(one.sector), where(one)],
            reverse("adult-entry", args=[one.code]),
        )
        for one in adults
    ]


def facts_of(adult: Adult) -> list[Fact]:
    return [
        *([Fact(_("Earlier names"), list(adult.earlier_names))] if adult.earlier_names else []),
        Fact(_("Sector"), code_list("trainee_sectors").label(adult.sector)),
        Fact(_("Post"), adult.post),
        Fact(_("Works at"), _institution_link(adult)),
        Fact(_("Place"), where(adult)),
        Fact(_("Woman or man"), code_list("sex_of_adult").label(adult.sex)),
        Fact(_("Languages"), ", ".join(code_list("languages_spoken").labels(adult.languages))),
        Fact(_("Written down"), _written_down(adult)),
    ]


def _institution_link(adult: Adult) -> object:
    if adult.institution is None:
        return adult.workplace
    return Link(reverse("stakeholder", args=[adult.institution.code]), works_at(adult))


def _written_down(adult: Adult) -> str:
    day = date_format(localtime(adult.registered_at).date(), "SHORT_DATE_FORMAT")
    return f"{day} · {adult.registered_by.label(language_now())}" if adult.registered_by else day


def contacts(adult: Adult) -> dict[str, str]:
    """What was opened of telephone and e-mail, by name; what may not be read is missing."""
    found = {}
    for name in CONTACTS:
        try:
            found[name] = str(getattr(adult, name))
        except StillSealed:
            continue
    return found


def contact_facts(adults: Sequence[Adult]) -> list[Fact]:
    """Of all entries of a person what their reader may open."""
    opened = [contacts(adult) for adult in adults]
    labels = {"phone": _("Telephone"), "email": _("E-mail")}
    return [
        Fact(label, list(dict.fromkeys(one[name] for one in opened if one.get(name)))) for name, label in labels.items()
    ]


def entries_table(actor: Actor, adult: Adult) -> Table | None:
    """The entries of one person, where there are several."""
    entries = list(entries_of(actor, adult))
    if len(entries) < 2:
        return None
    rows = [
        TableRow([one.code, name_of(one), one.post, works_at(one), _written_down(one), _change_link(actor, one)])
        for one in entries
    ]
    labels = (_("Code"), _("Full name"), _("Post"), _("Works at"), _("Written down"), "")
    return Table([Column(label) for label in labels], rows)


def _change_link(actor: Actor, adult: Adult) -> object:
    if adult.forgotten_at or not may_keep(actor, adult):
        return ""
    return Link(reverse("adult-entry-change", args=[adult.code]), _("Change"))


def found_rows(found: Sequence[Found]) -> list[tuple[Adult, list[tuple[str, str]], str]]:
    """Who may be meant: name, post, workplace and place, and why. Never a telephone."""
    return [(one.adult, _named(one.adult), reason_words([r.value for r in one.verdict.reasons])) for one in found]


def _named(adult: Adult) -> list[tuple[str, str]]:
    pairs = ((_("Post"), adult.post), (_("Works at"), works_at(adult)), (_("Place"), where(adult)))
    return [(str(label), words) for label, words in pairs if words]


def reason_words(codes: Iterable[str]) -> str:
    return " · ".join(code_list("recognition_reason").label(code) for code in codes)


def pair_columns() -> list[Column]:
    labels = (_("One record"), _("The other record"), _("Why"), _("Found"), _("Decision"))
    return [Column(label) for label in labels]


def pair_rows(pairs: Iterable[AdultPair]) -> list[TableRow]:
    states = code_list("adult_pair_state")
    return [
        TableRow(
            [
                name_of(pair.first), name_of(pair.second), reason_words(pair.reasons) or "—",
                date_format(localtime(pair.found_at).date(), "SHORT_DATE_FORMAT"), states.label(pair.state),
            ],
            reverse("adult-pair", args=[pair.code]),
        )
        for pair in pairs
    ]  # fmt: skip


def sides_table(pair: AdultPair) -> Table:
    """Both entries, a line for each thing that was written of either; of telephones only whether they are one."""
    sides = (pair.first, pair.second)
    lines: list[tuple[str, list[str]]] = [
        (_("Full name"), [name_of(one) for one in sides]),
        (_("Earlier names"), [", ".join(one.earlier_names) for one in sides]),
        (_("Post"), [one.post for one in sides]),
        (_("Works at"), [works_at(one) for one in sides]),
        (_("Place"), [where(one) for one in sides]),
        (_("Sector"), [code_list("trainee_sectors").label(one.sector) for one in sides]),
        (_("Woman or man"), [code_list("sex_of_adult").label(one.sex) for one in sides]),
        (_("Written down"), [_written_down(one) for one in sides]),
    ]
    chips: dict[str, object] = {str(_("Full name")): _of_names(pair), str(_("Written down")): ""}
    rows = [
        TableRow([label, *(word or "—" for word in words), chips.get(label, agreement(*words))])
        for label, words in lines
        if any(words)
    ]
    rows.append(
        TableRow([_("Telephone"), *(_has(one) for one in sides), agreement(*(one.phone_mark for one in sides))])
    )
    return Table([Column(_("What is known")), *(Column(one.code) for one in sides), Column(_("Compared"))], rows)


def _of_names(pair: AdultPair) -> object:
    """A name in another spelling is no other name."""
    if RecognitionReason.SAME_NAME in pair.reasons or pair.first.name == pair.second.name:
        return Chip(Tone.OK, _("agrees"))
    is_alike = RecognitionReason.NAME_ALIKE in pair.reasons
    return Chip(Tone.DUE, _("alike")) if is_alike else Chip(Tone.LATE, _("differs"))


def _has(adult: Adult) -> str:
    return _("written down, sealed") if adult.phone_mark else "—"


def agreement(one: str, other: str) -> Chip:
    if not one or not other:
        return Chip(Tone.MUTE, _("missing on one side") if one or other else _("not known"))
    return Chip(Tone.OK, _("agrees")) if one == other else Chip(Tone.LATE, _("differs"))
