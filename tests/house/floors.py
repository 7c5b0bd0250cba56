"""The order of floors and rooms, read from the import contracts so that it stands in one place."""

import configparser
from functools import cache

from tests.house.source import ROOT


@cache
def orders() -> dict[str, dict[str, int]]:
    """For each container the level of its members, 0 on top: ``{"panah": {"site": 0, …}, "panah.casework": …}``."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    found: dict[str, dict[str, int]] = {}
    for section in parser.sections():
        if parser[section].get("type") == "layers":
            container = parser[section].get("containers", "panah").strip()
            found[container] = _levels(parser[section]["layers"], container)
    return found


def _levels(layers: str, container: str) -> dict[str, int]:
    levels = {}
    for level, line in enumerate(layers.strip().splitlines()):
        for member in line.split("|"):
            name = member.strip().strip("()").removeprefix(f"{container}.")
            levels[name] = level
    return levels


def stands_on(upper: str, lower: str) -> bool:
    """Whether room ``upper`` may hold a relation to room ``lower``; rooms are ``"panah.casework.cases"`` and so on."""
    floors, first, second = orders()["panah"], upper.split("."), lower.split(".")
    if first[1] != second[1]:
        return floors[first[1]] < floors[second[1]]
    if first[2] == second[2]:
        return True
    order = orders().get(f"panah.{first[1]}", {})
    return first[2] in order and second[2] in order and order[first[2]] < order[second[2]]


def room_of(module: str) -> str:
    return ".".join(module.split(".")[:3])
