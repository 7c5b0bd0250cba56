"""The scene itself, from the concern to the case."""

from datetime import date

from panah.casework.cases.actions import (
    PaperState,
    add_helper,
    ask_transfer,
    plan_service,
    record_interview,
    record_paper,
    record_service,
    record_told,
    start_case,
    write_letter,
)
from panah.casework.cases.codes import LetterKind, LetterRecipient
from panah.casework.cases.models import Case
from panah.casework.concerns.actions import ChildTold, ConcernDetails, begin_triage, make_poster, report_concern
from panah.casework.concerns.models import ConcernChild
from panah.casework.exchange.actions import AskedByAuthority, ListSource, bring_list, import_list, record_request
from panah.casework.exchange.codes import ListTarget, StateOfRest
from panah.casework.exchange.models import ImportBatch
from panah.casework.people.actions import (
    ChildDetails,
    FamilyDetails,
    RelativeDetails,
    SpokenName,
    add_relative,
    begin_family,
    override_consent,
    record_consent,
)
from panah.casework.people.codes import ConsentDecision
from panah.casework.referrals.actions import make_link, refer_concern, write_leg_letter
from panah.casework.referrals.models import Leg
from panah.casework.services.actions import (
    ProviderDetails,
    add_provider,
    make_confirmation_link,
)
from panah.engines.tables.lists import ListColumn, PlainList
from panah.engines.tables.shapes import Row
from panah.foundation.accounts.actions import (
    add_organisation,
    add_person,
    answer_for,
    give_role,
)
from panah.foundation.accounts.models import Membership
from panah.foundation.accounts.queries import actor_of
from panah.foundation.documents.actions import keep_file
from panah.foundation.documents.rules import check_file
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from panah.web.accounts.actions import invite
from tests.house.scene.base import OTHER, OWN, SYSTEM, Scene, names_of
from tests.house.scene.calls import add_calls
from tests.house.scene.channels import add_channels
from tests.house.scene.directory import add_directory
from tests.house.scene.duty import add_duty
from tests.house.scene.exchanges import add_exchanges
from tests.house.scene.leaving import add_leaving
from tests.house.scene.linking import add_linking
from tests.house.scene.network import add_house, add_stuck
from tests.house.scene.night import add_night
from tests.house.scene.outings import add_outing


def made_scene() -> Scene:
    scene = Scene()
    load_places(by=SYSTEM)
    for code in (OWN, OTHER):
        scene.records[code] = add_organisation(by=SYSTEM, code=code, kind="ngo", names=names_of(code))
        for role in Role:
            _engage(scene, code, role)
    answer_for(by=SYSTEM, organisation=scene.records[OWN], place=None)
    scene.records["person"] = scene.people[OWN, Role.CASEWORKER]
    _add_provider(scene)
    _add_concern_and_referral(scene)
    _add_case(scene)
    _add_family(scene)
    _add_help(scene)
    _add_waiting(scene)
    _add_request(scene)
    _add_lists(scene)
    add_stuck(scene)
    add_house(scene)
    add_linking(scene)
    add_duty(scene)
    add_leaving(scene)
    add_outing(scene)
    add_calls(scene)
    add_night(scene)
    add_channels(scene)
    add_exchanges(scene)
    add_directory(scene)
    return scene


def _add_request(scene: Scene) -> None:
    came = AskedByAuthority("police", "Үлгі тергеуші", "Үлгі заң, 1-бап", "Үлгі сұрақ", clock.today())
    scene.records["asked"] = record_request(by=scene.actors[OWN, Role.SUPERVISOR], came=came)


def _add_lists(scene: Scene) -> None:
    """One that was written, with two who may be one, and one that waits for its columns."""
    head, own = scene.actors[OWN, Role.HEAD_OF_ORGANISATION], scene.records[OWN]
    rows = (Row(2, ("Үлгі-Тізім Айсұлу", "2012")), Row(3, ("Үлгі-Тізім Айсұлу", "2013")))
    plain = PlainList((ListColumn(0, "ФИО"), ListColumn(1, "Год рождения")), rows)
    source = ListSource(plain, {0: ListTarget.FULL_NAME, 1: ListTarget.BIRTH}, StateOfRest.CLOSED)
    report = import_list(by=head, organisation=own, source=source)
    scene.records["came"] = ImportBatch.objects.get(code=report.code)
    scene.records["brought"] = bring_list(by=head, organisation=own, plain=plain)


def _engage(scene: Scene, code: str, role: Role) -> None:
    name = f"{code}-{role.value}"
    person = add_person(by=SYSTEM, username=name, display_name=name, password=None, language="en")
    membership = give_role(by=SYSTEM, person=person, organisation=scene.records[code], role=role)
    scene.people[code, role] = person
    scene.actors[code, role] = actor_of(membership)


def _add_provider(scene: Scene) -> None:
    details = ProviderDetails(names_of("provider"), ("shelter", "legal"), None, "+7 000 111 22 33", ("kk",))
    scene.records["provider"] = add_provider(by=SYSTEM, organisation=scene.records[OWN], details=details)
    scene.records["still"] = make_confirmation_link(
        by=scene.actors[OWN, Role.HEAD_OF_ORGANISATION], provider=scene.records["provider"]
    )


