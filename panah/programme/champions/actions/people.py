from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from panah.foundation.accounts.models import Person
from panah.foundation.clocks.actions import stop_all_timers, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.documents.actions import issue_letter, keep_copy
from panah.foundation.documents.models import Letter
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.programme.champions.actions.refusals import (
    AccountRefused,
    ActRefused,
    DayRefused,
    ForgottenAtOwnWish,
    HasEnded,
    IsChampionAlready,
    NotOfAChampion,
)
from panah.programme.champions.codes import ChampionState, Paper, Turn
from panah.programme.champions.models import Application, Champion, Renewal
from panah.programme.champions.queries import linkable_people
from panah.programme.directory.actions import AdultDetails, recognise_adult
from panah.programme.directory.codes import TraineeSector
from panah.programme.directory.models import Adult

SPOKEN = {"kk": "kk", "ru": "ru"}


@action(Permission.WITHIN_ACTION, on=None)
def take_on(*, by: Actor, application: Application) -> Champion:
    """Whoever was selected is an adult of the public work from now on, and a champion. The caller opened the application."""
    details = AdultDetails(
        name=application.name, sector=TraineeSector(application.sector), sex=application.sex, place=application.region,
        languages=[SPOKEN[application.language]], phone=application.phone, email=application.email,
    )  # fmt: skip
    office = application.call.organisation_id
    adult = recognise_adult(by=by, details=details, organisation_id=office)
    return _made(office, adult, application.region, application.language, clock.today(), application)


@action(Permission.CHAMPION_KEEP, on=None)
def add_champion(
    *, by: Actor, details: AdultDetails, region: Place, language: str, since: date, idempotency_key: str = ""
) -> Champion:
    """One who was chosen before Panah was here, or comes in from a list: without call and application."""
    if by.organisation_id is None:
        raise NotPermitted
    if since > clock.today():
        raise DayRefused
    adult = recognise_adult(by=by, details=details)
    return _made(by.organisation_id, adult, region, language, since, None)


def _made(
    organisation: UUID, adult: Adult, region: Place, language: str, since: date, application: Application | None
) -> Champion:
    file = vault.open_file(FileKind.CHAMPION)
    grants.grant(file, PrincipalKind.TEAM, organisation, Relation.LEAD_ORGANISATION)
    try:
        with transaction.atomic():
            return Champion.objects.create(
                file=file, code=file.code, adult=adult, organisation_id=organisation, application=application,
                call=application.call if application else None, region=region, language=language, since=since,
                state=ChampionState.SELECTED,
            )  # fmt: skip
    except IntegrityError as error:
        raise IsChampionAlready from error


@action(Permission.CHAMPION_KEEP, on="champion")
def link_account(*, by: Actor, champion: Champion, person: Person) -> Champion:
    """From now on this account opens the champion's own pages, and nobody else's."""
    if person not in linkable_people(champion):
        raise AccountRefused
    unlink(by=by, champion=champion)
    champion.person = person
    champion.save(update_fields=["person"])
    grants.grant(champion.file, PrincipalKind.PERSON, person.pk, Relation.OWNER)
    _hand_rows(champion)
    return champion


@action(Permission.WITHIN_ACTION, on=None)
def unlink(*, by: Actor, champion: Champion) -> None:
    """The account opens the record no more."""
    if champion.person_id is not None:
        grants.revoke(champion.file, PrincipalKind.PERSON, champion.person_id)
        champion.person = None
        champion.save(update_fields=["person"])


def _hand_rows(champion: Champion) -> None:
    kinds = (TimerKind.CHAMPION_REPORT, TimerKind.CHAMPION_ACT)
    Timer.objects.running().filter(file=champion.file_id, kind__in=kinds).update(person=champion.person)


@action(Permission.CHAMPION_KEEP, on="champion")
def say_trained(*, by: Actor, champion: Champion, on: date) -> Champion:
    _must_be_here(champion)
    if not champion.since - timedelta(days=366) <= on <= clock.today():
        raise DayRefused
    champion.trained_on = on
    if champion.state == ChampionState.SELECTED:
        champion.state = ChampionState.TRAINED
    champion.save(update_fields=["trained_on", "state"])
    return champion


@action(Permission.CHAMPION_KEEP, on="champion")
def say_called(*, by: Actor, champion: Champion) -> Champion:
    """The champion was telephoned because no report had come."""
    stop_timers(by=by, file=champion.file, kinds=(TimerKind.CHAMPION_CALL,), outcome="called")
    return champion


@action(Permission.CHAMPION_KEEP, on="champion")
def renew_champion(*, by: Actor, champion: Champion, note: str = "", idempotency_key: str = "") -> Renewal:
    """For another year: a new plan is asked for."""
    _must_be_here(champion)
    stop_timers(by=by, file=champion.file, kinds=(TimerKind.CHAMPION_END,), outcome="renewed")
    return _turned(by, champion, Turn.RENEWED, clock.today(), "", note)


@action(Permission.CHAMPION_KEEP, on="champion")
def end_champion(
    *, by: Actor, champion: Champion, on: date, reason: str, note: str = "", idempotency_key: str = ""
) -> Renewal:
    """The last day. What was done stays and is counted; the account opens nothing of it any more."""
    _must_be_here(champion)
    if reason not in code_list("champion_end_reasons"):
        raise ActRefused
    if not champion.since <= on <= clock.today():
        raise DayRefused
    champion.until, champion.state = on, ChampionState.ENDED
    champion.save(update_fields=["until", "state"])
    unlink(by=by, champion=champion)
    stop_all_timers(by=by, file=champion.file, outcome="ended")
    return _turned(by, champion, Turn.ENDED, on, reason, note)


def _turned(by: Actor, champion: Champion, turn: Turn, on: date, reason: str, note: str) -> Renewal:
    return Renewal.objects.create(
        file=champion.file, champion=champion, turn=turn, on=on, reason=reason, note=note.strip(),
        decided_by_id=by.person_id, decided_at=clock.now(),
    )  # fmt: skip


def _must_be_here(champion: Champion) -> None:
    if champion.state == ChampionState.ENDED:
        raise HasEnded


@action(Permission.CHAMPION_KEEP, on="champion")
def write_paper(
    *, by: Actor, champion: Champion, kind: Paper, language: str, text: str, idempotency_key: str = ""
) -> Letter:
    """A plan, a report or a word of thanks, under the next number of the office."""
    if kind is Paper.ANSWER:
        raise NotOfAChampion
    if champion.adult.forgotten_at is not None:
        raise ForgottenAtOwnWish
    return issue_letter(
        by=by,
        record=champion,
        subject_code=champion.code,
        kind=kind,
        language=language,
        text=text,
        recipient="champion",
    )


@action(Permission.CHAMPION_KEEP, on="letter")
def keep_paper(*, by: Actor, letter: Letter, pdf: bytes) -> Letter:
    """What came out of the press, with its hash."""
    if letter.kind not in set(Paper):
        raise NotOfAChampion
    return keep_copy(by=by, letter=letter, pdf=pdf)
