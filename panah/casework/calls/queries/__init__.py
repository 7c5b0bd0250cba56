from panah.casework.calls.queries.cards import Card, card_of, cards, cards_for
from panah.casework.calls.queries.counting import HOURS_TOGETHER, MonthOfLine, day_of_line, month_of_line
from panah.casework.calls.queries.looking import (
    Earlier,
    Marks,
    caller_key,
    calls_of,
    earlier_than,
    earlier_under,
    marks_of,
    open_danger,
    open_items,
    receipt_for,
    shifts_of,
    unread_shifts,
)

__all__ = [
    "HOURS_TOGETHER",
    "Card",
    "Earlier",
    "Marks",
    "MonthOfLine",
    "caller_key",
    "calls_of",
    "card_of",
    "cards",
    "cards_for",
    "day_of_line",
    "earlier_than",
    "earlier_under",
    "marks_of",
    "month_of_line",
    "open_danger",
    "open_items",
    "receipt_for",
    "shifts_of",
    "unread_shifts",
]
