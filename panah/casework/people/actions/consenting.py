from datetime import date

from panah.casework.people import rules
from panah.casework.people.actions.lapsing import tell_leaders
from panah.casework.people.actions.refusals import (
    AdultNotNamed,
    AnotherPersonNeeded,
    AnsweredAlready,
    CaregiverMissing,
    GroundMissing,
    NotInTheLists,
    SecondPersonNeeded,
    SpeakerMissing,
    WhyNotToldMissing,
    WrongConsentDays,
    must_be_able_to_act,
)
from panah.casework.people.actions.watching import (
    stop_override_clock,
    stop_watching_consent,
    watch_consent,
    watch_override,
)
from panah.casework.people.codes import ConsentDecision, OverrideOutcome
from panah.casework.people.models import Child, Consent, ConsentOverride, Relative
from panah.casework.people.queries import is_age_known, latest_consents, proposed_form
from panah.foundation.accounts.models import Person
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

ONESELF = "self"  # the child, or the grown person
SELF = ("", ONESELF)  # of a no nobody has to be named
OWN_WORDS = (ConsentDecision.NOT_ASKED,)  # nobody said anything


@action(Permission.CASE_WORK, on="child")
def record_consent(
    *,
    by: Actor,
    child: Child,
    scope: str,
    decision: ConsentDecision,
    given_by: str = "",
    relative: Relative | None = None,
    method: str = "",
    form: str = "",
    given_on: date | None = None,
    expires_on: date | None = None,
    idempotency_key: str = "",
) -> Consent:
    """The word of the latest day holds for a scope; earlier ones stay in sight. Never a condition of help.

    Only an adult of the family who is safe speaks for a child (S3), and nobody for a grown person.
    """
    today = clock.today()
    if rules.may_last(given_on, expires_on, today):
        raise WrongConsentDays
    _must_be_in_the_lists(scope, form, method)
    _must_be_said_by_somebody(child, decision, given_by, relative, form)
    consent = Consent.objects.create(
        child=child, scope=scope, decision=decision, given_by=relative.relation if relative else given_by,
        relative=relative, method=method, form=form, given_on=given_on or today, expires_on=expires_on,
        withdrawn_at=clock.now() if decision is ConsentDecision.WITHDRAWN else None, written_at=clock.now(), written_by=by.id,
    )  # fmt: skip
    if latest_consents(child).get(scope) == consent:
        stop_watching_consent(by=by, child=child, scope=scope)
        watch_consent(by=by, child=child, consent=consent)
    return consent


def _must_be_in_the_lists(scope: str, form: str, method: str) -> None:
    """The form offers nothing else; whoever writes past it is stopped here."""
    named = {"consent_scopes": scope, "consent_forms": form, "consent_methods": method}
    if not scope or any(code and code not in code_list(name).codes for name, code in named.items()):
        raise NotInTheLists


def _must_be_said_by_somebody(
    child: Child, decision: ConsentDecision, given_by: str, relative: Relative | None, form: str
) -> None:
    if decision in OWN_WORDS:
        return
    if relative is not None:
        must_be_able_to_act(relative, child)
    elif given_by not in SELF:
        raise AdultNotNamed
    if decision is ConsentDecision.GIVEN:
        lack = rules.what_a_yes_lacks(
            form=form, proposed=proposed_form(child), is_age_known=is_age_known(child),
            is_said_by_oneself=given_by == ONESELF, has_adult=relative is not None,
        )  # fmt: skip
        if lack:
            raise SpeakerMissing if lack == "nobody_said_it" else CaregiverMissing


@action(Permission.CASE_WORK, on="child")
def withdraw_consent(*, by: Actor, child: Child, scope: str, idempotency_key: str = "") -> Consent:
    """No reason is asked and nobody has to be named: what rests on this yes ends at once."""
    return record_consent(by=by, child=child, scope=scope, decision=ConsentDecision.WITHDRAWN)


@action(Permission.WITHIN_ACTION, on=None)
def let_consents_lapse(*, by: Actor, relative: Relative) -> int:
    """A yes of an adult who is no longer held to be safe is none: for each child and scope it must be asked anew."""
    lapsed = 0
    for child in Child.objects.filter(family=relative.family_id).select_related("file", "organisation"):
        for scope, latest in latest_consents(child).items():
            if latest.relative_id != relative.pk or latest.decision != ConsentDecision.GIVEN:
                continue
            word = Consent.objects.create(
                child=child, scope=scope, decision=ConsentDecision.LAPSED, given_by=latest.given_by, relative=relative,
                form=latest.form, given_on=clock.today(), written_at=clock.now(), written_by=by.id,
            )  # fmt: skip
            stop_watching_consent(by=by, child=child, scope=scope)
            watch_consent(by=by, child=child, consent=word)
            lapsed += 1
    return lapsed


@action(Permission.CASE_WORK, on="child")
def override_consent(
    *,
    by: Actor,
    child: Child,
    ground: str,
    explanation: str,
    was_told: str,
    why_not_told: str = "",
    idempotency_key: str = "",
) -> ConsentOverride:
    """In serious danger one person acts without a yes; a second one must confirm it within a day."""
    if ground not in code_list("override_grounds").codes or not explanation.strip():
        raise GroundMissing
    if was_told != "yes" and not why_not_told.strip():
        raise WhyNotToldMissing
    own = ConsentOverride.objects.filter(child=child, decided_by_id=by.person_id)
    if own.exclude(outcome=OverrideOutcome.CONFIRMED).exists():
        raise AnotherPersonNeeded  # after a no or a silence nobody decides the same again alone
    override = ConsentOverride.objects.create(
        file=child.file, child=child, ground=ground, explanation=explanation, was_told=was_told,
        why_not_told=why_not_told, decided_at=clock.now(), decided_by=Person.objects.get(pk=by.id),
    )  # fmt: skip
    watch_override(by=by, override=override)
    tell_leaders(by, override, NoticeKind.OVERRIDE_TO_CONFIRM)
    return override


@action(Permission.CASE_SIGN, on="override")
def answer_override(*, by: Actor, override: ConsentOverride, is_confirmed: bool) -> ConsentOverride:
    """The second person, never the one who decided. After a no what was given must be taken back."""
    if override.outcome != OverrideOutcome.WAITS:
        raise AnsweredAlready
    if override.decided_by_id == by.person_id:
        raise SecondPersonNeeded
    override.outcome = OverrideOutcome.CONFIRMED if is_confirmed else OverrideOutcome.REFUSED
    override.answered_at, override.answered_by_id = clock.now(), by.person_id
    override.save(update_fields=["outcome", "answered_at", "answered_by"])
    stop_override_clock(by=by, override=override)
    return override
