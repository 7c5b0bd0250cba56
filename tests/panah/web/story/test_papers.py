from datetime import timedelta

from django.urls import reverse

from panah.casework.cases.models import Paper
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from tests.panah.casework.cases.office import Office, opened, running
from tests.panah.web.cases.visiting import day, key_in, signed_in, text_of, words_of

WHERE = "Canaryoffice"


def test_a_paper_is_followed_from_its_application_until_it_is_there(office: Office) -> None:
    case, client = opened(office), signed_in(office.aigul)
    new = reverse("case-track-new", args=[case.code])
    data = {"paper_type": "birth_certificate", "status": "applied", "applied_at": WHERE, **day("applied_on")}
    data |= {"once": key_in(client.get(new)), **day("due_on", clock.today() + timedelta(days=20))}
    assert client.post(new, data).status_code == 302
    assert TimerKind.PAPER_DUE in running(case)
    page = words_of(client.get(reverse("case-papers", args=[case.code])))
    assert "Birth certificate" in page
    assert WHERE not in page
    paper = Paper.objects.get(case=case)
    step = client.get(reverse("case-track", args=[paper.pk]))
    assert WHERE in text_of(step)
    data = {"paper_type": "birth_certificate", "status": "received", "applied_at": WHERE, **day("received_on")}
    data |= {"version": str(paper.version), "once": key_in(step)}
    assert client.post(reverse("case-track", args=[paper.pk]), data).status_code == 302
    assert TimerKind.PAPER_DUE not in running(case)


def test_of_two_editors_the_second_sees_both(office: Office) -> None:
    case, client = opened(office), signed_in(office.aigul)
    new = reverse("case-track-new", args=[case.code])
    client.post(new, {"paper_type": "passport", "status": "lost", "once": key_in(client.get(new))})
    paper = Paper.objects.get(case=case)
    where = reverse("case-track", args=[paper.pk])
    old = {"paper_type": "passport", "status": "has", "applied_at": "Mine", "version": str(paper.version)}
    assert client.post(where, {**old, "applied_at": "Theirs", "once": "a"}).status_code == 302
    page = text_of(client.post(where, {**old, "once": "b"}))
    assert "Theirs" in page
    assert "Mine" in page


def test_a_paper_of_others_is_not_there(office: Office) -> None:
    case, client = opened(office), signed_in(office.aigul)
    new = reverse("case-track-new", args=[case.code])
    client.post(new, {"paper_type": "passport", "status": "lost", "once": key_in(client.get(new))})
    paper = Paper.objects.get(case=case)
    for stranger in (office.lazzat, office.nurzhan):
        assert signed_in(stranger).get(reverse("case-track", args=[paper.pk])).status_code == 404
