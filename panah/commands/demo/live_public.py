"""What else is alive of the public work in the demo: a call and a champion's year, the library, a campaign, who does what."""

from datetime import date, timedelta
from fractions import Fraction

from panah.commands.demo.dice import Dice
from panah.commands.demo.live_campaign import campaign_now, fill_the_library, keep_a_kit
from panah.commands.demo.live_trainings import teach_now
from panah.commands.demo.public_margins import name_of_adult, phone_of
from panah.commands.demo.public_past import AKIMAT, coordinator
from panah.commands.demo.scene import Scene
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from panah.programme.champions.actions import (
    ActDetails,
    ApplicationDetails,
    CallDetails,
    Planned,
    accept_report,
    agree_plan,
    apply_as_champion,
    decide_application,
    link_account,
    make_call,
    note_advice,
    plan_act,
    record_act,
    record_act_for,
    say_trained,
    score_application,
    send_plan,
    send_report,
    shortlist,
)
from panah.programme.champions.actions.reporting import Told
from panah.programme.champions.codes import ActType, ApplicationState
from panah.programme.champions.models import Application, Call, Champion, Plan
from panah.programme.champions.rules import QUARTERS, AdvisoryResult, Quarter, quarters_to_report
from panah.programme.directory.actions import InstitutionDetails, add_institution, give_responsibility
from panah.programme.directory.codes import Basis, Part, TraineeSector

NGO, REGION = "ulgi-1", "KZ-61"
GROUP = "Үлгі: топты жүргізуші"
_WHY = "Үлгі: ауылымызда балалар базарда жұмыс істейді. Ата-аналарға қалай көмектесуге болатынын айтқым келеді."

_INSTITUTIONS = (
    ("akimat", *AKIMAT, (("plan", Part.PAYS), ("recovery", Part.LEADS))),
    (
        "education", "Үлгі білім басқармасы", "Управление образования «Үлгі»",
        (("screening", Part.LEADS), ("signal", Part.TAKES_PART)),
    ),
    (
        "health", "Үлгі емханасы", "Поликлиника «Үлгі»",
        (("screening", Part.TAKES_PART), ("immediate_safety", Part.TAKES_PART)),
    ),
    (
        "police", "Үлгі полиция бөлімі", "Отдел полиции «Үлгі»",
        (("immediate_safety", Part.LEADS), ("potential", Part.IS_TOLD)),
    ),
    ("ngo", "Үлгі-1", "Үлгі-1", (("assessment", Part.LEADS), ("plan", Part.LEADS), ("reintegration", Part.TAKES_PART))),
)  # fmt: skip


def work_in_public(scene: Scene) -> None:
    """All that is alive of it."""
    teach_now(scene)
    look_for_champions(scene)
    fill_the_library(scene)
    keep_a_kit(scene)
    campaign_now(scene)
    who_does_what(scene)


def look_for_champions(scene: Scene) -> None:
    """A call that is over and one that is open; whoever was chosen has a year behind."""
    by = coordinator(scene.cast, NGO)
    with scene.ago(days=330) as day:
        call = make_call(by=by, details=_call(day, 20, places=2))
    with scene.ago(days=320):
        applied = [_apply(scene, call, number) for number in range(1300, 1304)]
    with scene.ago(days=305):
        _choose(scene, by, applied)
    champion = Champion.objects.get(application=applied[0])
    _live_a_year(scene, by, champion)
    with scene.ago(days=9) as day:
        fresh = make_call(by=by, details=_call(day, 25, places=3))
    for number in range(1310, 1313):
        with scene.ago(days=1315 - number):
            newest = _apply(scene, fresh, number)
    result = AdvisoryResult(Fraction(20), ballots=6, against=4)
    note_advice(by=by, application=newest, result=result, brought_by=GROUP, brought_on=scene.now.date())


def _call(opens: date, days: int, *, places: int) -> CallDetails:
    weights = dict.fromkeys(code_list("champion_criteria").codes, 20)
    return CallDetails(
        title_kk="Балаларды қорғайтын белсенділерді іздейміз", title_ru="Ищем активистов для защиты детей",
        text_kk="Бір жыл бойы жұртқа айтасыз: бала қиын жағдайда болса, кімге хабарлау керек.",
        text_ru="Целый год вы рассказываете людям, кому сообщить, если ребёнку плохо.",
        for_whom_kk="18 жастан асқан, өз ортасын білетін адамдарға.", for_whom_ru="Взрослым, которые знают свою среду.",
        places=places, opens_on=opens, closes_on=opens + timedelta(days=days), weights=weights,
    )  # fmt: skip


def _apply(scene: Scene, call: Call, number: int) -> Application:
    sex, language = ("male" if number % 3 == 0 else "female"), ("ru" if number % 2 else "kk")
    name = "Үлгібаева Айнұр Сапарқызы" if number == 1300 else name_of_adult(number, sex, language)
    details = ApplicationDetails(
        name=name, phone=phone_of(number), motivation=_WHY, region=scene.cast.places[REGION], language=language,
        sector=TraineeSector.EDUCATION, sex=sex, is_of_age=True, accepts_safeguarding=True,
    )  # fmt: skip
    return apply_as_champion(by=Actor.public(language), call=call, details=details, idempotency_key=f"demo-{number}")


