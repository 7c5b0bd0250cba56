"""When a message may leave and what it says; which addresses are allowed; which code and which link are somebody's own."""

from panah.foundation.notices.rules.owning import (
    CODE_HOLDS,
    MOST_CODES,
    MOST_WRONG_CODES,
    CodeVerdict,
    code_of,
    code_verdict,
    is_same_code,
    masked,
    may_ask_code,
    stop_token,
    token_hash,
)
from panah.foundation.notices.rules.saying import Digest, Item, digest
from panah.foundation.notices.rules.targets import (
    PORTS,
    Target,
    UnreadableTargets,
    address_of,
    domain_of,
    is_call_allowed,
    is_domain_allowed,
    is_messenger_name,
    is_name_allowed,
    targets_of,
)
from panah.foundation.notices.rules.timing import (
    DIGEST_AT,
    DIGEST_TIMES,
    MOST_TRIES,
    MOST_UNCERTAIN_TRIES,
    PACE,
    PACE_IN_DANGER,
    after_quiet,
    is_enough,
    is_quiet,
    next_try,
    pressing_of,
    send_moment,
)

__all__ = [
    "CODE_HOLDS", "DIGEST_AT", "DIGEST_TIMES", "MOST_CODES", "MOST_TRIES", "MOST_UNCERTAIN_TRIES",
    "MOST_WRONG_CODES", "PACE", "PACE_IN_DANGER", "PORTS", "CodeVerdict", "Digest", "Item", "Target",
    "UnreadableTargets", "address_of", "after_quiet", "code_of", "code_verdict", "digest", "domain_of",
    "is_call_allowed", "is_domain_allowed", "is_enough", "is_messenger_name", "is_name_allowed", "is_quiet",
    "is_same_code", "masked", "may_ask_code", "next_try", "pressing_of", "send_moment", "stop_token", "targets_of",
    "token_hash",
]  # fmt: skip
