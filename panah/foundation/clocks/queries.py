from functools import cache

from panah.foundation.clocks.rules import DeadlineRule, rules_of
from panah.foundation.reference.codes import content_table


@cache
def deadline_rules() -> tuple[DeadlineRule, ...]:
    """The dated rows of content/rules/deadlines.toml."""
    return rules_of(content_table("rules/deadlines.toml"))
