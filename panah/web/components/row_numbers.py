"""The number of a request by which coordinators and both sides speak of it, as it is read out on the telephone."""


def grouped_number(number: str) -> str:
    """ "4821 0937": in one line."""
    return f"{number[:4]}\u00a0{number[4:]}"
