"""Every word of the interface is there in every language, whole and certain."""

from pathlib import Path

import pytest

from scripts.messages import LANGUAGES, catalogue_path, faults, gather, update
from tests.house.source import ROOT, nothing, plant


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(language: str) -> None:
    nothing(faults(language, gather(ROOT), ROOT))


def test_strings_are_found_in_python_and_in_templates(tmp_path: Path) -> None:
    plant(tmp_path, "panah/a.py", 'title = _("Today")\nnote = ngettext("%(n)s row", "%(n)s rows", 2)\n')
    html = (
        '  {% translate "Send" %}\n'
        "{% blocktranslate trimmed count n=rows %}\n  One case\n"
        "{% plural %}\n  {{ n }} cases\n{% endblocktranslate %}\n"
        '      {% part title=_("Plan") hint=name|default:_("none") %}\n'
        '{% translate "May" context "month" %}{# not this #}{% comment %}{% translate "Nor this" %}{% endcomment %}\n'
    )
    plant(tmp_path, "panah/web/templates/a.html", html)
    assert {(*key, words.plural) for key, words in gather(tmp_path).items()} == {
        ("Today", "", ""),
        ("%(n)s row", "", "%(n)s rows"),
        ("Send", "", ""),
        ("One case", "", "%(n)s cases"),
        ("Plan", "", ""),
        ("none", "", ""),
        ("May", "month", ""),
    }


def test_missing_doubtful_broken_and_unused_translations_are_found(tmp_path: Path) -> None:
    plant(tmp_path, "panah/a.py", '_("One")\n_("Two")\n_("Due %(day)s")\n_("Four")\n')
    wanted = gather(tmp_path)
    update("ru", wanted, tmp_path)
    path = catalogue_path("ru", tmp_path)
    text = path.read_text(encoding="utf-8")
    text = text.replace('msgid "Two"\nmsgstr ""', '#, fuzzy\nmsgid "Two"\nmsgstr "Два"')
    text = text.replace('msgid "Due %(day)s"\nmsgstr ""', 'msgid "Due %(day)s"\nmsgstr "Срок %(date)s"')
    text = text.replace('msgid "Four"\nmsgstr ""', 'msgid "Four"\nmsgstr "Четыре"')
    path.write_text(text + '\nmsgid "Gone"\nmsgstr "Нет"\n', encoding="utf-8")
    found = " | ".join(faults("ru", wanted, tmp_path))
    assert found.count(" | ") == 3
    for part in (
        "not translated: 'One'",
        "doubtful (fuzzy): 'Two'",
        "%(date)s %(day)s differ",
        "no longer used: 'Gone'",
    ):
        assert part in found


def test_an_update_keeps_what_was_translated_and_drops_what_is_gone(tmp_path: Path) -> None:
    plant(tmp_path, "panah/a.py", '_("One")\n_("Two")\n')
    update("kk", gather(tmp_path), tmp_path)
    path = catalogue_path("kk", tmp_path)
    long = "Бір " * 40
    path.write_text(path.read_text("utf-8").replace('msgid "One"\nmsgstr ""', f'msgid "One"\nmsgstr "{long}"'), "utf-8")
    plant(tmp_path, "panah/a.py", '_("One")\n_("Three")\n')
    update("kk", gather(tmp_path), tmp_path)
    first = path.read_bytes()
    update("kk", gather(tmp_path), tmp_path)
    assert path.read_bytes() == first
    assert list(faults("kk", gather(tmp_path), tmp_path)) == ["kk: panah/a.py:2: not translated: 'Three'"]
