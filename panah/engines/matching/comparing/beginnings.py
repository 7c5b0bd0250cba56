"""Which words of many names begin as somebody has typed so far, in whatever orthography they type."""

from collections.abc import Sequence

from panah.engines.matching.comparing.distance import Sounds
from panah.engines.matching.names.reading import Name, Word

COST_OF_A_SOUND, MOST_COST = 15, 70
"""What the beginning of a word may cost, by the sounds that were typed: near sounds, and one slip of many."""
OF_ONE_SOUND = 10
"""What a single sound may cost: the same one written otherwise, қ for к, and no neighbour."""
LONG = 5
"""From so many sounds on a beginning may be one sound shorter or longer than what was typed."""


def beginnings(asked: Name, names: Sequence[Name]) -> list[tuple[int, tuple[Word, ...]] | None]:
    """For each name the cost of laying all asked words at the beginnings of its words, and those words; None where one has none."""
    words = list({word.whole: word for name in names for word in name.words}.values())
    costs = [_costs(one, words) for one in asked.words]
    return [_laid(name, costs) if asked else None for name in names]


def _laid(name: Name, costs: Sequence[dict[str, int]]) -> tuple[int, tuple[Word, ...]] | None:
    total, found = 0, []
    for by_whole in costs:
        begun = [(by_whole[word.whole], place) for place, word in enumerate(name.words) if word.whole in by_whole]
        if not begun:
            return None
        cost, place = min(begun)
        total += cost
        found.append(name.words[place])
    return total, tuple(dict.fromkeys(found))


def _costs(asked: Word, words: Sequence[Word]) -> dict[str, int]:
    """By the whole of a word what it costs that it begins with any view of the asked one; only those that may."""
    views = dict.fromkeys((asked.whole, *(() if asked.ending else asked.roots)))
    found: dict[str, int] = {}
    for view in views:
        most = min(MOST_COST, COST_OF_A_SOUND * len(view)) if len(view) > 1 else OF_ONE_SOUND
        for length in range(len(view) - 1, len(view) + 2) if len(view) >= LONG else (len(view),):
            beginning = Sounds([word.whole[:length] for word in words]).distances(view).tolist() if words else []
            for word, cost in zip(words, beginning, strict=True):
                if cost <= most:
                    found[word.whole] = min(cost, found.get(word.whole, cost))
    return found
