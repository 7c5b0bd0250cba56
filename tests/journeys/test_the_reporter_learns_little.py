"""The employer who keeps a boy reports the boy himself, to hear where he is: the answer page tells him next to nothing (S4).

On a phone without JavaScript, in Kazakh and in a language that only the public pages speak.
"""

import pytest

from panah.casework.concerns.actions import release_sentence, set_answer_status
from panah.casework.concerns.codes import AnswerStatus
from panah.casework.concerns.models import Concern
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import EVERYTHING, Permission
from panah.web.public import throttle
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import MAIN, PLAIN, answer_seen, receipt_on, signed_in
from tests.panah.casework.concerns.office import Office, made_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def reports(visitor: Visitor, language: str, place: str) -> str:
    page = visitor.goes_to(f"/{language}/refer/")
    page.check("input[name=is_danger_now][value=no]")
    presses(page, MAIN)
    page.check("input[name=sleeps_tonight][value=place_of_work]")
    presses(page, MAIN)
    page.check("input[value=lives_at_work]")
    presses(page, MAIN)
    page.select_option("select[name=place]", place)
    page.select_option("select[name=age_band]", "12_14")
    presses(page, MAIN)
    page.check("input[name=stays_anonymous]")
    presses(page, MAIN)
    presses(page, MAIN)
    return receipt_on(page)


def telling_words(office: Office, language: str) -> list[str]:
    """Bodies, places, services and outcomes, as this employer could read them."""
    lists = ("organisation_kinds", "service_types", "sectors", "concern_status", "nothing_reasons", "case_stage")
    words = [code_list(name).label(code, language) for name in lists for code in code_list(name).codes]
    return [*words, office.organisation.label(language), office.district.label(language)]


@action(Permission.DEMO_BUILD, on=None)
def a_specialist_takes_the_child(*, by: Actor, concern: Concern) -> None:
    """As referrals do once somebody accepts."""
    set_answer_status(by=by, concern=concern, status=AnswerStatus.SPECIALIST_WORKING)


@pytest.mark.parametrize("language", ["kk", "uz"])
@pytest.mark.safeguard("S4", "the employer reports the boy himself, and comes back every day to hear where he is now")
def test_the_employer_who_reports_learns_neither_where_nor_who_nor_what_came_of_it(
    arrives: Arrives, language: str
) -> None:
    office = made_office()
    throttle.REPORTS.forget()
    employer = arrives(javascript=False, phone=True, language=language, extra_http_headers=PLAIN)
    receipt = reports(employer, language, office.district.code)
    seen = [answer_seen(employer, receipt, language)]
    concern = Concern.objects.get()
    duty = signed_in(arrives, office.duty_worker)
    page = duty.goes_to(f"/app/concerns/{concern.code}/")
    presses(page, MAIN)
    seen.append(answer_seen(employer, receipt, language))
    a_specialist_takes_the_child(by=Actor.system("test", EVERYTHING), concern=concern)
    seen.append(answer_seen(employer, receipt, language))
    release_sentence(by=office.duty, concern=concern, sentence="nothing_more_needed")
    seen.append(answer_seen(employer, receipt, language))
    employer.picture(f"employer-sees-{language}")
    assert len(set(seen)) == len(seen), "it does move on, and says no more than that"
    telling = [words.lower() for words in telling_words(office, language) if len(words) > 4]
    assert [words for text in seen for words in telling if words in text.lower()] == []
    assert code_list("answer_sentences").label("nothing_more_needed", language) in seen[-1]
