"""Queueing what is to be told, writing down where a person is told of it, and taking messages out to be sent."""

from panah.foundation.notices.actions.addressing import (
    AddressRefused,
    CodeRefused,
    NotSetUp,
    TooManyCodes,
    ask_code,
    choose_channels,
    confirm_address,
    forget_addresses,
    remove_address,
    stop_messages,
    write_address,
)
from panah.foundation.notices.actions.queueing import (
    mark_seen,
    queue_notice,
    spare_outside,
    sweep_notices,
    tell_person,
    withdraw_notices,
)
from panah.foundation.notices.actions.sending import (
    Outgoing,
    claim_due,
    claim_this,
    mark_failed,
    mark_sent,
    queue_test,
    try_again,
)

__all__ = [
    "AddressRefused", "CodeRefused", "NotSetUp", "Outgoing", "TooManyCodes", "ask_code", "choose_channels", "claim_due",
    "claim_this", "confirm_address", "forget_addresses", "mark_failed", "mark_seen", "mark_sent", "queue_notice", "queue_test",
    "remove_address", "spare_outside", "stop_messages", "sweep_notices", "tell_person", "try_again", "withdraw_notices",
    "write_address",
]  # fmt: skip
