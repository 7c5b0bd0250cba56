from collections.abc import Sequence

from panah.engines.tables.reading import read_table
from panah.engines.tables.shapes import Fault, Table
from panah.programme.training.rules.scoring import Key
from panah.programme.training.rules.sheets import SheetFault, SheetRow, read_sheet

KEYS = [Key(1, 4, frozenset("B")), Key(2, 4, frozenset("AC"), is_several=True), Key(3, 2, frozenset("A"))]
KNOWN = ("AB234", "CD567")


def table(*lines: str) -> Table:
    found = read_table("\n".join(lines).encode(), "answers.csv")
    assert isinstance(found, Table), found
    return found


def faults(*lines: str, standing: dict[str, dict[int, str]] | None = None) -> list[tuple[str, int, str]]:
    found = read_sheet(table(*lines), KEYS, KNOWN, standing)
    assert isinstance(found, list)
    return [(fault.sentence, fault.row, fault.column) for fault in found]


def test_a_sheet_is_read_whatever_the_letters_and_the_code_are_typed_in() -> None:
    found = read_sheet(table("код;1;2;3", "ав 234;в;A, С;a", "CD567;;a;"), KEYS, KNOWN)
    assert found == (
        SheetRow(2, "AB234", {1: "B", 2: "AC", 3: "A"}),
        SheetRow(3, "CD567", {1: "", 2: "A", 3: ""}),
    )


def test_thirteen_answers_of_twelve_are_refused_with_their_place() -> None:
    assert faults("код;1;2;3;4", "AB234;B;A;A;B") == [
        (SheetFault.TOO_MANY_ANSWERS, 1, "E"), (SheetFault.TOO_MANY_ANSWERS, 2, "E"),
    ]  # fmt: skip
    found = read_sheet(table("код;1;2;3", "AB234;B;A;A;B"), KEYS, KNOWN)
    assert isinstance(found, list)
    assert found[0].values == {"answers": 4, "questions": 3}


def test_all_faults_come_at_once() -> None:
    said = faults("код;1;2;3", "ZZ99;B;A;A", "AB234;E;A;A", "ab-234;B;A;A", ";B;A;A", "CD567;AB;A;C", "xx;Z;Z;Z")
    assert said == [
        (SheetFault.CODE_UNKNOWN, 2, "A"),
        (SheetFault.NO_SUCH_OPTION, 3, "B"),
        (SheetFault.CODE_TWICE, 4, "A"),
        (SheetFault.CODE_MISSING, 5, "A"),
        (SheetFault.TOO_MANY_LETTERS, 6, "B"),
        (SheetFault.NO_SUCH_OPTION, 6, "D"),
        (SheetFault.CODE_UNKNOWN, 7, "A"),
        (SheetFault.NO_SUCH_OPTION, 7, "B"),
        (SheetFault.NO_SUCH_OPTION, 7, "C"),
        (SheetFault.NO_SUCH_OPTION, 7, "D"),
    ]


def test_columns_that_slipped_or_are_missing_are_refused() -> None:
    assert faults("код;2;1;3", "AB234;B;A;A") == [
        (SheetFault.HEADING_OUT_OF_ORDER, 1, "B"), (SheetFault.HEADING_OUT_OF_ORDER, 1, "C"),
    ]  # fmt: skip
    assert faults("код;1;2", "AB234;B;A") == [(SheetFault.TOO_FEW_COLUMNS, 1, "")]


def test_a_row_without_answers_is_refused() -> None:
    assert faults("код;1;2;3", "AB234;-;-;-") == [(SheetFault.ROW_WITHOUT_ANSWERS, 2, "")]


def test_the_same_again_is_welcome_and_others_are_not() -> None:
    lines = ("код;1;2;3", "AB234;B;A;A")
    same: dict[str, dict[int, str]] = {"AB234": {1: "B", 2: "A", 3: "A"}}
    assert isinstance(read_sheet(table(*lines), KEYS, KNOWN, same), tuple)
    assert faults(*lines, standing={"AB234": {1: "B", 2: "AC", 3: "A"}}) == [(SheetFault.OTHER_ANSWERS_STAND, 2, "A")]


def test_no_fault_holds_what_stood_in_a_cell() -> None:
    found = read_sheet(table("код;1;2;3", "Айгерім;Invented;A;A"), KEYS, KNOWN)
    assert isinstance(found, list)
    values: Sequence[Fault] = found
    assert "Invented" not in repr(values)
    assert "Айгерім" not in repr(values)
