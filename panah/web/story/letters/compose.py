"""What stands in each kind of letter. Never a shelter's name or address, a citizenship, a status, a home or a workplace."""

from collections import Counter
from typing import Any

from django.utils import translation

from panah.casework.cases.codes import Domain, LetterKind, ServiceStatus
from panah.casework.cases.models import Case, PlannedService
from panah.casework.cases.queries import (
    already_told,
    delivered_services,
    latest_assessment,
    papers_tracked,
    planned_services,
    running_answers,
    who_looked,
)
from panah.casework.people.codes import Standing
from panah.casework.people.queries import latest_consents, names_of, proposed_form
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import Guarded, StillSealed, reveal
from panah.web.components.child_words import age_words
from panah.web.components.grown_words import standing_of
from panah.web.papers.sheet import Sheet
from panah.web.papers.spoken import Spoken
from panah.web.papers.words import Words, day_of

HIDDEN_PLACE = "shelter"  # a service whose place is never named
KNOWN_ROLES = ("caseworker", "supervisor", "head_of_organisation", "duty_worker")
WITH_CAREGIVER = ("caregiver", "caregiver_and_oral_assent", "caregiver_and_written_assent")
Data = dict[str, Any]


def composed(actor: Actor, case: Case, kind: LetterKind, data: Data, spoken: Spoken | None = None) -> Sheet:
    """The letter of this kind, with what somebody filled in. ``spoken`` meets each free text that stands on it."""
    words = Words(kind, data["language"], standing_of(case.child), spoken)
    with translation.override(words.language):  # an age is said in words that stand in no list of ours
        return _COMPOSERS[kind](actor, case, words, data)


def _child_card(actor: Actor, case: Case, words: Words, data: Data) -> Sheet:
    """No title, no logo, no code: a first name, a phone, a day."""
    meeting = day_of(data["next_meeting"])
    sheet = Sheet().strong(data["first_name"]).strong(data["phone"])
    sheet.text(f"{words['next_meeting']}: {meeting}" if meeting else "")
    return sheet.text(words["may_say_no"]).text(words["may_stop"])


def _consent_form(actor: Actor, case: Case, words: Words, data: Data) -> Sheet:
    until = day_of(data["until"]) or words["until_stopped"]
    sheet = Sheet(words["title"]).facts([(words["code"], case.code)])
    sheet.facts(
        [
            (words["what"], words.label("consent_scopes", data["scope"])),
            (words["with_whom"], data["with_whom"] or words["we"]),
            (words["until"], until),
        ]
    )
    sheet.text(words["may_say_no"]).text(words["may_stop"]).text(words["may_ask"])
    if data.get("with_pictures"):
        sheet.heading(words["pictures"]).faces(words["yes"], words["no"], words["stop"])
    else:
        sheet.boxes([words["yes"], words["no"]])
    return sheet.signs([*_signers(case, words), words["day"]])


def _signers(case: Case, words: Words) -> list[str]:
    """Whose yes is needed at this age; a grown person signs alone, and is called nothing (S10)."""
    line = f"{words['name']}, {words['signature']}"
    if words.standing == Standing.ADULT:
        return [line]
    signers = [words["child"], words["adult"]] if proposed_form(case.child) in WITH_CAREGIVER else [words["child"]]
    return [f"{one}: {line}" for one in signers]


def _plan_copy(actor: Actor, case: Case, words: Words, data: Data) -> Sheet:
    planned = _opened(actor, planned_services(case))
    columns = [words["goal"], words["help"], words["who"], words["by_when"]]
    rows = [
        [words.said(_text(one, "goal")), _help(words, one.service_type), _doer(one, words), _when(one, words)]
        for one in planned
        if one.status in (ServiceStatus.PLANNED, ServiceStatus.DELIVERED)
    ]
    sheet = Sheet(words["title"]).facts([(words["code"], case.code)])
    sheet = sheet.table(columns, rows) if rows else sheet.text(words["nothing"])
    return _with_reach(sheet.text(words["may_change"]), case, words)


