from datetime import date
from typing import Any

import pytest

from panah.foundation.reference.codes import FaultyContent, code_list, content_table
from panah.programme.directory import actions
from panah.programme.directory.actions import InstitutionDetails
from panah.programme.directory.codes import Basis, Gap, Part
from panah.programme.directory.models import Institution
from panah.programme.directory.queries import lawful, matrix_of, said_by_law
from panah.programme.directory.queries.lawful import FILE
from tests.panah.programme.bureau import Bureau

DAY = date(2026, 11, 23)
ROW: dict[str, Any] = {
    "stage": "signal", "kind": "police", "part": "leads", "kk": "а", "ru": "б", "en": "c", "source": "law_110", "mark": "M",
}  # fmt: skip


def test_what_the_law_says_can_be_read_and_says_how_sure_it_is() -> None:
    assert {one.basis for one in lawful()} == {Basis.LAW}
    rows = content_table(FILE)["rows"]
    assert len(rows) == len(lawful())
    assert {row["mark"] for row in rows} == {"S", "M", "P"}
    assert {row["stage"] for row in rows if row["mark"] == "S"} == {"signal", "screening"}  # all that anybody has read


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"stage": "lunch"}, "no stage"),
        ({"kind": "circus"}, "no kind"),
        ({"part": "watches"}, "a part"),
        ({"kk": " "}, "lacks kk"),
        ({"source": "hearsay"}, "no source"),
        ({"mark": "X"}, "a mark"),
        ({"artikel": 3}, "artikel, which nobody reads"),
        ({"article": "16"}, "no number"),
        ({"since": "2024-01-01"}, "no day"),
        ({"since": date(2024, 1, 2), "until": date(2024, 1, 1)}, "ends before"),
    ],
)
def test_a_faulty_row_is_named(fault: dict[str, Any], words: str) -> None:
    with pytest.raises(FaultyContent, match=words) as caught:
        said_by_law({"rows": [ROW | fault]})
    assert FILE in str(caught.value)


def test_what_is_said_twice_is_refused_but_for_other_days() -> None:
    with pytest.raises(FaultyContent, match="twice"):
        said_by_law({"rows": [ROW, ROW]})
    ended, begins = ROW | {"until": date(2024, 1, 1)}, ROW | {"since": date(2024, 1, 2)}
    assert len(said_by_law({"rows": [ended, begins]})) == 2


def institution(bureau: Bureau, kind: str, name: str, **more: Any) -> Institution:
    details = InstitutionDetails(kind, name_kk=name, **more)
    return actions.add_institution(by=bureau.madina.actor, details=details)


def test_a_region_sees_its_own_institutions_and_those_of_the_country(bureau: Bureau) -> None:
    by = bureau.madina.actor
    country, here = (
        institution(bureau, "ministry", "Министрлік"),
        institution(bureau, "ngo", "Үміт", place=bureau.taraz),
    )
    within = institution(bureau, "akimat", "Аудан әкімдігі", place=bureau.district)
    for one in (country, here, within):
        said = {"stage": "screening", "part": Part.TAKES_PART, "basis": Basis.AGREEMENT, "source": "№3"}
        actions.give_responsibility(by=by, institution=one, **said)  # type: ignore[arg-type]
    for region, codes in (("", {country, here, within}), ("KZ-31", {country, here, within}), ("KZ-61", {country})):
        table, institutions = matrix_of(by, on=DAY, region=region)
        assert {row.who.code for row in table.rows if row.who.code} == {one.code for one in codes}
        assert set(institutions) == {one.code for one in codes}


def test_an_agreement_fills_a_gap_and_a_second_leader_is_one(bureau: Bureau) -> None:
    by = bureau.madina.actor
    centre = institution(bureau, "hotline", "111", place=bureau.taraz)
    assert matrix_of(by, on=DAY, region="KZ-31")[0].gaps["signal"] is Gap.NOBODY_LEADS
    said: dict[str, Any] = {"stage": "signal", "part": Part.LEADS, "basis": Basis.AGREEMENT, "source": "Хаттама №3"}
    actions.give_responsibility(by=by, institution=centre, **said)
    assert "signal" not in matrix_of(by, on=DAY, region="KZ-31")[0].gaps
    actions.give_responsibility(by=by, institution=institution(bureau, "ngo", "Үміт", place=bureau.taraz), **said)
    assert matrix_of(by, on=DAY, region="KZ-31")[0].gaps["signal"] is Gap.TWO_LEAD
    centre.refresh_from_db()
    actions.say_closed(by=by, institution=centre, is_closed=True, version=centre.version)
    assert "signal" not in matrix_of(by, on=DAY, region="KZ-31")[0].gaps
    assert set(code_list("responsibility_gap").codes) == {gap.value for gap in Gap}


def test_what_ended_is_said_again_later_and_not_for_the_same_days(bureau: Bureau) -> None:
    by, here = bureau.madina.actor, institution(bureau, "ngo", "Үміт")
    said: dict[str, Any] = {"stage": "signal", "part": Part.LEADS, "basis": Basis.PRACTICE, "source": "№3"}
    first = actions.give_responsibility(by=by, institution=here, since=date(2024, 1, 1), **said)
    with pytest.raises(actions.institutions.EndsBeforeItBegan):
        actions.end_responsibility(by=by, responsibility=first, until=date(2023, 1, 1))
    actions.end_responsibility(by=by, responsibility=first, until=date(2024, 12, 31))
    with pytest.raises(actions.institutions.SaidAlready):
        actions.give_responsibility(by=by, institution=here, since=date(2024, 12, 31), **said)
    actions.give_responsibility(by=by, institution=here, since=date(2025, 1, 1), **said)
    with pytest.raises(actions.institutions.SaidAlready):
        actions.give_responsibility(by=by, institution=here, **said)
