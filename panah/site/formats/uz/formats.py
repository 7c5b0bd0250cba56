"""Formats of Uzbek in Latin letters."""

from panah.site.formats.shared import (
    DATE_INPUT_FORMATS,
    DATETIME_INPUT_FORMATS,
    FIRST_DAY_OF_WEEK,
    NUMBER_GROUPING,
    SHORT_DATE_FORMAT,
    SHORT_DATETIME_FORMAT,
    THOUSAND_SEPARATOR,
    TIME_FORMAT,
    TIME_INPUT_FORMATS,
)
from panah.site.formats.shared import DECIMAL_COMMA as DECIMAL_SEPARATOR

__all__ = [
    "DATETIME_INPUT_FORMATS",
    "DATE_INPUT_FORMATS",
    "DECIMAL_SEPARATOR",
    "FIRST_DAY_OF_WEEK",
    "NUMBER_GROUPING",
    "SHORT_DATETIME_FORMAT",
    "SHORT_DATE_FORMAT",
    "THOUSAND_SEPARATOR",
    "TIME_FORMAT",
    "TIME_INPUT_FORMATS",
]

DATE_FORMAT = "Y-\\y\\i\\l j-E"  # 2026-yil 21-noyabr
DATETIME_FORMAT = "Y-\\y\\i\\l j-E, H:i"
YEAR_MONTH_FORMAT = "Y-\\y\\i\\l F"
MONTH_DAY_FORMAT = "j-E"
