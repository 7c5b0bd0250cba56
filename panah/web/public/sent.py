"""What a page still tells once its form has arrived: never its words, and the digits only for a while.

After a quick way out the browser may still send an earlier page again by Back and Reload. Whoever holds the phone then must not
read what was written, nor find the number by which the answer is read.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from panah.casework.concerns.queries import concern_of_receipt, receipt_of
from panah.casework.concerns.rules import grouped_receipt
from panah.foundation.security import clock

DIGITS_FOR = timedelta(minutes=10)  # a network that fails, a page that is loaded again, a pen that is looked for
SENT_BEFORE = _(
    "This was sent before, and what you change here does not reach us. You can add something on the answer page."
)


def has_arrived(key: str) -> bool:
    """Whether the form with this key became a concern."""
    return concern_of_receipt(receipt_of(key)) is not None


def digits_of(key: str) -> str:
    """The 16 digits, as long as they are shown; nothing afterwards."""
    receipt = receipt_of(key)
    concern = concern_of_receipt(receipt)
    is_shown = concern is not None and clock.now() - concern.received_at <= DIGITS_FOR
    return grouped_receipt(receipt) if is_shown else ""
