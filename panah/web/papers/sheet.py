"""What a letter says, as plain blocks: kept as they left, and shown again exactly so."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Sheet:
    """Blocks in their order; each is a kind and its values. No block holds mark-up."""

    title: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    slip: "Sheet | None" = None  # to cut off, fill in and send back

    def heading(self, words: str) -> "Sheet":
        return self._with(kind="heading", text=words)

    def text(self, words: str) -> "Sheet":
        return self._with(kind="text", text=words) if words else self

    def strong(self, words: str) -> "Sheet":
        return self._with(kind="strong", text=words) if words else self

    def facts(self, pairs: Sequence[tuple[str, str]]) -> "Sheet":
        known = [list(pair) for pair in pairs if pair[1]]
        return self._with(kind="facts", pairs=known) if known else self

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> "Sheet":
        """``numbers`` are the columns that hold figures."""
        lines = [list(zip(columns, row, strict=True)) for row in rows]
        return self._with(kind="table", columns=list(columns), lines=lines, numbers=list(numbers))

    def to_fill(self, columns: Sequence[str], lines: Sequence[str]) -> "Sheet":
        """A table for a pen: the first cell of each line is given, or empty too."""
        return self._with(kind="grid", columns=list(columns), lines=list(lines), others=list(columns)[1:])

    def items(self, lines: Sequence[str]) -> "Sheet":
        return self._with(kind="items", lines=list(lines)) if lines else self

    def boxes(self, lines: Sequence[str], gaps: Sequence[int] = ()) -> "Sheet":
        """To tick with a pen; ``gaps`` says how many lines to write on follow each."""
        return self._with(kind="boxes", lines=list(lines), gaps=list(gaps))

    def gaps(self, lines: Sequence[str]) -> "Sheet":
        return self._with(kind="gaps", lines=list(lines))

    def faces(self, yes: str, no: str, stop: str) -> "Sheet":
        """Pictures to point at, for a child that does not read."""
        return self._with(kind="faces", lines=[["yes", yes], ["no", no], ["stop", stop]])

    def pictured(self, lines: Sequence[tuple[str, str]]) -> "Sheet":
        """Lines that each have a picture of ours, by its name."""
        return self._with(kind="pictured", lines=[list(line) for line in lines])

    def picture(self, words: str, address: str) -> "Sheet":
        """An address as squares for a telephone's camera, and in letters."""
        return self._with(kind="picture", text=words, address=address)

    def signs(self, lines: Sequence[str]) -> "Sheet":
        return self._with(kind="signs", lines=list(lines))

    def _with(self, **block: Any) -> "Sheet":
        self.blocks.append(block)
        return self

    def to_text(self) -> str:
        return json.dumps(self._plain(), ensure_ascii=False)

    def _plain(self) -> dict[str, Any]:
        plain: dict[str, Any] = {"title": self.title, "blocks": self.blocks}
        return plain | {"slip": self.slip._plain()} if self.slip else plain

    @classmethod
    def from_text(cls, text: str) -> "Sheet":
        return cls._made(json.loads(text))

    @classmethod
    def _made(cls, kept: dict[str, Any]) -> "Sheet":
        slip = kept.get("slip")
        return cls(kept["title"], kept["blocks"], cls._made(slip) if slip else None)
