from datetime import date, datetime, time, timedelta

from django.utils import timezone

from panah.casework.people import rules
from panah.casework.people.codes import ConsentDecision, Standing
from panah.casework.people.models import Child, Consent, ConsentOverride
from panah.casework.people.queries import birth_of, latest_consents, leads_of, still_holds
from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

END_OF_WORK = time(18, 0)
SOON, A_MONTH = timedelta(days=2), timedelta(days=30)
AT_LEAST = timedelta(hours=2)  # written late in the evening, something is still not late at once
WATCHED = (TimerKind.CONSENT_ENDS, TimerKind.TURNS_ADULT)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def watch_child(*, by: Actor, child: Child) -> None:
    """A case opens: what ends by itself in this child's record, consents and childhood, gets its clock."""
    stop_watching_child(by=by, child=child, outcome="watched_anew")
    for consent in latest_consents(child).values():
        watch_consent(by=by, child=child, consent=consent)
    watch_birthday(by=by, child=child)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def stop_watching_child(*, by: Actor, child: Child, outcome: str) -> int:
    """Nobody works with this child now: no clock of its record may ring."""
    return stop_timers(by=by, file=child.file, kinds=WATCHED, outcome=outcome)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def watch_birthday(*, by: Actor, child: Child) -> None:
    """Time to speak of what changes at 18. An unknown age has none: such a person stays a child."""
    stop_timers(by=by, file=child.file, kinds=(TimerKind.TURNS_ADULT,), outcome="watched_anew")
    birth, today = birth_of(child), clock.today()
    notice, grown = rules.adulthood_notice(birth), rules.adult_from(birth)
    if notice is None or grown is None or grown <= today or child.standing == Standing.ADULT:
        return
    late = today + (A_MONTH if grown > today + A_MONTH else SOON)
    due = _evening(notice if notice > today else late)
    _start(by, child, TimerKind.TURNS_ADULT, due, "case-eighteen", child.code)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def watch_consent(*, by: Actor, child: Child, consent: Consent) -> None:
    """Fourteen days before a yes ends somebody hears of it; a lapsed one must be asked anew soon."""
    if consent.decision == ConsentDecision.LAPSED:
        _start_consent_clock(by, child, consent.scope, clock.today() + SOON)
    elif consent.expires_on is not None and still_holds(child, consent):
        notice = rules.consent_notice(consent.expires_on, clock.today())
        if notice is not None:
            _start_consent_clock(by, child, consent.scope, notice)


def _start_consent_clock(by: Actor, child: Child, scope: str, day: date) -> None:
    due = max(_evening(day), clock.now() + AT_LEAST)
    _start(by, child, TimerKind.CONSENT_ENDS, due, "consent-ask", f"{child.code}:{scope}", f"consent_scopes:{scope}")


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def stop_watching_consent(*, by: Actor, child: Child, scope: str) -> int:
    """Somebody was asked: the clock of this scope ends."""
    return stop_timers(
        by=by, file=child.file, kinds=(TimerKind.CONSENT_ENDS,), outcome="asked", address_code=f"{child.code}:{scope}"
    )


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def watch_override(*, by: Actor, override: ConsentOverride) -> None:
    """A second person has a day; it lies with the supervisors, whoever they are, and not with who decided."""
    _start(by, override.child, TimerKind.CONSENT_OVERRIDE, None, "override", str(override.pk), is_for_the_lead=False)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def stop_override_clock(*, by: Actor, override: ConsentOverride) -> int:
    return stop_timers(
        by=by, file=override.file, kinds=(TimerKind.CONSENT_OVERRIDE,), outcome=override.outcome,
        address_code=str(override.pk),
    )  # fmt: skip


@action(Permission.CASE_WORK, on="child")
def note_talk_of_adulthood(*, by: Actor, child: Child, idempotency_key: str = "") -> Child:
    """The worker has spoken with the young person of what changes at 18."""
    stop_timers(by=by, file=child.file, kinds=(TimerKind.TURNS_ADULT,), outcome="done")
    return child


def _start(
    by: Actor,
    child: Child,
    kind: TimerKind,
    due: datetime | None,
    page: str,
    code: str,
    fact: str = "",
    *,
    is_for_the_lead: bool = True,
) -> None:
    """One clock for each organisation that leads this child."""
    for organisation_id, lead in leads_of(child):
        start_timer(
            by=by, file=child.file, kind=kind, urgency="normal", due=due,
            owner=Owner(Organisation.objects.get(pk=organisation_id), lead if is_for_the_lead else None),
            shown=Shown(
                subject_code=child.code, address_name=page, address_code=code, sex=child.sex,
                birth_year=child.birth_year, is_birth_year_about=child.is_birth_year_about,
                age_band=child.age_band_at_entry, fact=fact,
            ),
        )  # fmt: skip


def _evening(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, END_OF_WORK))
