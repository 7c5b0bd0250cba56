"""What is done in this room."""

from panah.casework.linking.actions.exchanging import (
    CounterpartDetails,
    NotPossible,
    add_counterpart,
    approve_exchange,
    end_counterpart,
    prepare_offer,
    receive_offer,
    record_answer,
    record_offer,
    record_result,
    say_of_found,
    sweep_exchanges,
    withdraw_exchange,
)

__all__ = [
    "CounterpartDetails",
    "NotPossible",
    "add_counterpart",
    "approve_exchange",
    "end_counterpart",
    "prepare_offer",
    "receive_offer",
    "record_answer",
    "record_offer",
    "record_result",
    "say_of_found",
    "sweep_exchanges",
    "withdraw_exchange",
]
