from dataclasses import dataclass

from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.programme.champions.actions.refusals import (
    ApplicationRefused,
    CallIsClosed,
    DecidedAlready,
    NotInRegion,
    NotTheSameCall,
    TooManyWords,
)
from panah.programme.champions.codes import DECIDED, Again, ApplicationState
from panah.programme.champions.models import Application, ApplicationMark, Call
from panah.programme.champions.queries import champions_key, lookalikes_of, receipt_of
from panah.programme.champions.rules import MOST_WORDS, marks_of, receipt_hash, words_in
from panah.programme.directory.codes import TraineeSector
from panah.programme.directory.rules import full_phone, is_a_name

LANGUAGES = ("kk", "ru")
LONGEST = 4_000


@dataclass(frozen=True)
class ApplicationDetails:
    """The eight answers of an applicant, and the two ticks without which nothing is sent."""

    name: str
    phone: str
    motivation: str
    region: Place
    language: str
    sector: TraineeSector
    sex: str  # code list sex_of_adult; unknown for who does not want to say
    email: str = ""
    is_of_age: bool = False
    accepts_safeguarding: bool = False


@action(Permission.CHAMPION_APPLY, on=None)
def apply_as_champion(*, by: Actor, call: Call, details: ApplicationDetails, idempotency_key: str) -> Application:
    """Keep an application under its own key, and let those in who keep the call.

    The key of the form makes the number (``queries.receipt_of``). Whoever applied before is not told so: the later
    application hangs on the first, and only who keeps the call sees both.
    """
    if not idempotency_key:
        raise ValueError("an application needs the key of its form: its number follows from it")
    _check(call, details)
    file = vault.open_file(FileKind.APPLICATION)
    grants.grant(file, PrincipalKind.TEAM, call.organisation_id, Relation.LEAD_ORGANISATION)
    marks = marks_of(champions_key(), call.code, details.name, details.phone)
    made = Application.objects.create(
        file=file, code=file.code, call=call, receipt_hash=receipt_hash(champions_key(), receipt_of(idempotency_key)),
        name=" ".join(details.name.split()), phone=full_phone(details.phone), email=details.email.strip(),
        motivation=details.motivation.strip(), region=details.region, language=details.language,
        sector=details.sector, sex=details.sex, declared_at=clock.now(), phone_mark=marks.phone,
        state=ApplicationState.APPLIED, applied_at=clock.now(),
    )  # fmt: skip
    ApplicationMark.objects.bulk_create([ApplicationMark(application=made, mark=one) for one in sorted(marks.names)])
    same = [one for one, again in lookalikes_of(made) if again is Again.SAME]
    if same:
        made.repeats = same[0].repeats or same[0]
        made.save(update_fields=["repeats"])
    return made


def _check(call: Call, details: ApplicationDetails) -> None:
    if not Call.objects.open_on(clock.today()).filter(pk=call.pk).exists():
        raise CallIsClosed
    is_coded = details.sex in code_list("sex_of_adult") and details.sector in set(TraineeSector)
    is_said = is_a_name(details.name) and bool(full_phone(details.phone)) and bool(details.motivation.strip())
    is_declared = details.is_of_age and details.accepts_safeguarding
    if not (is_coded and is_said and is_declared and details.language in LANGUAGES):
        raise ApplicationRefused
    if words_in(details.motivation) > MOST_WORDS or len(details.motivation) > LONGEST:
        raise TooManyWords
    regions = set(call.regions.values_list("pk", flat=True))
    if regions and not {details.region.pk, details.region.parent_id} & regions:
        raise NotInRegion


@action(Permission.CHAMPION_KEEP, on="application")
def join_applications(*, by: Actor, application: Application, other: Application) -> Application:
    """A person has seen that two are one: the later counts under the first from now on, as it stands."""
    first, later = sorted((application, other), key=lambda one: (one.applied_at, one.code))
    if first.pk == later.pk or first.call_id != later.call_id or later.state in DECIDED:
        raise NotTheSameCall
    later.repeats, later.is_another = first.repeats or first, False
    later.save(update_fields=["repeats", "is_another"])
    Application.objects.filter(repeats=later).update(repeats=later.repeats)
    return later


@action(Permission.CHAMPION_KEEP, on="application")
def part_applications(*, by: Actor, application: Application) -> Application:
    """They are two people after all: both are scored."""
    application.repeats, application.is_another = None, True
    application.save(update_fields=["repeats", "is_another"])
    return application


@action(Permission.CHAMPION_KEEP, on="application")
def withdraw_application(*, by: Actor, application: Application) -> Application:
    """The applicant took it back. A letter is not made."""
    if application.state in DECIDED:
        raise DecidedAlready
    application.state, application.answered_at = ApplicationState.WITHDRAWN, clock.now()
    application.save(update_fields=["state", "answered_at"])
    return application
