"""Who was there, who gets a certificate, and who counts as trained. The shares are dated rows of content/rules/training.toml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from panah.programme.training.codes import CertificateReason


class NoAttendanceRule(LookupError):
    """No row of rules/training.toml fits the day; the sentence says which one to add."""

    def __init__(self, code: str, day: date) -> None:
        self.sentence = f"No rule “{code}” on {day:%d.%m.%Y}. Add a row to rules/training.toml."
        super().__init__(self.sentence)


@dataclass(frozen=True)
class AttendanceRule:
    """The least share of half-days, and whether the test at the end is asked for."""

    code: str  # certificate, trained
    least_share: Fraction
    needs_test: bool
    source: str
    mark: str
    valid_from: date
    valid_to: date | None = None

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def rules_of(table: Mapping[str, Any]) -> tuple[AttendanceRule, ...]:
    return tuple(
        AttendanceRule(
            code=str(row["code"]),
            least_share=Fraction(int(row["least_percent"]), 100),
            needs_test=bool(row["needs_test"]),
            source=str(row.get("src", table["src"])),
            mark=str(row.get("mark", table["mark"])),
            valid_from=row.get("valid_from", table["valid_from"]),
            valid_to=row.get("valid_to"),
        )
        for row in table["rows"]
    )


def rule_on(rules: Iterable[AttendanceRule], code: str, day: date) -> AttendanceRule:
    """The row that is valid on the last day of the event; of several the one that came into force last."""
    fitting = [rule for rule in rules if rule.code == code and rule.is_valid_on(day)]
    if not fitting:
        raise NoAttendanceRule(code, day)
    return max(fitting, key=lambda rule: rule.valid_from)


def share_of(attended: int, half_days: int) -> Fraction:
    return Fraction(attended, half_days) if half_days else Fraction(0)


@dataclass(frozen=True)
class Taking:
    """What is known of one participant."""

    attended: int
    half_days: int
    has_test: bool
    post_is_in: bool
    takes_part: bool = True


def certificate_for(taking: Taking, rule: AttendanceRule) -> CertificateReason:
    """Whether there is a certificate; if not, what is missing first."""
    if not taking.takes_part:
        return CertificateReason.NOT_TAKING_PART
    if not taking.attended:
        return CertificateReason.WAS_NOT_THERE
    if share_of(taking.attended, taking.half_days) < rule.least_share:
        return CertificateReason.TOO_LITTLE
    if rule.needs_test and taking.has_test and not taking.post_is_in:
        return CertificateReason.NO_TEST
    return CertificateReason.GIVEN


def is_trained(taking: Taking, rule: AttendanceRule) -> bool:
    enough = taking.attended > 0 and share_of(taking.attended, taking.half_days) >= rule.least_share
    return taking.takes_part and enough and not (rule.needs_test and taking.has_test and not taking.post_is_in)
