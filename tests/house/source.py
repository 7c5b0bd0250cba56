"""The source as the rules see it: parsed once, by dotted name."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS_WITH_ROOMS = ("foundation", "casework", "programme", "insight")


@dataclass(frozen=True)
class Module:
    """One Python file. ``path`` is relative to the root, ``name`` is dotted."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def role(self) -> str:
        """Which of a room's files this is, also where it became a folder: ``models``, ``actions``, …"""
        parts = self.path.with_suffix("").parts
        in_room = len(parts) > 3 and parts[0] == "panah" and parts[1] in FLOORS_WITH_ROOMS
        return parts[3] if in_room else parts[-1]

    def at(self, node: ast.AST) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 0)}"


@cache
def modules(root: Path = ROOT, folder: str = "panah") -> tuple[Module, ...]:
    """Every module below ``folder`` but migrations, which a program writes."""
    return tuple(_read(root, path) for path in sorted((root / folder).rglob("*.py")) if "migrations" not in path.parts)


def _read(root: Path, path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path.relative_to(root), text, ast.parse(text))


def nothing(faults: Iterable[str]) -> None:
    """The house keeps a rule: no faults, or all of them in the words of the failure."""
    found = list(faults)
    assert not found, f"{len(found)} faults:\n" + "\n".join(found)


def plant(root: Path, path: str, text: str) -> Path:
    """Write a file below ``root`` with the packages above it, for a rule to find what is wrong in it."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix == ".py":
        for folder in target.relative_to(root).parents:
            if folder.parts:
                (root / folder / "__init__.py").touch()
    target.write_text(text, encoding="utf-8")
    return target


def rooms(root: Path = ROOT) -> Iterator[Path]:
    """The folders of rooms, relative to the root."""
    for floor in FLOORS_WITH_ROOMS:
        for folder in sorted((root / "panah" / floor).glob("*")):
            if (folder / "__init__.py").exists():
                yield folder.relative_to(root)


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))
