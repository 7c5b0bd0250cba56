"""The plan names who does it; a colleague is asked on the next page, and sees only what that page shows."""

from django.urls import reverse

from panah.casework.cases.models import Helper, PlannedService
from tests.panah.casework.cases.office import Office, at_work
from tests.panah.web.cases.visiting import day, key_in, signed_in, text_of, words_of


def test_a_colleague_who_is_named_is_asked_next_and_finds_it_on_today(office: Office) -> None:
    case, _planned = at_work(office)
    client, plan = signed_in(office.aigul), reverse("case-plan", args=[case.code])
    first = client.get(plan)
    assert "Nurzhan" in text_of(first)
    chosen = f"person:{office.nurzhan.person.pk}"
    data = {"service_type": "legal", "goal": "Canarygoal", "who": chosen, "once": key_in(first), **day("due_on")}
    added = client.post(plan, data)
    assert added.headers["Location"].startswith(reverse("case-share-new", args=[case.code, "legal"]))
    assert PlannedService.objects.get(service_type="legal").person == office.nurzhan.person
    assert "Not asked yet" in words_of(client.get(plan))
    asking = client.get(added.headers["Location"])
    assert f'value="{chosen}" selected' in text_of(asking)
    part = {"whom": chosen, "request": "Write to the school", "go": "look", "once": key_in(asking)}
    preview = client.post(added.headers["Location"], part)
    assert "This is what they will see" in words_of(preview)
    seen = text_of(preview).split('name="seen" value="')[1].split('"')[0]
    assert client.post(added.headers["Location"], part | {"go": "share", "seen": seen}).status_code == 302
    assert Helper.objects.get().person == office.nurzhan.person
    page = words_of(client.get(plan))
    assert "Nurzhan" in page
    assert "Not asked yet" not in page
    today = words_of(signed_in(office.nurzhan).get(reverse("today")))
    assert "Help that was asked for is due: Legal help" in today
    assert "Canarygoal" not in today


def test_a_line_says_who_does_it_and_when(office: Office) -> None:
    case, _planned = at_work(office)
    client, plan = signed_in(office.aigul), reverse("case-plan", args=[case.code])
    data = {"service_type": "medical", "goal": "x", "who": office.provider.code, "once": key_in(client.get(plan))}
    assert client.post(plan, data | day("due_on")).headers["Location"] == plan
    page = words_of(client.get(reverse("case", args=[case.code])))
    assert "Clinic ·" in page
    assert "The lead ·" in page


def test_a_stranger_who_is_typed_into_the_address_becomes_nobody(office: Office) -> None:
    case, _planned = at_work(office)
    client, plan = signed_in(office.aigul), reverse("case-plan", args=[case.code])
    stranger = f"person:{office.lazzat.person.pk}"
    data = {"service_type": "legal", "goal": "x", "who": stranger, "once": key_in(client.get(plan)), **day("due_on")}
    assert client.post(plan, data).status_code == 200
    assert not PlannedService.objects.filter(service_type="legal").exists()
