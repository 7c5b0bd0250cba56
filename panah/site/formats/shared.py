"""What the six languages share: 21.11.2026, the week from Monday, 24 hours, thousands apart by a narrow space."""

TIME_FORMAT = "H:i"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
FIRST_DAY_OF_WEEK = 1

DATE_INPUT_FORMATS = ["%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m/%Y", "%d %m %Y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M"]
DATETIME_INPUT_FORMATS = [
    f"{day}{between}{clock}" for day in DATE_INPUT_FORMATS for clock in TIME_INPUT_FORMATS[:2] for between in (" ", "T")
]

THOUSAND_SEPARATOR = "\u202f"
NUMBER_GROUPING = 3
DECIMAL_COMMA = ","
DECIMAL_POINT = "."
