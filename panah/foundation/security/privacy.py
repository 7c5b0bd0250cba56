"""Classes of data. Each model names the class of each of its fields; a house test fails on a field without one."""

from enum import StrEnum


class Class(StrEnum):
    PUBLIC = "P0"
    OPERATIONAL = "P1"  # codes, status, sex, birth year: plain, so that clocks and indicators work
    IDENTITY = "P2"  # names, birth dates, phones, addresses, papers: sealed
    NARRATIVE = "P3"  # stories, health, court: sealed


P0, P1, P2, P3 = Class.PUBLIC, Class.OPERATIONAL, Class.IDENTITY, Class.NARRATIVE
SEALED_CLASSES = frozenset({P2, P3})
