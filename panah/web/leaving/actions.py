"""The account of whoever leaves ends: after everything has another holder, or before it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.casework.leaving.queries import left_in, resting_on
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.departures.actions import DepartureIsOver, complete_departure, note_left
from panah.foundation.departures.codes import Kind
from panah.foundation.departures.models import Departure
from panah.foundation.departures.queries import manages, only_one_who
from panah.foundation.documents.queries import unsent_texts_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.web.accounts.actions import NotYourself, close_account, end_access

ONLY_ONES: dict[str, str | Promise] = {
    "manages": _(
        "Nobody else here can let people in and out. Give a colleague the role of head or administrator first."
    ),
    "signs": _("Nobody else here can sign. Give a colleague the role of supervisor or head first."),
    "coordinates": _("Nobody else here coordinates the region or the country. Give a colleague this role first."),
}


class SomethingRests(Refusal):
    code = "something_rests"
    sentence = _("Something still has no other holder. Give each line to somebody first.")


class LastDayAhead(Refusal):
    code = "last_day_ahead"
    sentence = _("The last day of work is still ahead. The account ends on that day, or later, by this button.")


class DraftsLeft(Refusal):
    code = "drafts_left"
    sentence = _(
        "This person has texts that were not sent and that nobody else can read. They must be finished or thrown away by "
        "the person first; if the person is gone, end the access at once instead."
    )


class OnlyOne(Refusal):
    code = "only_one"


@action(Permission.DEPARTURE_KEEP, on="departure")
def finish(*, by: Actor, departure: Departure, idempotency_key: str = "") -> Departure:
    """Everything has another holder: whoever leaves is a stranger from now on, a leave is on its way."""
    if not departure.is_open or departure.kind == Kind.SUDDEN:
        raise DepartureIsOver
    if left_in(departure):
        raise SomethingRests
    if departure.kind == Kind.LEAVING:
        _must_be_able_to_go(by, departure)
        close_account(by=by, person=departure.person, organisation=departure.organisation)
    return complete_departure(by=by, departure=departure)


def _must_be_able_to_go(by: Actor, departure: Departure) -> None:
    person = departure.person
    if str(person.pk) == by.id:
        raise NotYourself
    if departure.since > clock.today():
        raise LastDayAhead
    alone = only_one_who(person, departure.organisation_id)
    if alone:
        raise OnlyOne(ONLY_ONES[alone[0]])
    if manages(person, departure.organisation_id) and Permission.STAFF_MANAGE not in by.permissions:
        raise NotPermitted(_("The account of a head or an administrator is ended by another head or administrator."))
    if unsent_texts_of(person.pk, departure.organisation_id):
        raise DraftsLeft


@action(Permission.STAFF_MANAGE, on=None)
def end_at_once(*, by: Actor, person: Person) -> Departure:
    """Somebody is gone: first nothing opens any more, then what rested on this person is given on, in no hurry of its own."""
    office = Organisation.objects.select_for_update().get(pk=by.organisation)
    left = [(one.piece, one.subject, one.code) for one in resting_on(person, office)]
    end_access(by=by, person=person)
    return note_left(by=by, person=person, organisation=office, pieces=left)
