"""S1 in free text: what was not ticked is not told between the lines either.

A sealed fact of the family counts as repeated in whatever script, case or ending it is written: both sides are folded, and
of a long word its stem is enough. A telling word is enough by itself, a common one (street, market, registration) only
beside its neighbour.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from panah.engines.matching.folding import fold

ONE_WORD_TELLS = frozenset({"child_name", "parents_name", "parents_citizenship", "home", "workplace", "contact"})
"""The other kinds are written in common words: two neighbours of them must come together."""

TICKED_BELOW = "\n\n· · ·\n"  # in the sender's own story: above it the text, below it what was ticked
_SHORTEST_WORD = 3
_SHORTEST_STEM = 4
_LONGEST_ENDING = 4
_COMMON = frozenset(
    fold(
        "street улица көшесі дом үй house квартира пәтер flat room комната бөлме район ауданы аудан district город қала"
        " city село ауыл village микрорайон ықшамауданы область облысы базар базары рынок market bazaar кафе cafe асхана"
        " столовая дүкен магазин shop наубайхана пекарня bakery стройка құрылыс construction site завод зауыт ферма farm"
        " поле егістік работа работает жұмыс works worker азамат азаматы гражданин гражданка гражданство citizen"
        " citizenship республика республикасы republic nomer number нөмір адрес мекенжайы address near жанында возле"
        " отель hotel қонақ үй мойка тойхана rental жалға снимает"
    ).split()
)


def untold_kinds(
    texts: Iterable[str], sealed: Mapping[str, Collection[str]], ticked: Collection[str], shown: str = ""
) -> tuple[str, ...]:
    """Kinds of sealed facts that these texts repeat although nobody ticked them; ``sealed`` is kind -> values.

    The words of ``shown`` are told anyway, like the district, and betray nothing.
    """
    said = [word for text in texts for word in [*fold(text).split(), ""]]
    known = _COMMON | frozenset(fold(shown).split())
    return tuple(
        kind
        for kind, values in sealed.items()
        if kind not in ticked and any(_is_repeated(said, value, known, kind) for value in values)
    )


def _is_repeated(said: list[str], value: str, known: frozenset[str], kind: str) -> bool:
    wanted = [word for word in fold(value).split() if _counts(word)]
    telling = [word for word in wanted if word not in known] if kind in ONE_WORD_TELLS or len(wanted) == 1 else []
    if any(_is_same(word, one) for one in telling if not one.isdigit() or len(one) > _LONGEST_ENDING for word in said):
        return True
    heard = [word for word in said if not word or _counts(word)]
    pairs = list(pairwise(wanted))
    return any(
        _is_same(first, one) and _is_same(second, two) for first, second in pairwise(heard) for one, two in pairs
    )


def _counts(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD or word.isdigit()


def _is_same(said: str, word: str) -> bool:
    """Endings are forgiven on both sides: Қайратты, Узбекистана, базарда."""
    if said == word or word.isdigit() or len(word) < _SHORTEST_STEM:
        return said == word
    stem = max(_SHORTEST_STEM, len(word) - 2)
    return said.startswith(word[:stem]) and len(said) - len(word) <= _LONGEST_ENDING


def text_alone(story: str) -> str:
    """What was written for the body, without the ticked facts that the sender's story keeps below it."""
    return story.partition(TICKED_BELOW)[0]
