"""What a case can be beside its stages: a family, help that may become protection, helpers, hand-overs, what was told."""

import json
from datetime import timedelta

from panah.casework.cases.actions import (
    HelpAsked,
    PaperState,
    add_helper,
    ask_transfer,
    pause_case,
    propose_protection,
    record_interview,
    record_paper,
    record_told,
    record_visit,
    start_help,
    take_part,
    write_letter,
    write_to_lead,
)
from panah.casework.cases.codes import Answer, LetterKind, LetterRecipient
from panah.casework.cases.models import Case
from panah.casework.people.actions import (
    FamilyDetails,
    RelativeDetails,
    add_relative,
    begin_family,
    decide_safety,
    join_family,
    record_consent,
)
from panah.casework.people.codes import Category, ConsentDecision, Safety
from panah.casework.people.models import Relative
from panah.commands.demo.scene import NGO, Newcomer, Scene, begin, details_of, meet, serve
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role

MIGRANT = Category.CHILD_OF_MIGRANT_LABOURERS
NEIGHBOUR = "ulgi-2"


def agree_to_share(by: Actor, case: Case, relative: Relative | None = None) -> None:
    """A yes of the child, or of a safe adult of the family: without one nothing leaves the organisation."""
    record_consent(
        by=by, child=case.child, scope="share_with_organisation", decision=ConsentDecision.GIVEN,
        given_by="" if relative else "self", relative=relative, method="spoken",
    )  # fmt: skip


def in_one_family(scene: Scene) -> None:
    """A sister and a brother: a mother who is safe, an uncle of whom nobody knows yet, an employer who is suspected."""
    by = scene.worker()
    with scene.ago(days=3) as day:
        sister = begin(scene, Newcomer(5, "female", 7, "KG", MIGRANT))
        brother = begin(scene, Newcomer(17, "male", 4, "KG", MIGRANT))
        for case in (sister, brother):
            meet(by, case, day)
        family = begin_family(
            by=by, child=sister.child, details=FamilyDetails("ky", sister.child.place, "Бақ көшесі, 5")
        )
        join_family(by=by, child=brother.child, family=family)
        mother = add_relative(
            by=by, family=family,
            details=RelativeDetails("mother", "Улгибаева Гульнара", "ky", is_guardian=True, lives_with_children="yes"),
        )  # fmt: skip
        decide_safety(by=by, relative=mother, safety=Safety.SAFE, ground="met_and_talked")
        add_relative(by=by, family=family, details=RelativeDetails("aunt_or_uncle", "Улгибаев Нурлан", "ky"))
        employer = add_relative(by=by, family=family, details=RelativeDetails("employer", lives_with_children="no"))
        decide_safety(
            by=by, relative=employer, safety=Safety.SUSPECTED, ground="profits_from_work",
            note="Үлгі: балалар қоймада көмектескен.",
        )  # fmt: skip
        agree_to_share(by, sister, mother)
    with scene.ago(days=2) as day:
        _let_clinic_help(scene, by, sister)
    with scene.ago(days=1) as day:
        record_visit(
            by=by, case=sister, siblings=[brother], service_type="basic_needs", happened_on=day,
            what_was_done="Үлгі: екі балаға жылы киім берілді.",
        )  # fmt: skip


def _let_clinic_help(scene: Scene, by: Actor, case: Case) -> None:
    """The clinic has nobody in Panah: the lead asks there, and writes down what it says."""
    clinic = scene.cast.providers["clinic"]
    add_helper(
        by=by, case=case, organisation=clinic.organisation, provider=clinic, service_types=("medical",),
        request="Үлгі: дәрігер қарап, екпелерін тексерсе.", parts=("needs",), until=scene.today + timedelta(days=30),
    )  # fmt: skip


def helped(scene: Scene) -> None:
    """Help without a status; today somebody noticed a sign, and a person must decide."""
    by = scene.worker()
    with scene.ago(days=2) as day:
        case = _help(
            scene, Newcomer(18, "female", 9, "UZ", MIGRANT), HelpAsked(("basic_needs",), "self", day, Answer.YES)
        )
    with scene.ago(hours=3):
        propose_protection(by=by, case=case, sign="works")


