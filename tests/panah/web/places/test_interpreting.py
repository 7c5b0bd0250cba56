"""The language of whoever comes: who speaks it there, and who interprets, a woman first for a girl. It refuses nobody."""

import html

import pytest

from panah.casework.services.models import EligibilityAnswer
from panah.foundation.security.models import AuditEvent
from tests.panah.casework.referrals.handover import Sides, made_sides
from tests.panah.web.places.test_ask import ASK, GIRL, place, row_of, worker
from tests.panah.web.services.test_views import text_of


@pytest.fixture
def sides(db: None) -> Sides:
    return made_sides()


def asked(sides: Sides, **changes: str) -> str:
    return html.unescape(text_of(worker(sides).post(ASK, GIRL | changes)))


def interpreters(text: str) -> str:
    return text.split('id="interpreters"')[1].split("</section>")[0]


def test_a_girl_reads_first_where_a_woman_interprets(sides: Sides) -> None:
    place(sides, "interpreters", "legal", interpreters=[("uz", "male")])
    place(sides, "one_stop_room", "legal", interpreters=[("uz", "female"), ("tg", "male")])
    place(sides, "school", "education", interpreters=[("ky", "female")])
    text = interpreters(asked(sides, language="uz"))
    assert text.index("Sample one_stop_room") < text.index("Sample interpreters")
    assert "Uzbek (woman)" in text
    assert "Tajik" not in text, "only of the language that was asked for"
    assert "Sample school" not in text
    assert "+7 000 222 33 44" in text
    boy = interpreters(asked(sides, language="uz", sex="male"))
    assert boy.index("Sample interpreters") < boy.index("Sample one_stop_room")


def test_each_place_says_whether_it_speaks_the_language_itself(sides: Sides) -> None:
    place(sides, "ngo_shelter", funding="donor", languages=["uz"])
    place(sides, "crisis_centre", interpreters=[("uz", "male")])
    place(sides, "state_shelter")
    text = asked(sides, language="uz")
    assert "They speak: Uzbek" in row_of(text, "Sample ngo_shelter")
    assert "Interpreter there: Uzbek (man)" in row_of(text, "Sample crisis_centre")
    silent = row_of(text, "Sample state_shelter")
    assert "They speak" not in silent
    assert "Interpreter there" not in silent


def test_where_nobody_interprets_it_is_said_and_for_kazakh_nobody_is_fetched(sides: Sides) -> None:
    assert "names nobody who interprets" in interpreters(asked(sides, language="tk"))
    for language in ("kk", "ru", ""):
        assert 'id="interpreters"' not in asked(sides, language=language)


@pytest.mark.safeguard("S1", "the migration service or a consulate is proposed as the one who interprets")
@pytest.mark.parametrize("kind", ["migration_service", "consulate"])
def test_nobody_of_whom_a_family_may_be_afraid_interprets(sides: Sides, kind: str) -> None:
    place(sides, kind, "residence", interpreters=[("uz", "female")])
    assert f"Sample {kind}" not in asked(sides, language="uz").split('id="ask"')[0]


@pytest.mark.safeguard("S2", "a language, which hints at a citizenship, is kept with a refusal or refuses somebody")
def test_a_language_changes_no_answer_and_is_kept_nowhere(sides: Sides) -> None:
    place(sides, "infant_home")
    with_it, without = asked(sides, language="uz"), asked(sides)
    chip = "No, because"
    assert chip in row_of(with_it, "Sample infant_home")
    assert chip in row_of(without, "Sample infant_home")
    kept = EligibilityAnswer.objects.get()
    assert "uz" not in [str(getattr(kept, field.name)) for field in kept._meta.fields]
    assert not AuditEvent.objects.filter(verb__contains="note_refus").exists()
