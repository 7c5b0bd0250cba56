"""What a page says in its main part, line by line, and which words call somebody a child."""

import html
import re
from collections.abc import Iterator

CHILD = {
    "en": re.compile(r"\b(child\w*|girls?|boys?)\b|guardian|\bassent|parent|caregiver", re.IGNORECASE),
    "ru": re.compile(
        r"\b(реб[её]н\w*|дет(и|ей|ям|ями|ях|ск\w*)|девоч\w*|мальчик\w*)\b|опек|попечит|родител|законн\w+ представител",
        re.IGNORECASE,
    ),
    "kk": re.compile(
        r"\b(бала(?!ма|нс)\w*|қыз бала\w*|ұл бала\w*)\b|қорғанш|қамқоршы|ата-ана|күтуші|заңды өкіл", re.IGNORECASE
    ),
}
"""A child in any form, and whoever would speak for one: guardian, assent, parent, caregiver."""

OTHERS = {
    "en": ("Own child", "Step-parent", "Grandparent"),
    "ru": ("Собственный ребёнок",),
    "kk": ("Өз баласы",),
}
"""Who somebody else of the home is to the person: there another person really is a child or a parent."""
BODIES = {"en": ("Guardianship body",), "ru": ("Орган опеки",), "kk": ("Қорғаншылық органы",)}
"""Who asked the questions: the name of a body, whoever was asked."""
AGES = {
    "en": ("Not known, treated as a child",),
    "ru": ("Неизвестно, считаем ребёнком",),
    "kk": ("Белгісіз, бала деп есептейміз",),
}
"""What it would mean to choose an age that is not known: from then on the person would be held to be a child."""
PLACES = {"en": (), "ru": ("детск\\w+ сад\\w*",), "kk": ("балабақша\\w*",)}
"""A kindergarten: a kind of help that a mother asks for, and a place that a paper comes from."""


def lines_of(page: str) -> Iterator[str]:
    """The main part as it is read, one text after the other."""
    body = re.split(r"<main[^>]*>", page, maxsplit=1)[-1].split("</main>")[0]
    body = re.sub(r"<(script|style).*?</\1>", " ", body, flags=re.DOTALL)
    body = re.sub(r"</?(b|i|s|span|strong|em|abbr|a)\b[^>]*>", "", body)
    for text in re.sub(r"<[^>]+>", "\n", body).split("\n"):
        line = re.sub(r"\s+", " ", html.unescape(text)).strip()
        if line:
            yield line


def lines_of_a_child(page: str, language: str) -> list[str]:
    """Lines that speak of a child, or ask for whoever speaks for one, besides those where another person is meant."""
    allowed = {*OTHERS[language], *BODIES[language], *AGES[language]}
    found = []
    for line in lines_of(page):
        rest = line
        for place in PLACES[language]:
            rest = re.sub(place, "", rest, flags=re.IGNORECASE)
        if line.removeprefix("☐ ") not in allowed and CHILD[language].search(rest):
            found.append(line)
    return found
