"""Every template is used, and holds no words outside the translate tags."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from html.parser import HTMLParser
from pathlib import Path

import allauth
import django.forms
from django.template.base import Lexer, Token, TokenType

from tests.house.source import ROOT, modules, nothing, plant

FOLDER = Path("panah/web/templates")
FRAMEWORKS = [Path(package.__file__ or "").parent / "templates" for package in (allauth, django.forms)]
SPOKEN_ATTRIBUTES = {"title", "alt", "placeholder", "aria-label", "aria-description", "label", "summary"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
ATTRIBUTE = re.compile(r"""[\w:-]+=(?:"[^"]*"?|'[^']*'?)""")  # one that a block adds to a tag of another template
NAMES = {"Panah", "html", "QR"}  # the same in every language
EXAMPLES = {"me/parts.html"}  # shows every part with invented words in several languages
CODE = re.compile(r"[a-z][a-z0-9_-]*")
QUOTED = re.compile(r"""(?<![_(\w])(?:"([^"]*)"|'([^']*)')""")
NOT_WORDS = {
    "translate",
    "trans",
    "blocktranslate",
    "blocktrans",
    "url",
    "include",
    "extends",
    "static",
    "load",
    "block",
}


def unused(root: Path) -> Iterator[str]:
    """Templates that no view, tag or other template names, and that replace none of a framework's."""
    patterns = set(_named_in_python(root)) | set(_named_in_templates(root))
    for path in sorted((root / FOLDER).rglob("*")):
        name = str(path.relative_to(root / FOLDER))
        replaces = any((folder / name).exists() for folder in FRAMEWORKS)
        if path.is_file() and not replaces and not any(fnmatchcase(name, pattern) for pattern in patterns):
            yield f"{FOLDER}/{name} is used nowhere"


def _named_in_python(root: Path) -> Iterator[str]:
    for module in modules(root):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
                yield node.value
            elif isinstance(node, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)


def _named_in_templates(root: Path) -> Iterator[str]:
    for path in (root / FOLDER).rglob("*"):
        if path.is_file():
            yield from re.findall(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""", path.read_text(encoding="utf-8"))


class _Spoken(HTMLParser):
    """Gathers what a reader would read or hear: text, and the attributes that are spoken."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[int, str]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"script", "style"}
        spoken = SPOKEN_ATTRIBUTES | ({"value"} if tag == "input" and ("type", "submit") in attrs else set())
        self.heard += [(self.getpos()[0], value) for name, value in attrs if name in spoken and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.heard.append((self.getpos()[0], data))


def loose_words(text: str) -> Iterator[tuple[int, str]]:
    """(line, words) of what stands in a template without a translate tag."""
    parser = _Spoken()
    inside = before = ""
    for token in Lexer(text).tokenize():
        if token.token_type is TokenType.BLOCK:
            name = token.contents.split()[0]
            if name in {"blocktranslate", "blocktrans", "comment"}:
                inside = f"end{name}"
            elif name == inside:
                inside = ""
            elif not inside and name not in NOT_WORDS:
                yield from _loose_arguments(token)
            before = name
        elif token.token_type is TokenType.TEXT and not inside:
            # One lower-case word as a whole block is a value that another template puts into an attribute.
            parser.feed("" if before == "block" and CODE.fullmatch(token.contents) else token.contents)
            continue
        parser.feed("\n" * token.contents.count("\n"))
    parser.close()
    for line, heard in parser.heard:
        words = [word for word in LETTERS.findall(ATTRIBUTE.sub("", heard)) if word not in NAMES]
        if words:
            yield line, " ".join(heard.split())[:60]


def _loose_arguments(token: Token) -> Iterator[tuple[int, str]]:
    """Words given to a tag as they are: they have a space between letters, or start as a sentence does."""
    for match in QUOTED.finditer(token.contents):
        value = match[1] or match[2] or ""
        if re.search(r"[^\W\d_] [^\W\d_]|^[A-ZА-ЯӘҒҚҢӨҰҮҺІ][^\W\d_]", value) and value not in NAMES:
            yield token.lineno or 0, value


def untranslated(root: Path) -> Iterator[str]:
    for path in sorted((root / FOLDER).rglob("*.html")):
        if str(path.relative_to(root / FOLDER)) in EXAMPLES:
            continue
        for line, words in loose_words(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(root)}:{line} {words!r} is not in a translate tag"


def test_every_template_is_used() -> None:
    nothing(unused(ROOT))


def test_no_words_stand_outside_translate_tags() -> None:
    nothing(untranslated(ROOT))


def test_no_example_outlives_its_need() -> None:
    nothing(name for name in EXAMPLES if not list(loose_words((ROOT / FOLDER / name).read_text(encoding="utf-8"))))


def test_an_unused_template_is_found(tmp_path: Path) -> None:
    for name in ("a/shown.html", "a/kinds/one.html", "a/included.html", "a/forgotten.html", "django/forms/div.html"):
        plant(tmp_path, f"{FOLDER}/{name}", "")
    plant(tmp_path, f"{FOLDER}/a/shown.html", '{% include "a/included.html" %}')
    plant(tmp_path, "panah/web/a.py", 'render(request, "a/shown.html")\nrender(request, f"a/kinds/{kind}.html")\n')
    assert list(unused(tmp_path)) == ["panah/web/templates/a/forgotten.html is used nowhere"]


def test_untranslated_words_are_found() -> None:
    text = (
        "<h1>Send it</h1>\n"
        '<p title="Close">{% translate "Fine" %}</p>\n'
        "{% blocktranslate %}Fine too{% endblocktranslate %}{% comment %}Not seen{% endcomment %}\n"
        '{% notice "Too late" kind="warning" %}{% notice _("Fine as well") class="one two"|safe %}\n'
        "<style>body { color: red }</style> {{ case.code }} · № 5 <!-- a comment -->\n"
        "{% block default %}send{% endblock %}\n"
        '<input type="submit" value="Go on"><input type="text" value="kept">\n'
    )
    assert sorted({words for _, words in loose_words(text)} - {"one two"}) == ["Close", "Go on", "Send it", "Too late"]


ABOUT_CHILDREN = ("answers", "cases", "concerns", "find", "public", "referrals")
FORM = re.compile(r'<form class="form"[^>]*>')


def remembered(root: Path) -> Iterator[str]:
    """Forms about children whose words the browser of a shared computer would keep and offer to the next person."""
    for path in sorted(path for area in ABOUT_CHILDREN for path in (root / FOLDER / area).glob("*.html")):
        for form in FORM.findall(path.read_text(encoding="utf-8")):
            if 'method="post"' in form and 'autocomplete="off"' not in form:
                yield f'{path.relative_to(root)}: a form without autocomplete="off"'


def test_no_browser_keeps_what_was_typed_about_a_child() -> None:
    nothing(remembered(ROOT))


def test_a_form_that_a_browser_would_keep_is_found(tmp_path: Path) -> None:
    plant(tmp_path, str(FOLDER / "cases/new.html"), '<form class="form" method="post" novalidate></form>')
    plant(tmp_path, str(FOLDER / "cases/other.html"), '<form class="form" method="post" autocomplete="off"></form>')
    assert len(list(remembered(tmp_path))) == 1
