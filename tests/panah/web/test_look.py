"""The look keeps its budgets, its contrast and its letters, and asks nobody else for anything."""

import gzip
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from panah.web import assets

STATIC = Path(assets.__file__).parent / "static" / "panah"
LETTERS = {
    "kk": "ӘәҒғҚқҢңӨөҰұҮүҺһІі",
    "ru": "ЁёЪъЫыЭэ",
    "ky": "ҢңӨөҮү",
    "tg": "ҒғӢӣҚқӮӯҲҳҶҷ",
    "uz": "OʻoʻGʻgʻʼЎўҒғҚқҲҳ",
    "tk": "ÄäÇçŇňÖöŞşÜüÝýŽž",
    "signs": "₸№«»–—…·−×←→✓\u202f\u00a0",
}


def packed(name: str) -> int:
    return len(gzip.compress((STATIC / name).read_bytes(), 9))


def test_the_style_sheet_and_the_script_stay_small() -> None:
    assert packed("app.css") <= 6 * 1024
    assert packed("enhance.js") <= 8 * 1024
    assert packed("fonts.css") <= 1024
    assert packed("outbox.js") <= 6 * 1024
    assert packed("worker.js") <= 1536


@pytest.mark.parametrize("name", ["app.css", "enhance.js", "fonts.css", "leaf.svg", "outbox.js", "worker.js"])
def test_nothing_is_asked_of_another_site(name: str) -> None:
    text = (STATIC / name).read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "//" not in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    assert "innerHTML" not in text
    assert "eval(" not in text


def themes() -> list[dict[str, str]]:
    """The colours of the light theme, of the dark one by the device, and of the dark one by choice."""
    css = (STATIC / "app.css").read_text(encoding="utf-8").split("@layer base {")[0]
    blocks = re.findall(r"\{([^{}]*--ink:[^{}]*)\}", css)
    read = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block)) for block in blocks]
    return [{**read[0], **theme} for theme in read]


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_both_ways_to_the_dark_theme_give_the_same_colours() -> None:
    _light, by_device, by_choice = themes()
    assert by_device == by_choice


@pytest.mark.parametrize("theme", range(3))
def test_every_pair_of_colours_can_be_read(theme: int) -> None:
    colours = themes()[theme]
    texts = [(name, ground) for name in ("ink", "ink-2", "brand", "late") for ground in ("paper", "ground")]
    texts += [(name, f"{name}-soft") for name in ("ok", "due", "late", "info", "mute", "group", "brand")]
    texts += [("ink", f"{name}-soft") for name in ("ok", "due", "late", "info", "brand")]
    texts += [("on-brand", name) for name in ("brand", "brand-strong", "late")] + [("on-bar", "bar")]
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in texts}
    assert {pair: round(value, 2) for pair, value in weak.items() if value < 5.2} == {}
    edges = [("line-strong", "paper"), ("line-strong", "ground"), ("brand", "ground")]
    assert all(contrast(colours[a], colours[b]) >= 3 for a, b in edges)


def test_the_font_has_every_letter_in_exactly_one_file(tmp_path: Path) -> None:
    paths = assets.build_fonts(tmp_path)
    held = [set(TTFont(path).getBestCmap()) for path in paths]
    for language, letters in LETTERS.items():
        assert not {letter for letter in letters if sum(ord(letter) in file for file in held) != 1}, language
    kazakh = {ord(letter) for letter in LETTERS["kk"] + LETTERS["ru"] + "₸№"}
    assert kazakh <= held[2], "a Kazakh or Russian page needs two files"
    assert sum(path.stat().st_size for path in paths[::2]) <= 40 * 1024


def test_the_font_is_made_the_same_way_twice_and_only_if_missing(tmp_path: Path) -> None:
    first = assets.build_fonts(tmp_path / "a")[3]
    made_at = first.stat().st_mtime_ns
    assert assets.build_fonts(tmp_path / "a")[3].stat().st_mtime_ns == made_at
    (tmp_path / "b").mkdir()
    for path in (tmp_path / "a").iterdir():
        if path != first:
            (tmp_path / "b" / path.name).touch()
    assert assets.build_fonts(tmp_path / "b")[3].read_bytes() == first.read_bytes()


def test_the_style_sheet_names_the_ranges_of_the_font_files() -> None:
    css = (STATIC / "fonts.css").read_text(encoding="utf-8")
    named = dict(re.findall(r"onest-([\w-]+)\.woff2.*?unicode-range: ([^;]+);", css, flags=re.DOTALL))
    assert {name: text.replace(", ", ",") for name, text in named.items()} == assets.RANGES
