"""What the pages of concerns show, gathered without a query for each row and without opening a secret."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.casework.concerns.codes import ConcernStatus, Urgency
from panah.casework.concerns.models import Concern, ConcernChild, ConcernMessage
from panah.casework.concerns.queries import children_of, clocks_of
from panah.casework.people.codes import Standing
from panah.casework.referrals.models import Referral
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.web.components.child_words import sex_and_age
from panah.web.components.grown_words import standing_from, suited
from panah.web.components.lists import ListColumn, by_rank
from panah.web.components.values import Chip, Column, Event, Fact, Link, Table, TableRow, Tone
from panah.web.components.when import day_and_distance, when_chip

_URGENCY_TONES = {Urgency.DANGER: Tone.DANGER, Urgency.HIGH: Tone.DUE, Urgency.NORMAL: Tone.MUTE}
_STATUS_TONES = {
    ConcernStatus.RECEIVED: Tone.DUE,
    ConcernStatus.IN_TRIAGE: Tone.INFO,
    ConcernStatus.REFERRED: Tone.OK,
    ConcernStatus.INFORMATION_GIVEN: Tone.MUTE,
    ConcernStatus.NOT_A_CONCERN: Tone.MUTE,
}


def urgency_chip(concern: Concern) -> Chip:
    return Chip(_URGENCY_TONES[Urgency(concern.urgency)], code_list("urgency").label(concern.urgency))


def status_chip(concern: Concern) -> Chip:
    return Chip(_STATUS_TONES[ConcernStatus(concern.status)], code_list("concern_status").label(concern.status))


def columns() -> dict[str, ListColumn]:
    return {
        "code": ListColumn(_("Code"), ("code",)),
        "urgency": ListColumn(_("Urgency"), (by_rank("urgency", list(_URGENCY_TONES)),)),
        "child": ListColumn(_("Child")),
        "place": ListColumn(_("Place"), ("place_id",)),
        "received": ListColumn(_("Received"), ("received_at",)),
        "due": ListColumn(_("Due")),
        "state": ListColumn(_("State"), (by_rank("status", list(_STATUS_TONES)),)),
    }


def rows_of(concerns: Sequence[Concern]) -> list[TableRow]:
    """Codes, ages and clocks; no name and no word of the reporter."""
    children, timers = children_of(concerns), clocks_of(concerns)
    return [_row(concern, children, timers) for concern in concerns]


def _row(
    concern: Concern, children: Mapping[uuid.UUID, list[ConcernChild]], timers: Mapping[uuid.UUID, Timer]
) -> TableRow:
    timer, now = timers.get(concern.file_id), clock.now()
    return TableRow(
        [
            concern.code,
            urgency_chip(concern),
            _who(concern, children.get(concern.pk, [])),
            concern.place.label() if concern.place else _("not known"),
            day_and_distance(concern.received_at, now),
            when_chip(timer.due_at, now) if timer else "—",
            status_chip(concern),
        ],
        reverse("concern", args=[concern.code]),
    )


def _who(concern: Concern, children: Sequence[ConcernChild]) -> str:
    """Of somebody young who wrote in the first person that much; age and sex were not asked."""
    if concern.is_first_person:
        return code_list("about_whom").label(concern.about_whom)
    return child_words(children)


def standing_among(children: Sequence[ConcernChild]) -> Standing:
    """As the pages of a concern speak: one who may be a child among several, and all words are of children (S10)."""
    told = {standing_from(None, child.age_band) for child in children}
    return Standing.ADULT if told == {Standing.ADULT} else Standing.CHILD


def child_words(children: Sequence[ConcernChild]) -> str:
    if not children:
        return ""
    first = sex_and_age(children[0].sex, None, children[0].age_band)
    more = len(children) - 1
    if not more:
        return first
    if standing_among(children) is Standing.ADULT:
        return f"{first} · " + ngettext("%(count)d more person", "%(count)d more people", more) % {"count": more}
    return f"{first} · " + ngettext("%(count)d more child", "%(count)d more children", more) % {"count": more}


@dataclass(frozen=True)
class Told:
    """What one concern says, in groups: ``identity`` is there only after it was asked for."""

    facts: list[Fact]
    identity: list[Fact]
    reporter: list[Fact]


def told_by(concern: Concern, children: Sequence[ConcernChild], *, is_identity_open: bool) -> Told:
    """Of the reporter the role alone, until names are asked for."""
    facts = [Fact(_("Place"), concern.place.label() if concern.place else "")]
    if not concern.is_first_person:  # who writes in the first person is asked for neither
        danger = Fact(_("Danger now"), code_list("danger_now").label(concern.is_danger_now))
        facts = [danger, Fact(_("Signs"), code_list("public_signs").labels(concern.signs)), *facts]
    if len(children) > 1:
        facts.insert(2, Fact(_("One family"), code_list("yes_no_unknown").label(concern.is_same_family)))
    role = code_list("reporter_roles").label(concern.reporter_role) if concern.reporter_role else ""
    reporter = [Fact(_("Who reports"), role)]
    if concern.stays_anonymous:
        reporter.insert(0, Fact(_("Phone"), _("stays anonymous")))
    identity = _identity_facts(concern, standing_among(children)) if is_identity_open else []
    return Told(facts, identity, reporter)


def table_of_children(
    children: Sequence[ConcernChild], referrals: Sequence[Referral], *, is_identity_open: bool
) -> Table:
    """The children side by side: who they are, and to whom each was sent."""
    sent: dict[uuid.UUID | None, list[Referral]] = {}
    for referral in referrals:
        sent.setdefault(referral.concern_child_id, []).append(referral)
    who = suited(_("Child"), standing_among(children))
    labels = [who, _("Age and sex"), _("Language"), *([_("Name")] if is_identity_open else []), _("Referral")]
    rows = [
        TableRow([
            str(child.position),
            sex_and_age(child.sex, None, child.age_band),
            code_list("languages_spoken").label(child.language),
            *([child.name or _("no name told")] if is_identity_open else []),
            _referral_cell(sent.get(child.pk, [])),
        ])
        for child in children
    ]  # fmt: skip
    return Table([Column(label) for label in labels], rows)


def _referral_cell(referrals: Sequence[Referral]) -> Link | str:
    """The newest one; those before it stand below."""
    if not referrals:
        return _("none yet")
    return Link(reverse("referral", args=[referrals[0].code]), referrals[0].code)


def _identity_facts(concern: Concern, standing: Standing) -> list[Fact]:
    facts = [
        Fact(suited(_("With whom the child sleeps tonight"), standing), concern.sleeps_with),
        Fact(suited(_("Where the child is now"), standing), concern.where_child_is),
    ]
    if concern.is_first_person:
        way = code_list("safe_way").label(concern.safe_way) if concern.safe_way else ""
        facts += [
            Fact(_("How it is safe to answer"), way),
            Fact(_("Phone, or whom to ask for"), concern.reporter_contact),
            Fact(_("When it is safe, and what to say"), concern.safe_when),
        ]
    elif not concern.stays_anonymous:
        facts.append(Fact(_("Phone of the reporter"), concern.reporter_contact))
    safe_time = code_list("safe_time").label(concern.safe_time) if concern.safe_time else ""
    if not concern.is_first_person:
        facts.append(Fact(_("When to call"), safe_time))
    facts.append(Fact(_("Language of the report"), code_list("languages_spoken").label(concern.language)))
    if concern.guardian_told_at is not None:
        facts.append(Fact(_("Told at the guardianship body"), _guardian_words(concern)))
    return facts


def _guardian_words(concern: Concern) -> list[str]:
    told = concern.guardian_told or {}
    way = code_list("guardian_channel").label(told.get("channel", ""))
    return [words for words in (told.get("who"), told.get("post"), way, told.get("number")) if words]


def _added_words(message: ConcernMessage) -> str:
    if message.is_unverified:
        return _("The reporter added something. Unverified: very many messages came from one network in a few minutes")
    return _("The reporter added something")


def events_of(concern: Concern, messages: Sequence[ConcernMessage], decided_by: str) -> list[Event]:
    """What happened with a concern, newest first."""
    painful = _("may be painful to read")
    events = [Event(concern.received_at, _("Concern received"))]
    if concern.written_at is not None:
        events.append(
            Event(concern.written_at, _("Written without network; the hour is that of the sender's own device"))
        )
    events += [
        Event(message.written_at, _added_words(message), body=message.text, content_note=painful)
        for message in messages
    ]
    if concern.guardian_told_at is not None:
        events.append(Event(concern.guardian_told_at, _("The guardianship body was told")))
    if concern.looked_at is not None:
        events.append(Event(concern.looked_at, _("First look")))
    if concern.decided_at is not None:
        words = code_list("concern_status").label(concern.status)
        if concern.status == ConcernStatus.NOT_A_CONCERN:
            words = f"{words}: {code_list('nothing_reasons').label(concern.reason)}"
        note = concern.decision_note
        events.append(Event(concern.decided_at, words, who=decided_by, body=note, content_note=painful if note else ""))
    return sorted(events, key=lambda event: str(event.at), reverse=True)
