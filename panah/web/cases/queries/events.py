"""What happened in a case, in words. Texts that this person may read stand folded under a note."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panah.casework.cases.codes import ServiceStatus
from panah.casework.cases.models import Case, DeliveredService, Interview, Note, ToldFact
from panah.casework.cases.queries import GROUPS, SOURCES, Moment
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import Guarded, StillSealed, reveal
from panah.web.cases.queries.corrections import correction_words
from panah.web.components.child_words import language_now
from panah.web.components.grown_words import label_for, suited
from panah.web.components.undo import taken_back_words
from panah.web.components.values import Event, Link
from panah.web.components.when import written_later

_NAMES: dict[str, str | Promise] = {
    "service": gettext_lazy("Service"),
    "assessment": gettext_lazy("Assessment completed"),
    "review": gettext_lazy("Review"),
    "closure": gettext_lazy("Closure"),
    "depth": gettext_lazy("Help or protection"),
    "sleep": gettext_lazy("Where the child sleeps tonight"),
    "guardian": gettext_lazy("The guardianship body was told"),
    "told": gettext_lazy("Told or seen"),
    "interview": gettext_lazy("The child was questioned"),
    "opened": gettext_lazy("Case opened"),
    "printout": gettext_lazy("Printed"),
}
_LISTS = {
    "note": "note_kinds", "service": "service_types", "review": "review_outcomes", "closure": "closure_decision",
    "depth": "case_depth", "sleep": "sleeps_tonight", "guardian": "guardian_channel", "told": "told_topics",
    "interview": "organisation_kinds", "printout": "print_reasons",
}  # fmt: skip
_TEXTS: dict[str, tuple[str, ...]] = {
    "note": ("text",), "service": ("what_was_done",), "assessment": ("child_view",), "review": ("text", "child_says"),
    "closure": ("remark", "child_opinion"), "sleep": ("with_whom",), "guardian": ("told_to", "own_number"),
    "told": ("text",), "interview": ("reason_text",),
}  # fmt: skip
PAINFUL = frozenset({"note", "assessment", "review", "closure", "told", "interview"})
GROUP_NAMES: dict[str, str | Promise] = {
    "services": gettext_lazy("Services"),
    "notes": gettext_lazy("Notes"),
    "steps": gettext_lazy("Steps"),
    "safety": gettext_lazy("Safety"),
    "told": gettext_lazy("Told"),
    "record": gettext_lazy("Corrections and prints"),
}


def kinds_of(group: str) -> tuple[str, ...]:
    """The kinds behind a word of the address; everything for an unknown one."""
    return GROUPS.get(group, tuple(SOURCES))


def group_links(case: Case, shown: str) -> list[tuple[Link, bool]]:
    """The filter of the timeline as links, and which of them is chosen: works without JavaScript."""
    address = reverse("case", args=[case.code])
    groups = [("", _("All")), *((code, str(name)) for code, name in GROUP_NAMES.items())]
    chosen = shown if shown in GROUPS else ""
    return [
        (Link(f"{address}?show={code}#timeline" if code else f"{address}#timeline", name), code == chosen)
        for code, name in groups
    ]


def events_of(actor: Actor, moments: Sequence[Moment], standing: str) -> list[Event]:
    """The timeline in words, of a grown person in those that speak of no child (S10)."""
    reveal(actor, *(one.record for one in moments if isinstance(one.record, Guarded) and not _is_shut(one)))
    return [_event(moment, standing) for moment in moments]


def _is_shut(moment: Moment) -> bool:
    """What was told and then taken back may be another child's: its words are read no more."""
    return isinstance(moment.record, ToldFact | Interview) and moment.record.taken_back_at is not None


def _event(moment: Moment, standing: str) -> Event:
    facts = [written_later(moment.happened_on, moment.written_at), _who(moment.record)]
    return Event(
        at=moment.happened_on, sentence=_sentence(moment, standing), who=" · ".join(fact for fact in facts if fact),
        body="\n\n".join(_texts(moment)), content_note=_("may be painful to read") if moment.kind in PAINFUL else "",
    )  # fmt: skip


def _who(record: Any) -> str:
    """The organisation that helped, else whoever wrote, decided or asked."""
    if isinstance(record, DeliveredService) and record.provider is not None:
        return record.provider.label(language_now())
    if isinstance(record, Note) and record.helper is not None:
        return record.helper.organisation.label(language_now())
    for name in ("written_by", "completed_by", "decided_by", "asked_by", "printed_by"):
        person = getattr(record, name, None)
        if person is not None:
            return str(person.display_name)
    return ""


def _texts(moment: Moment) -> list[str]:
    if _is_shut(moment):
        return []
    found = []
    for name in _TEXTS.get(moment.kind, ()):
        try:
            text = str(getattr(moment.record, name))
        except StillSealed:
            continue
        found.append(text)
    return [text for text in found if text]


def _sentence(moment: Moment, standing: str) -> str:
    told = _SENTENCES.get(moment.kind)
    return told(moment, standing) if told is not None else _named(moment, standing)


def _named(moment: Moment, standing: str) -> str:
    name, words = suited(_NAMES.get(moment.kind, ""), standing), _label(moment, standing)
    if not name:
        return words
    return f"{name}: {words}" if words else name


def _label(moment: Moment, standing: str) -> str:
    codes = _LISTS.get(moment.kind)
    return label_for(codes, moment.fact, standing) if codes and moment.fact else ""


def _unless_taken_back(moment: Moment, standing: str) -> str:
    """A record that was taken back keeps its line, and says when and why: nothing is deleted from sight."""
    record: Any = moment.record
    words, tombstone = _named(moment, standing), taken_back_words(record, standing)
    return f"{words} — {tombstone}" if tombstone else words


def _service(moment: Moment, standing: str) -> str:
    record: Any = moment.record
    if record.taken_back_at is None and record.status != ServiceStatus.DELIVERED:
        return f"{_named(moment, standing)} — {label_for('service_status', record.status, standing)}"
    return _unless_taken_back(moment, standing)


def _depth(moment: Moment, standing: str) -> str:
    """What was noticed, and what a person decided about it."""
    record: Any = moment.record
    sign = label_for("protection_signs", record.sign, standing) if record.sign else ""
    if record.decided_at is None:
        return _("Noticed: %(sign)s") % {"sign": sign}
    words = f"{_NAMES['depth']}: {_label(moment, standing)} ({label_for('depth_reasons', record.reason, standing)})"
    return f"{words} · {sign}" if sign else words


def _correction(moment: Moment, standing: str) -> str:
    record: Any = moment.record
    return correction_words(record, standing)


_SENTENCES: dict[str, Callable[[Moment, str], str]] = {
    "service": _service, "depth": _depth, "correction": _correction, "told": _unless_taken_back,
    "interview": _unless_taken_back,
}  # fmt: skip
