"""What one body is told of one child, in one canonical form from which preview, page and letter are drawn."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from panah.casework.referrals.codes import Basis, LegKind

WORDS = ("request", "disclosed")
"""The parts that rest sealed; the others are codes and stand beside them."""


@dataclass(frozen=True)
class Packet:
    """All that a receiving body is told. There is no field for what it must not see, and none for who asks.

    Who asks, and by which telephone, stands beside the packet: it changes with the lead of a case (S15). ``place`` is the
    code of a district, ``disclosed`` are kind and words of what was ticked one by one (S1), ``until`` is the last day on
    which the word behind ``basis`` holds. ``is_heard_first`` where somebody young wrote in the first person: whoever reads
    it calls nobody at home before. A packet without it has no such line in its canonical form.
    """

    kind: LegKind
    urgency: str
    age_band: str
    sex: str
    place: str
    request: str
    language: str = ""
    service_types: tuple[str, ...] = ()
    disclosed: tuple[tuple[str, str], ...] = ()
    basis: Basis = Basis.NONE
    until: date | None = None
    is_heard_first: bool = False

    @property
    def terms(self) -> dict[str, Any]:
        """Everything but the words, as plain JSON."""
        values = {name: value for name, value in asdict(self).items() if name not in WORDS}
        day = self.until.isoformat() if self.until else ""
        if not self.is_heard_first:
            del values["is_heard_first"]
        return values | {"kind": str(self.kind), "basis": str(self.basis), "until": day} | {
            "service_types": list(self.service_types)
        }  # fmt: skip

    @property
    def canonical(self) -> str:
        """Sorted JSON without spaces: the same packet is the same text, whoever writes it down."""
        whole = self.terms | {"request": self.request, "disclosed": dict(self.disclosed)}
        return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical form in UTF-8, 64 hexadecimal digits."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()


def packet_from(terms: Mapping[str, Any], request: str, disclosed: Mapping[str, str], order: Sequence[str]) -> Packet:
    """The packet of these parts again; ``order`` is that of the kinds of ticked facts on pages."""
    until = str(terms.get("until", ""))
    return Packet(
        kind=LegKind(terms["kind"]), urgency=terms["urgency"], age_band=terms["age_band"], sex=terms["sex"],
        place=terms["place"], request=request, language=terms["language"], service_types=tuple(terms["service_types"]),
        disclosed=tuple((kind, disclosed[kind]) for kind in order if kind in disclosed), basis=Basis(terms["basis"]),
        until=date.fromisoformat(until) if until else None, is_heard_first=bool(terms.get("is_heard_first")),
    )  # fmt: skip


def packet_read(canonical: str, order: Sequence[str]) -> Packet:
    """The packet whose canonical form this is."""
    whole = json.loads(canonical)
    return packet_from(whole, whole["request"], whole["disclosed"], order)


def check_code(fingerprint: str) -> str:
    """The first twelve digits in groups of four, short enough to be read out: paper and page are the same packet."""
    return " ".join(fingerprint[at : at + 4].upper() for at in (0, 4, 8))