def _add_concern_and_referral(scene: Scene) -> None:
    duty = scene.actors[OWN, Role.DUTY_WORKER]
    for name in ("concern", "referred"):
        scene.records[name] = report_concern(
            by=Actor.public("kk"),
            details=ConcernDetails(
                signs=("works",),
                language="kk",
                what_was_seen="Invented: seen at a bakery",
                stays_anonymous=True,
                place=Place.objects.districts("KZ-61")[0],
                children=(ChildTold("6_11", "male", "uz", "Invented Name"),),
            ),
            idempotency_key=name,
        )
    scene.records["poster"] = make_poster(
        by=scene.actors[OWN, Role.HEAD_OF_ORGANISATION],
        hangs_at="Invented school",
        place=Place.objects.districts("KZ-61")[0],
    )
    begin_triage(by=duty, concern=scene.records["referred"])
    referral = refer_concern(
        by=duty,
        concern=scene.records["referred"],
        concern_child=ConcernChild.objects.get(concern=scene.records["referred"]),
        receiver=scene.records["provider"],
        service_types=("shelter",),
        request="Бүгін түнде қауіпсіз орын керек",
        urgency="high",
        no_information_leg_reason="no_ground",
    )
    scene.records["referral"] = referral
    scene.records["leg"] = Leg.objects.get(referral=referral, kind="person")
    scene.records["link"] = make_link(by=duty, leg=scene.records["leg"])
    text = '{"title": "Invented", "blocks": []}'
    scene.records["leg_letter"] = write_leg_letter(by=duty, leg=scene.records["leg"], language="kk", text=text)


def _add_case(scene: Scene) -> None:
    worker = scene.actors[OWN, Role.CASEWORKER]
    case = start_case(
        by=worker,
        organisation=scene.records[OWN],
        lead=scene.people[OWN, Role.CASEWORKER],
        details=ChildDetails(names=(SpokenName("Invented Name"),), sex="female", age_band="12_14"),
    )
    scene.records["case"] = case
    paper = check_file("letter.txt", b"Invented letter")
    scene.records["paper"] = keep_file(by=worker, record=case, kind="letter", paper=paper)
    _add_what_was_told_and_made(scene, worker, case)
    scene.records["service"] = record_service(
        by=worker, case=case, service_type="basic_needs", happened_on=case.opened_at.date()
    )
    scene.records["planned"] = plan_service(
        by=worker, case=case, service_type="psychological", goal="To sleep well", due_on=date(2030, 1, 1)
    )


def _add_family(scene: Scene) -> None:
    worker, child = scene.actors[OWN, Role.CASEWORKER], scene.records["case"].child
    family = begin_family(by=worker, child=child, details=FamilyDetails("uz"))
    scene.records["adult"] = add_relative(by=worker, family=family, details=RelativeDetails("mother", "Invented Name"))
    scene.records["override"] = override_consent(
        by=worker, child=child, ground="serious_harm", explanation="Invented", was_told="yes"
    )


def _add_what_was_told_and_made(scene: Scene, worker: Actor, case: Case) -> None:
    today = clock.today()
    scene.records["told"] = record_told(
        by=worker, case=case, topic="home", source="volunteered", happened_on=today, text="Invented house"
    )
    scene.records["interview"] = record_interview(by=worker, case=case, held_on=today, body="police")
    scene.records["track"] = record_paper(by=worker, case=case, state=PaperState("passport", "lost"))
    text = '{"title": "", "blocks": [{"kind": "text", "text": "Invented"}]}'
    scene.records["letter"] = write_letter(
        by=worker, case=case, kind=LetterKind.PLAN_COPY, language="kk", text=text, recipient=LetterRecipient.CHILD
    )


def _add_help(scene: Scene) -> None:
    """The other organisation helps with one thing, and is asked to lead another child."""
    worker, other = scene.actors[OWN, Role.CASEWORKER], scene.records[OTHER]
    moving = start_case(
        by=worker, organisation=scene.records[OWN], lead=scene.people[OWN, Role.CASEWORKER],
        details=ChildDetails(sex="male", age_band="12_14"),
    )  # fmt: skip
    for case in (scene.records["case"], moving):
        record_consent(
            by=worker,
            child=case.child,
            scope="share_with_organisation",
            decision=ConsentDecision.GIVEN,
            given_by="self",
        )
    scene.records["part"] = add_helper(
        by=worker, case=scene.records["case"], organisation=other, service_types=("medical",), request="Ойдан шығарылған өтініш",
        parts=("name", "needs"), person=scene.people[OTHER, Role.CASEWORKER],
    )  # fmt: skip
    scene.records["moving"] = moving
    scene.records["transfer"] = ask_transfer(
        by=worker, case=moving, organisation=other, reason="nearer", summary="Invented summary"
    )


def _add_waiting(scene: Scene) -> None:
    """A new caseworker whom nobody has confirmed yet."""
    administrator = scene.actors[OWN, Role.ADMINISTRATOR]
    person = invite(
        by=administrator, display_name="Invented Newcomer", role=Role.CASEWORKER, language="en", password="invented-slip-1"
    )  # fmt: skip
    scene.records["waiting"] = Membership.objects.get(person=person)
    _add_first_leader()
    scene.records["first"] = Membership.objects.get(organisation__code="new", role=Role.HEAD_OF_ORGANISATION)


def _add_first_leader() -> None:
    """Of an office with an administrator alone: the organisation of the last resort says who that is."""
    organisation = add_organisation(by=SYSTEM, code="new", kind="ngo", names=names_of("new"))
    person = add_person(by=SYSTEM, username="new-administrator", display_name="new", password=None, language="en")
    administrator = give_role(by=SYSTEM, person=person, organisation=organisation, role=Role.ADMINISTRATOR)
    invite(
        by=actor_of(administrator), display_name="Invented Leader", role=Role.HEAD_OF_ORGANISATION, language="en",
        password="invented-slip-2",
    )  # fmt: skip
