"""Pages of whoever leads a team: many cases at once, approvals, and who looked at a child."""

import pytest
from django.test import Client
from django.urls import reverse

from panah.casework.cases.models import Case
from panah.foundation.security.models import AuditEvent
from tests.panah.casework.cases.office import NAME, Office, asked, made_office, met, opened


@pytest.fixture
def office(db: None) -> Office:
    return made_office()


def signed_in(office: Office, who: str) -> Client:
    client = Client()
    client.force_login(getattr(office, who).person)
    return client


def test_many_cases_go_to_another_lead_on_one_page(office: Office) -> None:
    cases = [opened(office) for _ in range(3)]
    page = reverse("team-reassign", args=[office.aigul.person.pk])
    saule = signed_in(office, "saule")
    assert cases[0].code in saule.get(page).content.decode()
    data = {"cases": [cases[0].code, cases[1].code], "lead": str(office.nurzhan.person.pk)}
    assert saule.post(page, data).status_code == 302
    leads = dict(Case.objects.values_list("code", "lead"))
    assert leads[cases[0].code] == leads[cases[1].code] == office.nurzhan.person.pk
    assert leads[cases[2].code] == office.aigul.person.pk


def test_whoever_leaves_gives_all_over_with_one_tick_and_none_is_said(office: Office) -> None:
    cases = [opened(office) for _ in range(4)]
    page = reverse("team-reassign", args=[office.aigul.person.pk])
    saule = signed_in(office, "saule")
    text = saule.get(page).content.decode()
    assert "Give cases to another lead</h1>" in text
    assert office.aigul.person.display_name in text.partition("<h1>")[0].rpartition("caption")[2]
    assert "Tick at least one case." in saule.post(page, {"lead": str(office.nurzhan.person.pk)}).content.decode()
    assert saule.post(page, {"are_all": "on", "lead": str(office.nurzhan.person.pk)}).status_code == 302
    assert set(Case.objects.values_list("lead", flat=True)) == {office.nurzhan.person.pk}
    assert Case.objects.count() == len(cases)


def test_a_code_of_others_in_the_form_changes_nothing(office: Office) -> None:
    own, other = opened(office), opened(office, lead=office.lazzat)
    page = reverse("team-reassign", args=[office.aigul.person.pk])
    data = {"cases": [own.code, other.code], "lead": str(office.nurzhan.person.pk)}
    assert signed_in(office, "saule").post(page, data).status_code == 200
    assert set(Case.objects.values_list("lead", flat=True)) == {office.aigul.person.pk, office.lazzat.person.pk}


def test_what_waits_for_a_yes_stands_on_the_team_page(office: Office) -> None:
    case = opened(office)
    met(office, case)
    asked(office, case)
    text = signed_in(office, "saule").get(reverse("team")).content.decode()
    assert "Waits for a yes or no" in text
    assert case.code in text


@pytest.mark.safeguard("S17", "somebody of another office reads who works with a child, or learns that there is one")
def test_the_access_log_of_a_child_is_for_its_supervisors_alone(office: Office) -> None:
    case = opened(office)
    page = reverse("case-access", args=[case.code])
    assert signed_in(office, "saule").get(page).status_code == 200
    assert signed_in(office, "aigul").get(page).status_code == 403
    assert signed_in(office, "lazzat").get(page).status_code == 403


def test_who_showed_the_name_stands_in_a_sentence(office: Office) -> None:
    case = opened(office)
    met(office, case)
    signed_in(office, "aigul").post(reverse("case-name", args=[case.code]))
    saule = signed_in(office, "saule")
    page = reverse("case-access", args=[case.code])
    text = saule.get(page).content.decode()
    assert "Showed the name" in text
    assert "Aigul" in text
    assert NAME not in text
    only = saule.get(f"{page}?kind=name").content.decode()
    assert "Recorded a contact" in text
    assert "Recorded a contact" not in only.split("<table")[1]


def test_one_page_of_a_log_of_thousands(office: Office) -> None:
    case = opened(office)
    last = AuditEvent.objects.order_by("-number").values_list("number", flat=True)[0]
    AuditEvent.objects.bulk_create(
        AuditEvent(
            number=last + count, at=case.opened_at, actor_kind="person", actor=str(office.aigul.person.pk),
            organisation=str(office.organisation.pk), role="caseworker", verb="cases.record_contact",
            subject_kind="case", subject_code=case.code, previous=b"", mac=b"",
        )
        for count in range(1, 1201)
    )  # fmt: skip
    text = signed_in(office, "saule").get(reverse("case-access", args=[case.code]) + "?page=24").content.decode()
    assert "Recorded a contact" in text
