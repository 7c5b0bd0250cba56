"""The font files, made from the font that its package ships; no font is kept in the repository."""

import sys
from collections.abc import Iterator
from pathlib import Path

import fontpkg_onest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

WEIGHTS = (400, 600)
# The letters of Kazakh, the tenge and the numero sign stand with the basic Cyrillic ones: a page in Kazakh or Russian
# needs two files. static/panah/fonts.css repeats these ranges; a test holds the two together.
RANGES = {
    "latin": "U+0000-00FF,U+0131,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2190-2193,"
    "U+2212,U+2260-2265,U+2713,U+FEFF,U+FFFD",
    "latin-ext": "U+0100-0130,U+0132-02BA,U+02BD-02C5,U+02C7-02D9,U+02DB,U+02DD-02FF,U+0300,U+0302-0331,"
    "U+1E00-1EFF,U+20A0-20AB,U+20AD-20B3,U+20B5-20B7,U+20B9-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
    "cyrillic": "U+0301,U+0400-045F,U+0490-0493,U+049A-049B,U+04A2-04A3,U+04AE-04B1,U+04BA-04BB,U+04D8-04D9,"
    "U+04E8-04E9,U+20B8,U+2116",
    "cyrillic-ext": "U+0460-048F,U+0494-0499,U+049C-04A1,U+04A4-04AD,U+04B2-04B9,U+04BC-04D7,U+04DA-04E7,U+04EA-052F,"
    "U+1C80-1C8A,U+20B4,U+2DE0-2DFF,U+A640-A69F",
}


def source() -> Path:
    """The variable font in the installed package."""
    return next(Path(fontpkg_onest.__path__[0]).glob("files/*.ttf"))


def build_fonts(target: Path) -> list[Path]:
    """Make the subsets that are missing in ``target``; the same font gives the same bytes. Returns all four paths."""
    target.mkdir(parents=True, exist_ok=True)
    paths = {name: target / f"onest-{name}.woff2" for name in RANGES}
    missing = {name: path for name, path in paths.items() if not path.exists()}
    for name, path in missing.items():
        font = TTFont(source(), recalcTimestamp=False)
        instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
        _keep(font, set(code_points(RANGES[name])))
        font.flavor = "woff2"
        part = path.with_suffix(".part")
        font.save(part)
        part.replace(path)
    return list(paths.values())


def code_points(ranges: str) -> Iterator[int]:
    """The characters of a CSS ``unicode-range``."""
    for item in ranges.split(","):
        first, _, last = item.strip().removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def _keep(font: TTFont, characters: set[int]) -> None:
    options = Options()
    options.layout_features = [*options.layout_features, "tnum"]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


if __name__ == "__main__":  # as `panah setup` calls it: commands and pages do not import each other
    build_fonts(Path(sys.argv[1]))
