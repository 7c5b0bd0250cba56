from enum import StrEnum


class Audience(StrEnum):
    """Who is told a number; the rule of each is in ``publish``."""

    INSIDE = "inside"  # people of the programme with the right to figures: exact
    COORDINATOR = "coordinator"  # totals for others who work on this: small cells hidden; not yet
    PUBLIC = "public"  # declared totals alone


class Unit(StrEnum):
    CHILDREN = "children"
    CASES = "cases"
    CONCERNS = "concerns"
    REFERRALS = "referrals"
    PERCENT = "percent"
    HOURS = "hours"
    PEOPLE = "people"
    ATTENDANCES = "attendances"
    POSTS = "posts"
    EVENTS = "events"
    ORGANISATIONS = "organisations"
