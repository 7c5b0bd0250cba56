"""How a number is written."""

from django.utils.formats import number_format


def shown(value: float) -> int | str:
    """Whole numbers as numbers, others with one decimal in the reader's way."""
    return int(value) if value == int(value) else number_format(value, decimal_pos=1)
