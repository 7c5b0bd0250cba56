"""A file is brought again by an organisation that no longer leads the child of whom it speaks."""

import pytest

from panah.casework.cases.actions import assign_lead
from panah.casework.cases.models import Case, Episode
from panah.casework.exchange.actions import ImportReport, ListSource, Source, import_htcds, import_list
from panah.casework.exchange.codes import RowNote, StateOfRest
from panah.casework.exchange.models import ImportedRecord
from panah.casework.exchange.queries import read_list, remembered
from panah.casework.exchange.queries.listing import heading_phrases, known_people
from panah.casework.exchange.rules.listing import guessed
from panah.casework.linking.queries import pairs_waiting, sides_of
from panah.casework.people.actions import record_consent
from panah.casework.people.codes import ConsentDecision
from panah.casework.people.models import CategoryDecision, Child, Consent, Name
from panah.engines.tables.lists import PlainList
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Actor
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from tests.panah.casework.cases.actions.test_transferring import accept, ask
from tests.panah.casework.cases.office import Office, Worker, hired, made_office
from tests.panah.casework.exchange.acting import GIRL, table_of
from tests.panah.casework.linking.seeking import sought

pytestmark = pytest.mark.django_db
WORKER = Actor.system("worker", {Permission.CLOCK_WORK})
FIRST = "ФИО,Дата рождения,Пол,Гражданство,Язык\nАхметов Данияр Ерланович,04.05.2012,муж,KZ,русский\n"
SECOND = "ФИО,Дата рождения,Пол,Гражданство,Язык\nАхметов Данияр Ерланович,04.05.2012,жен,UZ,узбекский\n"


@pytest.fixture
def office() -> Office:
    return made_office()


def bring(by: Worker, organisation: Organisation, text: str) -> ImportReport:
    plain = read_list(text.encode(), "list.csv")
    assert isinstance(plain, PlainList), plain
    choices = guessed(plain.columns, heading_phrases(), remembered(organisation)[0])
    return import_list(
        by=by.actor, organisation=organisation, source=ListSource(plain, choices, StateOfRest.ACTIVE)
    )  # fmt: skip


def brings_htcds(office: Office, row: dict[str, str]) -> ImportReport:
    return import_htcds(by=office.bakyt.actor, organisation=office.organisation, source=Source(table_of(row)))


def goes_elsewhere(office: Office, case: Case | None = None) -> None:
    """A child, or the only one, goes to the other office."""
    case = case or Case.objects.get()
    assign_lead(by=office.saule.actor, case=case, lead=office.aigul.person)
    case = Case.objects.get(pk=case.pk)
    scope = "share_with_organisation"
    record_consent(
        by=office.aigul.actor, child=case.child, scope=scope, decision=ConsentDecision.GIVEN, given_by="self"
    )  # fmt: skip
    head = hired(office.other, Role.HEAD_OF_ORGANISATION, "marat")
    accept(office, ask(office, case), head)
    assert Case.objects.get(pk=case.pk).organisation == office.other


def whole_record() -> list[object]:
    """Everything that is written of the one child."""
    rows = (Child, Case, Episode, Name, Consent, CategoryDecision, ImportedRecord)
    return [list(model.objects.order_by("pk").values()) for model in rows]


@pytest.mark.safeguard("S15", "the office from which a case went brings its list again and changes the child's record")
def test_a_list_changes_nothing_of_a_child_who_is_led_elsewhere(office: Office) -> None:
    bring(office.bakyt, office.organisation, FIRST)
    goes_elsewhere(office)
    before = whole_record()
    report = bring(office.bakyt, office.organisation, SECOND)
    assert (report.new, report.changed, report.unchanged) == (0, 0, 1)
    assert [(note.sentence, dict(note.values)) for note in report.notes] == [(RowNote.LED_ELSEWHERE, {"count": 1})]
    assert whole_record() == before


@pytest.mark.safeguard("S15", "a closed case of another office is opened again by a file of the office before it")
def test_a_file_opens_no_case_again_that_is_led_elsewhere(office: Office) -> None:
    brings_htcds(office, {**GIRL, "cas_Status": "Active"})
    goes_elsewhere(office)
    before = whole_record()
    row = {**GIRL, "cas_Status": "Active", "prs_FirstName": "Аида", "con_Consent": "TRUE", "prs_Gender": "Masculine"}
    assert brings_htcds(office, row).changed == 0
    assert whole_record() == before


def test_a_child_who_came_back_follows_the_list_again(office: Office) -> None:
    bring(office.bakyt, office.organisation, FIRST)
    goes_elsewhere(office)
    back = ask(office, Case.objects.get(), by=office.lazzat.actor, organisation=office.organisation)
    accept(office, back, office.bakyt, lead=office.aigul.person)
    assert bring(office.bakyt, office.organisation, SECOND).changed == 1
    assert Child.objects.get().sex == "female"


@pytest.mark.safeguard("S17", "a list with a child's name shows the office before what the child's record says now")
def test_whoever_is_led_elsewhere_is_nobody_s_double(office: Office) -> None:
    bring(office.bakyt, office.organisation, FIRST)
    goes_elsewhere(office)
    assert known_people(office.organisation) == []
    assert bring(office.bakyt, office.organisation, "ФИО,Пол\nАхметов Данияр,муж\n").new == 1
    sought()
    own, other = sides_of(office.saule.actor, pairs_waiting(office.saule.actor).get())
    assert (own.child is not None, other.child, other.organisation) == (True, None, office.other)


@pytest.mark.safeguard("S17", "one of two who may be the same goes to another office, and the first goes on looking")
def test_of_a_pair_of_which_one_went_elsewhere_only_its_office_is_told(office: Office) -> None:
    bring(office.bakyt, office.organisation, FIRST)
    bring(office.bakyt, office.organisation, "ФИО,Пол\nАхметов Данияр,муж\n")
    sought()
    pair = pairs_waiting(office.saule.actor).get()
    assert None not in [side.child for side in sides_of(office.saule.actor, pair)]
    goes_elsewhere(office, Case.objects.get(child__birth_year=2012))
    own, other = sides_of(office.saule.actor, pairs_waiting(office.saule.actor).get())
    assert (own.child is not None, other.child, other.organisation) == (True, None, office.other)


def test_every_record_that_a_file_changes_stands_in_the_record_of_acts(office: Office) -> None:
    bring(office.bakyt, office.organisation, FIRST)
    bring(office.bakyt, office.organisation, SECOND)
    event = AuditEvent.objects.get(verb="exchange.change_by_file")
    assert (event.subject_kind, event.subject_code) == ("child", Child.objects.get().code)
    assert event.actor == str(office.bakyt.person.pk)
