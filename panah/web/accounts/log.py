"""The record of acts in words, for the head or administrator of an organisation: who, what, on which code."""

from collections.abc import Iterable

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import people_by_id
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind
from panah.foundation.security.models import AuditEvent
from panah.web.accounts.act_words import INNER, OF_TWO, READ_BY_TWO, SUBJECT_OF_TWO, WORDS
from panah.web.components.values import TableRow

ABOUT_PEOPLE = {"person", "membership"}


def acts_of(actor: Actor) -> QuerySet[AuditEvent]:
    """All acts in one's own organisation, the last first; but nothing of what only two people know, for ever."""
    if not actor.organisation:
        return AuditEvent.objects.none()
    rows = AuditEvent.objects.filter(organisation=actor.organisation).exclude(verb__in=INNER | OF_TWO)
    rows = rows.exclude(subject_kind=SUBJECT_OF_TWO).alias(names=Cast("fields", TextField()))
    return rows.exclude(verb="read", names__contains=READ_BY_TWO).order_by("-number")


def people_in(acts: Iterable[AuditEvent]) -> dict[str, Person]:
    """Who acted, and colleagues to whom something was done."""
    rows = list(acts)
    acted = {act.actor for act in rows if act.actor_kind == ActorKind.PERSON}
    return people_by_id(acted | {act.subject_code for act in rows if _is_about_person(act)})


def _is_about_person(act: AuditEvent) -> bool:
    return act.subject_kind in ABOUT_PEOPLE and bool(act.subject_code)


def row_of(act: AuditEvent, people: dict[str, Person]) -> TableRow:
    moment = date_format(timezone.localtime(act.at), "SHORT_DATETIME_FORMAT")
    return TableRow([moment, who(act, people), what(act), to_what(act, people)])


def to_what(act: AuditEvent, people: dict[str, Person]) -> str:
    """The code of a file; a colleague by name."""
    if not _is_about_person(act):
        return act.subject_code or "—"
    person = people.get(act.subject_code)
    return person.display_name if person else _("a person who is no longer known")


def who(act: AuditEvent, people: dict[str, Person]) -> str:
    if act.actor_kind == ActorKind.PERSON:
        person = people.get(act.actor)
        return person.display_name if person else _("a person who is no longer known")
    if act.actor_kind == ActorKind.LINK:
        return _("the holder of a link")
    return _("somebody without account") if act.actor_kind == ActorKind.PUBLIC else _("Panah itself")


def what(act: AuditEvent) -> str:
    """Our words for the act; for one that has none yet, its own name, so that nothing goes unseen."""
    verb = act.verb.rpartition(".")[2]
    words = str(WORDS.get(verb, "")) or verb.replace("_", " ")
    if act.count == 1:
        return words
    return f"{words} · " + ngettext("%(count)d record", "%(count)d records", act.count) % {"count": act.count}