def _choose(scene: Scene, by: Actor, applied: list[Application]) -> None:
    panel = (by, scene.cast.actor(NGO, Role.HEAD_OF_ORGANISATION), coordinator(scene.cast, "ulgi-2"))
    dice = Dice("panel")
    for application in applied[:3]:
        shortlist(by=by, application=application, is_on=True)
    for application in applied[:3]:
        for member in panel[:2]:
            best = application == applied[0]
            points = {code: 5 if best else 3 + dice.below(2) for code in code_list("champion_criteria").codes}
            score_application(by=member, application=application, points=points)
    for application, score in zip(applied[:3], (90, 80, 60), strict=True):
        result = AdvisoryResult(Fraction(score), ballots=6, against=1)
        note_advice(by=by, application=application, result=result, brought_by=GROUP, brought_on=clock.today())
    minutes = "Үлгі хаттама: комиссия мен кеңесші топтың бағасы бойынша."
    states = (
        ApplicationState.SELECTED,
        ApplicationState.SELECTED,
        ApplicationState.RESERVE,
        ApplicationState.NOT_SELECTED,
    )
    for application, state in zip(applied, states, strict=True):
        application.refresh_from_db()
        decide_application(by=by, application=application, decision=state, minutes=minutes)


def _live_a_year(scene: Scene, by: Actor, champion: Champion) -> None:
    person = scene.cast.person(NGO, Role.CHAMPION)
    own = scene.cast.actor(NGO, Role.CHAMPION)
    with scene.ago(days=295) as day:
        say_trained(by=by, champion=champion, on=day)
        link_account(by=by, champion=champion, person=person)
    year = champion.since.year
    with scene.ago(days=290):
        for quarter in QUARTERS:
            plan_act(by=own, champion=champion, year=year, planned=_planned(quarter))
        plan = Plan.objects.get(champion=champion, year=year)
        send_plan(by=own, plan=plan)
    with scene.ago(days=288):
        plan.refresh_from_db()
        agree_plan(by=by, plan=plan)
    _act_and_report(scene, by, own, champion)
    _held_by_another_too(scene, by, champion)


def _held_by_another_too(scene: Scene, by: Actor, champion: Champion) -> None:
    """The second one who was chosen was at the last event too, and told it by telephone: nobody has said so yet."""
    other = Champion.objects.exclude(pk=champion.pk).get(call=champion.call)
    last = champion.acts.filter(type=ActType.EVENT).order_by("-happened_on")[0]
    with clock.standing_at(last.recorded_at + timedelta(days=1)):
        record_act_for(by=by, champion=other, details=_done(other, 0, last.happened_on))
    with scene.ago(days=3) as day:
        story = ActDetails(
            type=ActType.MEETING, happened_on=day, language="kk", place=champion.region, venue="community", women=6,
            note="Үлгі: ойдан шығарылған оқиға.", tells_story=True,
        )  # fmt: skip
        record_act(by=scene.cast.actor(NGO, Role.CHAMPION), champion=champion, details=story)


def _planned(quarter: int) -> Planned:
    return Planned(
        quarter=quarter, type=ActType.EVENT, activity="Мектепте ата-аналармен әңгіме", where="№12 мектеп",
        with_whom=AKIMAT[0], reach_goal=60,
    )  # fmt: skip


def _act_and_report(scene: Scene, by: Actor, own: Actor, champion: Champion) -> None:
    today = scene.now.date()
    number = 9000
    for back in range(270, 0, -18):
        number += 1
        with scene.ago(days=back) as day:
            record_act(by=own, champion=champion, details=_done(champion, number, day))
    for quarter in quarters_to_report(champion.since, None, today):
        late = (today - quarter.last).days
        if late < 4:
            continue
        with scene.ago(days=late - 4):
            told = Told("Үлгі: жоспардағы әңгімелер өтті.", "Үлгі: жол алыс.", "Үлгі: колледжге барамын.")
            report = send_report(by=own, champion=champion, quarter=Quarter(quarter.year, quarter.number), told=told)
        if late > 30:
            with scene.ago(days=late - 7):
                accept_report(by=by, report=report)


def _done(champion: Champion, number: int, day: date) -> ActDetails:
    if number % 3:
        return ActDetails(
            type=ActType.POST, happened_on=day, language="kk", link=f"https://ulgi.example/p/{number}", women=60, men=20,
            young=30,
        )  # fmt: skip
    return ActDetails(
        type=ActType.EVENT, happened_on=day, language="kk", place=champion.region, venue="school", spot="№12 мектеп",
        with_authority=True, authority=AKIMAT[0], women=24, men=9, young=31,
    )  # fmt: skip


def who_does_what(scene: Scene) -> None:
    """Institutions of the region with what they do by agreement; in some stages nobody leads."""
    by = coordinator(scene.cast, NGO)
    region = scene.cast.places[REGION]
    paper = "Үлгі келісімі №7, 14.02.2024"
    with scene.ago(days=400):
        for kind, kk, ru, told in _INSTITUTIONS:
            institution = add_institution(
                by=by, details=InstitutionDetails(kind, name_kk=kk, name_ru=ru, place=region, phone="+7 000 000 03 07")
            )
            for stage, part in told:
                give_responsibility(
                    by=by, institution=institution, stage=stage, part=part, basis=Basis.AGREEMENT, source=paper
                )
