"""Has this caller called before? Asking is on record and has a limit: nobody goes through a list of numbers."""

from panah.casework.calls import rules
from panah.casework.calls.actions.refusals import LooksAreOver, NothingToLookFor
from panah.casework.calls.actions.whose import line_of, writer_of
from panah.casework.calls.models import CallerLook
from panah.casework.calls.queries import Marks, earlier_under, marks_of
from panah.foundation.accounts.models import Organisation
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@action(Permission.CALL_WORK, on=None)
def look_for_caller(*, by: Actor, number: str = "", alias: str = "") -> CallerLook:
    """Count the look before anything is told (``queries.earlier_under``); neither number nor nickname is kept."""
    marks = marks_of(by.organisation, number, alias)
    if not marks:
        raise NothingToLookFor
    if writer_of(by) is None:
        raise NotPermitted
    look = count_look(by=by, marks=marks)
    if look is None:
        raise LooksAreOver
    return look


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def count_look(*, by: Actor, marks: Marks) -> CallerLook | None:
    """Whatever tells of earlier calls is a look: the button, and a record that is saved under a number. None over the limit.

    Over it nothing is counted, so whoever waits an hour is free again.
    """
    person = writer_of(by)
    if person is None:
        return None
    line = Organisation.objects.select_for_update().get(
        pk=line_of(by).pk
    )  # of two looks at once the second sees the first
    now = clock.now()
    looks = CallerLook.objects.visible_to(by).since(now - rules.LOOKS_WITHIN).count()
    if not rules.may_look(looks):
        return None
    found = min(earlier_under(by, marks).count, 32_000)
    return CallerLook.objects.create(organisation=line, person=person, at=now, found=found)
