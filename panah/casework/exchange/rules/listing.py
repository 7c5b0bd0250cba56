"""An organisation's own list: what each column means. Its shape is read by engines.tables.lists, its cells by listing_values."""

import re
from collections.abc import Mapping, Sequence

from panah.casework.exchange.codes import ListTarget, RowFault
from panah.engines.tables.lists import ListColumn, meant_by, words_in
from panah.engines.tables.shapes import Fault

_BRACKETS = re.compile(r"\([^)]*\)")
# Whose name or day a column holds, where it is not the child's: such a column is kept and never guessed.
_OTHERS = (
    "мать", "матер", "отец", "отца", "родител", "опекун", "попечител", "законн", "специалист", "куратор", "сотрудник",
    "ответствен", "ана", "анас", "әке", "әкес", "ата", "қамқоршы", "маман", "жауапты", "mother", "father", "parent",
    "guardian", "worker", "school", "школ", "мектеп",
)  # fmt: skip
_WHOLE_WORDS = frozenset({"ана", "әке", "ата"})  # the beginnings of other words too


def guess(heading: str, phrases: Mapping[str, str]) -> ListTarget | None:
    """What a heading means by the longest known phrase in it; nothing where it speaks of somebody else than the child."""
    said = words_in(_BRACKETS.sub(" ", heading)) or words_in(heading)
    is_patronymic = "әкесінің аты" in said and "әкесінің аты жөні" not in said  # father's name, not the father's name
    if said not in phrases and not is_patronymic and any(_is_of_others(word) for word in said.split()):
        return None
    meant = meant_by(heading, phrases)
    return ListTarget(meant) if meant else None


def _is_of_others(word: str) -> bool:
    return any(word == other if other in _WHOLE_WORDS else word.startswith(other) for other in _OTHERS)


def guessed(
    columns: Sequence[ListColumn], phrases: Mapping[str, str], remembered: Mapping[str, str]
) -> dict[int, ListTarget]:
    """By column: what was chosen for this heading last time, else the guess; nothing is meant twice, the rest is kept."""
    found: dict[int, ListTarget] = {}
    for column in columns:
        known = remembered.get(words_in(column.heading))
        target = ListTarget(known) if known in set(ListTarget) else guess(column.heading, phrases)
        if not column.heading.strip():
            target = ListTarget.LEAVE_OUT
        if target is None or (target not in REPEATABLE and target in found.values()):
            target = ListTarget.KEEP
        found[column.index] = target
    if NAME_PARTS & set(found.values()):
        found = {at: ListTarget.KEEP if target is ListTarget.FULL_NAME else target for at, target in found.items()}
    return found


REPEATABLE = frozenset({ListTarget.KEEP, ListTarget.LEAVE_OUT})
NAME_PARTS = frozenset({ListTarget.FAMILY_NAME, ListTarget.GIVEN_NAME})


def choice_faults(columns: Sequence[ListColumn], choices: Mapping[int, ListTarget]) -> list[Fault]:
    """What keeps these choices from being read: nothing of a person, one meaning twice, the name in two ways."""
    letters = {column.index: column.letters for column in columns}
    taken: dict[ListTarget, int] = {}
    faults = []
    for index, target in sorted(choices.items()):
        if target in REPEATABLE:
            continue
        if target in taken:
            values = {"target": target, "other": letters[taken[target]]}
            faults.append(Fault(RowFault.MEANING_TWICE, column=letters[index], values=values))
        taken.setdefault(target, index)
    if ListTarget.FULL_NAME in taken and NAME_PARTS & set(taken):
        faults.append(Fault(RowFault.NAME_IN_TWO_WAYS, column=letters[taken[ListTarget.FULL_NAME]]))
    if not set(taken) - {ListTarget.OWN_NUMBER}:
        faults.append(Fault(RowFault.NO_COLUMN_READ))
    return faults
