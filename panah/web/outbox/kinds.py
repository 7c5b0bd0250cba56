"""Who takes which kind of sealed form. A further kind is one line here; its page seals with ``{% sealing "kind" %}``."""

from collections.abc import Mapping
from dataclasses import dataclass

from panah.web.components.sealed_post import Receiver
from panah.web.outbox.answers import receive_answer
from panah.web.outbox.reports import receive_report
from panah.web.outbox.words import receive_words
from panah.web.outings.posted import receive_child


@dataclass(frozen=True)
class Kind:
    """``is_counted``: open to everybody, so that a flood of it is marked as unverified and slowed down."""

    receiver: Receiver
    is_counted: bool = False


KINDS: Mapping[str, Kind] = {
    "concern": Kind(receive_report, is_counted=True),
    "outing-child": Kind(receive_child),
    "own-words": Kind(receive_words, is_counted=True),
    "answer": Kind(receive_answer),
}