def away(scene: Scene) -> None:
    """The family went home for the harvest: the case rests until it is back."""
    with scene.ago(days=25) as day:
        case = _help(scene, Newcomer(19, "male", 10, "UZ", MIGRANT), HelpAsked(("education",), "self", day, Answer.YES))
    with scene.ago(days=6):
        pause_case(
            by=scene.worker(), case=case, until=scene.today + timedelta(days=12), text="Үлгі: отбасы үйіне кетті."
        )


def _help(scene: Scene, child: Newcomer, asked: HelpAsked) -> Case:
    return start_help(
        by=scene.worker(), organisation=scene.cast.organisations[NGO], lead=scene.cast.person(NGO, Role.CASEWORKER),
        details=details_of(scene, child), asked=asked,
    )  # fmt: skip


def with_a_story(by: Actor, case: Case, scene: Scene) -> None:
    """What the child told, and two talks: nobody asks it a third time without a reason."""
    with scene.ago(days=44) as day:
        for topic, source, text in (
            ("home", "volunteered", "Үлгі: «Біз құрылыста тұрдық»."),
            ("days", "volunteered", "Үлгі: таңнан кешке дейін жұмыс істеген."),
            ("health", "observed", "Үлгі: қолында ескі жара бар."),
        ):
            record_told(by=by, case=case, topic=topic, source=source, happened_on=day, text=text)
    with scene.ago(days=40) as day:
        record_interview(
            by=by, case=case, held_on=day, body="police", held_by="Үлгі: тергеуші", was_recorded="yes",
            topics=("people", "days"), present="Үлгі: психолог",
        )  # fmt: skip
    with scene.ago(days=20) as day:
        record_interview(
            by=by, case=case, held_on=day, body="guardianship_body", held_by="Үлгі: маман", was_recorded="no",
            topics=("home", "family"),
        )  # fmt: skip


def with_papers(by: Actor, case: Case, scene: Scene) -> None:
    """Three papers on their way, a letter for the child, and a service that was written down four days later."""
    with scene.ago(days=14) as day:
        applied = PaperState("birth_certificate", "applied", day, "Үлгі ХҚКО", due_on=scene.today + timedelta(days=2))
        for state in (applied, PaperState("passport", "held_by_other"), PaperState("certificate_of_return", "has")):
            record_paper(by=by, case=case, state=state)
    with scene.ago(days=9) as day:
        serve(by, case, "legal", day - timedelta(days=4))
    with scene.ago(days=8):
        write_letter(
            by=by, case=case, kind=LetterKind.PLAN_COPY, language="kk", recipient=LetterRecipient.CHILD,
            text=json.dumps(
                {"title": "Келісілген жоспар (үлгі)", "blocks": [{"kind": "text", "text": "Қыркүйекте мектепке барамыз."}]},
                ensure_ascii=False,
            ),
        )  # fmt: skip


def asked_of_us(scene: Scene) -> None:
    """The neighbour asks for help with one child, and to lead another one."""
    theirs, ours = scene.worker(organisation=NEIGHBOUR), scene.cast.providers[NGO]
    with scene.ago(days=9) as day:
        case = begin(scene, Newcomer(16, "female", 12, "UZ", MIGRANT), organisation=NEIGHBOUR)
        meet(theirs, case, day)
        serve(theirs, case, "basic_needs", day)
    with scene.ago(days=2):
        agree_to_share(theirs, case)
        part = add_helper(
            by=theirs, case=case, organisation=ours.organisation, provider=ours, service_types=("psychological",),
            request="Үлгі: бала қорқады, психолог керек.", parts=("name", "safe_contact"),
        )  # fmt: skip
    with scene.ago(days=1) as day:
        take_part(by=scene.worker(), helper=part)
        write_to_lead(by=scene.worker(), helper=part, text="Үлгі: бейсенбіде кездесеміз.", happened_on=day)
    with scene.ago(days=12) as day:
        moved = begin(scene, Newcomer(20, "female", 14, "KZ", Category.OTHER_AT_RISK), organisation=NEIGHBOUR)
        meet(theirs, moved, day)
    with scene.ago(hours=5):
        hand_on(theirs, moved, ours.organisation, "family_moved")


def hand_on(by: Actor, case: Case, organisation: Organisation, reason: str) -> None:
    """Until the other side has said yes the case is led where it was."""
    agree_to_share(by, case)
    ask_transfer(
        by=by, case=case, organisation=organisation, reason=reason,
        summary="Үлгі: бала мектепке барды, құжаты дайын. Анасымен бірге жаңа жерде тұрады.",
    )  # fmt: skip