def _when(one: PlannedService, words: Words) -> str:
    return words["done"] if one.status == ServiceStatus.DELIVERED else day_of(one.due_on)


def _doer(one: PlannedService, words: Words) -> str:
    """Who does it; of a shelter only that it is a safe place."""
    if one.service_type == HIDDEN_PLACE:
        return words["safe_place"]
    return words.organisation(one.provider) if one.provider else words["we"]


def _with_reach(sheet: Sheet, case: Case, words: Words) -> Sheet:
    """How to ask: always the last lines of what a family reads."""
    return sheet.text(words["ask_us"]).facts([(words["phone"], case.organisation.duty_phone)])


def _help(words: Words, service_type: str) -> str:
    """A kind of help; of a shelter only that it is a safe place."""
    return words["safe_place"] if service_type == HIDDEN_PLACE else words.label("service_types", service_type)


def _assessment_summary(actor: Actor, case: Case, words: Words, data: Data) -> Sheet:
    """Areas, needs and the child's view; no raw note, no risk."""
    latest, answers = latest_assessment(case), running_answers(case)
    child = case.child
    sheet = Sheet(words["title"]).facts(
        [
            (words["code"], case.code),
            (words["sex"], words.label("sex_of_child", child.sex)),
            (words["age"], age_words(child.birth_year, child.age_band_at_entry)),
            (words["language"], words.label("languages_spoken", child.language)),
            (words["completed"], day_of(latest.completed_at) if latest else ""),
        ]
    )
    columns = [words["area"], words["situation"], words["needs"]]
    rows = []
    for domain in Domain:
        answer = answers.get(domain)
        situation = words.label("domain_situation", answer.situation) if answer else words["not_known"]
        needs = [_help(words, need) for need in answer.needs] if answer else []
        rows.append([words.label("assessment_domains", domain), situation, ", ".join(needs) or "—"])
    sheet.table(columns, rows)
    view = _text(_opened(actor, [latest])[0], "child_view") if latest else ""
    if view:
        sheet.heading(words["child_view"]).text(words.said(view))
    return sheet.text(words["no_other_use"])


def _transfer_form(actor: Actor, case: Case, words: Words, data: Data) -> Sheet:
    sheet = Sheet(words["title"]).facts([(words["code"], case.code), (words["to"], data["to"])])
    sheet.heading(words["summary"]).text(words.said(data["summary"]) or words["nothing"])
    tasks = [one for one in planned_services(case) if one.status == ServiceStatus.PLANNED]
    sheet.heading(words["open_tasks"])
    rows = [[_help(words, one.service_type), day_of(one.due_on)] for one in tasks]
    sheet = sheet.table([words["service"], words["by_when"]], rows) if rows else sheet.text(words["none_open"])
    sheet.heading(words["consents"])
    consents = _consents(case, words)
    sheet = sheet.facts(consents) if consents else sheet.text(words["no_consent"])
    told = [f"{words.label('told_topics', one.topic)}: {day_of(one.last_on)}" for one in already_told(case).topics]
    if told:
        sheet.heading(words["already_told"]).items(told)
    lines = (words["hands_over"], words["takes_over"])
    return sheet.signs([f"{one}: {words['name']}, {words['signature']}" for one in lines] + [words["day"]])


def _consents(case: Case, words: Words) -> list[tuple[str, str]]:
    found = latest_consents(case.child).values()
    return [
        (
            words.label("consent_scopes", one.scope),
            f"{words.label('consent_decision', one.decision)} {day_of(one.given_on)}".strip(),
        )
        for one in found
    ]


