"""What happened in a case, what was given, what is still missing, and what others owe."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from panah.casework.cases.models import Assessment, Case, ClosureRequest, DeliveredService, Note, PlannedService
from panah.casework.cases.queries import Moment, running_answers
from panah.foundation.clocks.queries import awaited_timers
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import Guarded, StillSealed, reveal
from panah.web.components.child_words import language_now
from panah.web.components.values import Column, Event, Table, TableRow, WaitingRow
from panah.web.today.queries import address_of
from panah.web.today.sentences import sentence_of

SERVICES_SHOWN = 10
_KINDS = {
    "service": gettext_lazy("Service"),
    "assessment": gettext_lazy("Assessment completed"),
    "closure": gettext_lazy("Closure"),
    "opened": gettext_lazy("Case opened"),
}


def events_of(actor: Actor, moments: Sequence[Moment]) -> list[Event]:
    """The timeline in words; texts that this person may read are folded under a note."""
    reveal(actor, *(moment.record for moment in moments if isinstance(moment.record, Guarded)))
    return [_event(moment) for moment in moments]


def _event(moment: Moment) -> Event:
    facts = [_late(moment), _who(moment)]
    return Event(
        at=moment.happened_on, sentence=_sentence(moment), who=" · ".join(fact for fact in facts if fact),
        body=_text(moment), content_note=_("may be painful to read"),
    )  # fmt: skip


def _late(moment: Moment) -> str:
    """Late paper is welcome; that it was late stands beside it (S14)."""
    days = (localtime(moment.written_at).date() - moment.happened_on).days
    if days < 1:
        return ""
    return ngettext("written %(days)d day later", "written %(days)d days later", days) % {"days": days}


def _who(moment: Moment) -> str:
    record = moment.record
    if isinstance(record, Note):
        person = record.written_by
    elif isinstance(record, Assessment):
        person = record.completed_by
    elif isinstance(record, ClosureRequest):
        person = record.decided_by or record.asked_by
    else:
        return record.provider.label(language_now()) if isinstance(record, DeliveredService) and record.provider else ""
    return person.display_name if person is not None else ""


def _text(moment: Moment) -> str:
    record, text = moment.record, ""
    try:
        if isinstance(record, Note):
            text = record.text
        elif isinstance(record, DeliveredService):
            text = record.what_was_done
        elif isinstance(record, Assessment):
            text = record.child_view
        elif isinstance(record, ClosureRequest):
            text = record.remark or record.child_opinion
    except StillSealed:
        return ""
    return text


def _sentence(moment: Moment) -> str:
    if moment.kind == "note":
        return code_list("note_kinds").label(moment.fact)
    if moment.kind == "service":
        return f"{_KINDS['service']}: {code_list('service_types').label(moment.fact)}"
    if moment.kind == "closure":
        return f"{_KINDS['closure']}: {code_list('closure_decision').label(moment.fact)}"
    return str(_KINDS[moment.kind])


def service_table(moments: Sequence[Moment]) -> Table:
    """The latest services: what, when and by whom; what was done stays folded in the timeline."""
    types, language = code_list("service_types"), language_now()
    given = [moment.record for moment in moments if isinstance(moment.record, DeliveredService)]
    rows = [
        TableRow(
            [
                types.label(one.service_type),
                date_format(one.happened_on, "SHORT_DATE_FORMAT"),
                one.provider.label(language) if one.provider else one.organisation.label(language),
            ]
        )
        for one in given[:SERVICES_SHOWN]
    ]
    columns = [Column(_("Service")), Column(_("Day")), Column(_("Who helped"))]
    return Table(columns, rows, empty=_("No service is recorded yet."))


def needs_found(case: Case, planned: Sequence[PlannedService], moments: Sequence[Moment]) -> list[str]:
    """What the assessment found, and neither the plan nor a service answers yet."""
    needed = {need for answer in running_answers(case).values() for need in answer.needs}
    met = {one.service_type for one in planned}
    met |= {moment.fact for moment in moments if moment.kind == "service"}
    return code_list("service_types").labels(sorted(needed - met))


def waiting_here(case: Case) -> list[WaitingRow]:
    """The answers of others that this case waits for."""
    language = language_now()
    return [
        WaitingRow(
            who=timer.organisation.label(language) if timer.organisation else "",
            what=f"{sentence_of(timer)} · {timer.subject_code}",
            due=timer.due_at,
            url=address_of(timer),
        )
        for timer in awaited_timers(case.file_id, case.organisation_id)
    ]
