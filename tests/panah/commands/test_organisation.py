import pytest
from click.testing import CliRunner, Result
from django.test import Client
from django.urls import reverse

from panah.commands.organisation import command
from panah.foundation.accounts.models import DutyArea, Membership, Organisation, Person
from panah.foundation.reference.actions import load_places
from panah.foundation.security.models import AuditEvent
from tests.panah.foundation import given

pytestmark = pytest.mark.django_db
NAMES = ("--kk", "«Үлгі» орталығы", "--ru", "Центр «Үлгі»", "--en", "Ulgi centre")


@pytest.fixture(autouse=True)
def _places() -> None:
    load_places(by=given.SYSTEM)


def run(*words: str) -> Result:
    return CliRunner().invoke(command, list(words))


def added(code: str = "ulgi", *more: str) -> Result:
    return run("add", code, "--kind", "ngo", *NAMES, *more)


def test_an_empty_installation_gets_its_first_body_and_somebody_signs_in() -> None:
    assert added("ulgi", "--place", "KZ-79", "--phone", "+7 000 111 22 33").exit_code == 0
    assert run("answers", "ulgi").exit_code == 0
    done = run("person", "ulgi", "--name", "Үлгі Әкімші", "--username", "admin", "--language", "ru")
    assert done.exit_code == 0
    password = done.output.split("one time: ")[1].strip()
    person = Person.objects.get()
    assert person.check_password(password)
    assert person.slip_until is not None
    assert Membership.objects.valid().get().role == "administrator"
    answer = Client().post(reverse("sign-in"), {"login": "admin", "password": password}, follow=True)
    assert answer.status_code == 200
    assert 'name="password1"' in answer.content.decode(), "an own one comes first"
    assert DutyArea.objects.get().place is None
    assert password not in str(list(AuditEvent.objects.values()))


def test_a_body_answers_for_a_region_and_the_list_says_so() -> None:
    added()
    assert run("answers", "ulgi", "KZ-79").exit_code == 0
    lines = run("list").output.splitlines()
    assert lines == [line for line in lines if line.startswith("ulgi") and "KZ-79" in line and "people: 0" in line]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("add", "ulgi", "--kind", "ngo", *NAMES), "is there already"),
        (("add", "Үлгі", "--kind", "ngo", *NAMES), "small Latin letters"),
        (("add", "new", "--kind", "club", *NAMES), "one of: ngo"),
        (("add", "new", "--kind", "ngo", "--kk", " ", *NAMES[2:]), "1 to 200 letters"),
        (("add", "new", "--kind", "ngo", *NAMES, "--place", "XX-1"), "No place has the code XX-1"),
        (("add", "new", "--kind", "ngo", *NAMES, "--phone", "1" * 21), "longer than 20"),
        (("answers", "nobody"), "No organisation has the code nobody"),
        (("answers", "ulgi", "XX-1"), "No place has the code"),
        (("person", "nobody", "--name", "A", "--username", "a"), "No organisation has the code"),
        (("person", "ulgi", "--name", "A", "--username", "a", "--role", "caseworker"), "caseworker"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_nothing_is_written(words: tuple[str, ...], sentence: str) -> None:
    added()
    done = run(*words)
    assert done.exit_code != 0
    assert sentence in done.output
    assert Organisation.objects.count() == 1
    assert not Person.objects.exists()
    assert not DutyArea.objects.exists()


@pytest.mark.safeguard("S17", "whoever runs the machine lets a second administrator in beside the first, unseen")
def test_further_people_come_in_on_the_pages_where_colleagues_see_it() -> None:
    added()
    first = ("person", "ulgi", "--name", "A", "--username", "first")
    assert run(*first).exit_code == 0
    again = run("person", "ulgi", "--name", "B", "--username", "second")
    assert "has somebody in this role" in again.output
    same = run("person", "ulgi", "--name", "B", "--username", "first", "--role", "head_of_organisation")
    assert "already" in same.output
    assert Person.objects.count() == 1