def _closure_letter(actor: Actor, case: Case, words: Words, data: Data) -> Sheet:
    """What changed, and that the door stays open."""
    sheet = Sheet(words["title"])
    planned = [one for one in planned_services(case) if one.goal_status in ("reached", "partly_reached")]
    goals = [words.said(goal) for one in _opened(actor, planned) if (goal := _text(one, "goal"))]
    if goals:
        sheet.heading(words["reached"]).items(goals)
    given = Counter(one.service_type for one in delivered_services(case) if one.taken_back_at is None)
    if given:
        times = words["times"]
        lines = [f"{_help(words, kind)}: {count} {times}" for kind, count in given.items()]
        sheet.heading(words["received"]).items(lines)
    sheet.text(f"{words['we_call']}: {day_of(data['call_on'])}" if data["call_on"] else "")
    return _with_reach(sheet.strong(words["come_back"]), case, words)


def _extract(actor: Actor, case: Case, words: Words, data: Data) -> Sheet:
    """What is recorded, for whom it is about. Notes of workers are read together, not handed out."""
    child, names = case.child, names_of(case.child)
    reveal(actor, child, *names)
    born = _text(child, "birth_date")
    sheet = Sheet(words["title"]).facts(
        [
            (words["code"], case.code),
            (words["names"], " · ".join(dict.fromkeys(name for one in names if (name := _text(one, "full"))))),
            (words["born"], born or str(child.birth_year or "")),
            (words["language"], words.label("languages_spoken", child.language)),
            (words["since"], day_of(case.opened_at)),
        ]
    )
    planned = _opened(actor, planned_services(case))
    _listed(sheet, words["goals"], [words.said(goal) for one in planned if (goal := _text(one, "goal"))])
    _listed(
        sheet, words["services"],
        [
            f"{day_of(one.happened_on)} {_help(words, one.service_type)}"
            for one in delivered_services(case)
            if one.taken_back_at is None
        ],
    )  # fmt: skip
    _listed(sheet, words["consents"], [f"{term}: {value}" for term, value in _consents(case, words)])
    _listed(
        sheet, words["papers"],
        [
            f"{words.label('paper_types', one.paper_type)}: {words.label('paper_status', one.status)}"
            for one in papers_tracked(case)
        ],
    )  # fmt: skip
    return _with_reach(sheet.text(words["more"]).text(words["correct"]), case, words)


def _listed(sheet: Sheet, heading: str, lines: list[str]) -> None:
    if lines:
        sheet.heading(heading).items(lines)


def _access_list(actor: Actor, case: Case, words: Words, data: Data) -> Sheet:
    """Who looked: role and organisation, first and last day; no name of a worker."""
    lookers = who_looked(case)
    wanted = {one.organisation_id for one in lookers if one.organisation_id}
    bodies = {str(one.pk): one for one in Organisation.objects.filter(pk__in=wanted)}
    columns = [words["who"], words["where"], words["first"], words["last"], words["days"]]
    rows = [
        [
            words[one.role if one.role in KNOWN_ROLES else "other"],
            words.organisation(bodies[one.organisation_id]) if one.organisation_id in bodies else "",
            day_of(one.first), day_of(one.last), str(one.days),
        ]
        for one in lookers
    ]  # fmt: skip
    sheet = Sheet(words["title"]).facts([(words["code"], case.code)]).text(words["lead"])
    sheet = sheet.table(columns, rows) if rows else sheet.text(words["nothing"])
    return _with_reach(sheet.text(words["not_right"]), case, words)


def _opened(actor: Actor, records: list[Any]) -> list[Any]:
    reveal(actor, *records)
    return records


def _text(record: Guarded, name: str) -> str:
    try:
        value = getattr(record, name)
    except StillSealed:
        return ""
    return day_of(value) if hasattr(value, "strftime") else str(value or "")


_COMPOSERS = {
    LetterKind.CHILD_CARD: _child_card,
    LetterKind.CONSENT_FORM: _consent_form,
    LetterKind.PLAN_COPY: _plan_copy,
    LetterKind.ASSESSMENT_SUMMARY: _assessment_summary,
    LetterKind.TRANSFER_FORM: _transfer_form,
    LetterKind.CLOSURE_LETTER: _closure_letter,
    LetterKind.EXTRACT: _extract,
    LetterKind.ACCESS_LIST: _access_list,
}
