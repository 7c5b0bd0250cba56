"""An entry of the library in words: chips, languages, facts, tables."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from panah.foundation.documents.codes import Media
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.programme.library.codes import ItemState, UserKind
from panah.programme.library.models import Edition, Item, Use
from panah.programme.library.queries import Entry
from panah.web.components.child_words import language_now
from panah.web.components.values import Chip, Column, Fact, Table, TableRow, Tone
from panah.web.components.when import day_and_distance
from panah.web.story.views.keeping import ENDINGS

TONES = {ItemState.DRAFT: Tone.DUE, ItemState.APPROVED: Tone.OK, ItemState.WITHDRAWN: Tone.LATE}
KILOBYTE = 1024


def state_chip(item: Item) -> Chip:
    state = ItemState(item.state)
    return Chip(TONES[state], code_list("library_state").label(state))


def spoken(languages: Iterable[str]) -> str:
    return ", ".join(code_list("library_languages").labels(list(languages)))


def version_words(number: int) -> str:
    return _("Version %(number)d") % {"number": number}


def paper_words(edition: Edition) -> str:
    """ "Kazakh (pdf, 120 KB)"."""
    label = code_list("library_languages").label(edition.language)
    if edition.paper is None:
        return label
    size = max(1, edition.paper.size // KILOBYTE)
    ending = ENDINGS[Media(edition.paper.media_type)]
    return _("%(language)s (%(ending)s, %(size)d KB)") % {"language": label, "ending": ending, "size": size}


def file_name(edition: Edition) -> str:
    """Neutral: the code, the number and the language say nothing of what it is about."""
    ending = ENDINGS[Media(edition.paper.media_type)] if edition.paper else "txt"
    return f"{edition.version.item.code}-{edition.version.number}-{edition.language}.{ending}"


def facts_of(item: Item) -> list[Fact]:
    now = clock.now()
    sectors = code_list("trainee_sectors").labels(item.sectors)
    facts = [
        Fact(_("Kind"), code_list("library_kinds").label(item.kind)),
        Fact(_("For whom"), code_list("library_audience").label(item.open_to or item.audience)),
        Fact(_("Sector"), sectors or _("all")),
        Fact(_("Kept by"), item.organisation.label(language_now())),
    ]
    if item.stage:
        facts.insert(2, Fact(_("Stage"), code_list("nrm_stages").label(item.stage)))
    if item.source_kind:
        facts.append(Fact(_("Where the lesson comes from"), code_list("lesson_sources").label(item.source_kind)))
    if item.review_by:
        facts.append(Fact(_("To be looked at again"), day_and_distance(item.review_by, now)))
    return facts


def lines_of(item: Item) -> list[tuple[str, str, str, str]]:
    """Each word that readers are told of it before they open it: what it is, its language, as it stands, as it is asked for.

    What stands is empty of an entry that nobody reads yet, and where nothing is to change.
    """
    labels = {
        "title_kk": _("Title in Kazakh"), "title_ru": _("Title in Russian"), "title_en": _("Title in English"),
        "summary_kk": _("What it is for, in Kazakh"), "summary_ru": _("What it is for, in Russian"),
    }  # fmt: skip
    now, asked = item.words, item.newest_words
    return [
        (label, name[-2:], now[name] if now[name] != asked[name] else "", asked[name])
        for name, label in labels.items()
        if now[name] or asked[name]
    ]


def notes_of(editions: Iterable[Edition]) -> list[tuple[str, str]]:
    """What its keepers say is different, in each language: those who use it will read that."""
    versions = {edition.version_id: edition.version for edition in editions if edition.version.came_out_at is None}
    said = [
        (language, text)
        for one in versions.values()
        for language, text in (("kk", one.changed_kk), ("ru", one.changed_ru))
    ]
    return [(language, text) for language, text in said if text]


def list_columns() -> list[Column]:
    return [
        Column(_("Title")), Column(_("Kind")), Column(_("Languages")), Column(_("Version"), is_number=True),
        Column(_("For whom")), Column(_("State")),
    ]  # fmt: skip


def list_row(entry: Entry, address: str = "library-item") -> TableRow:
    item = entry.item
    languages = spoken(entry.languages)
    if entry.number is not None and entry.missing:
        languages = _("%(there)s; missing: %(missing)s") % {"there": languages, "missing": spoken(entry.missing)}
    return TableRow(
        [
            item.title(language_now()), code_list("library_kinds").label(item.kind), languages or "—",
            entry.number or "—", code_list("library_audience").label(item.open_to or item.audience), _state_of(entry),
        ],
        reverse(address, args=[item.code]),
    )  # fmt: skip


def _state_of(entry: Entry) -> Chip:
    """What a reader must know first: that it no longer holds, that a newer one is out, that somebody must read it."""
    if entry.item.state == ItemState.WITHDRAWN:
        return state_chip(entry.item)
    if entry.is_behind:
        return Chip(Tone.DUE, _("you use version %(number)d") % {"number": entry.used})
    if entry.is_waiting:
        return Chip(Tone.DUE, _("waits for a second person"))
    return state_chip(entry.item)


def uses_table(uses: Sequence[Use], newest: int | None) -> Table:
    """Who goes by which version, for those who keep it."""
    rows = [TableRow([_who(use), use.version.number, _since(use.since), _user_state(use, newest)]) for use in uses]
    columns = [Column(_("Who uses it")), Column(_("Version"), is_number=True), Column(_("Since")), Column(_("State"))]
    return Table(columns, rows, empty=_("Nobody has said yet that they use it."))


def _who(use: Use) -> str:
    if use.kind == UserKind.EVENT:
        return f"{code_list('library_users').label(use.kind)}: {use.event}"
    office = use.organisation.label(language_now()) if use.organisation else "—"
    if use.kind == UserKind.PERSON and use.person:
        return f"{use.person.display_name}, {office}"
    return office


def _since(moment: datetime) -> str:
    return day_and_distance(moment, clock.now())


def _user_state(use: Use, newest: int | None) -> Chip:
    if newest is None or use.version.number >= newest:
        return Chip(Tone.OK, _("the newest"))
    return Chip(Tone.MUTE, _("was told")) if use.told_at else Chip(Tone.DUE, _("an older one"))
