"""Words of this room, and the public codes by which files are named everywhere."""

import secrets
from enum import StrEnum

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_CYRILLIC_TWINS = str.maketrans("АВСЕНІКМОРТУХЗ", "ABCEHIKMOPTYX3")
CODE_LENGTH = 8


class FileKind(StrEnum):
    CHILD = "child"
    CONCERN = "concern"
    CASE = "case"
    REFERRAL = "referral"  # what one body is told when a child is handed over: its packet, and nothing else
    FAMILY = "family"
    HELPER = "helper"  # what one helping organisation is shown and what it writes
    TRANSFER = "transfer"
    REQUEST = "request"  # an authority asks for what we know
    IMPORT = "import"
    PERSON = "person"
    STAY = "stay"  # somebody sleeps in a house
    HOUSE = "house"  # what a house reports of its months: of nobody
    OUTING = "outing"  # a mobile group goes out: of nobody
    OUTING_CHILD = "outing_child"  # whom it handed on
    CALL = "call"  # one talk on a hotline
    SHIFT = "shift"  # what one shift of a hotline leaves to the next
    STAND_BY = "stand_by"  # a day ahead that two people know of
    NIGHT = "night"  # many arrive at once
    ADULT = "adult"  # somebody of the public work
    TRAINING = "training"  # one event
    LIBRARY = "library"  # one paper for partners: of nobody
    CHAMPION_CALL = "champion_call"  # whom we look for: of nobody
    APPLICATION = "application"  # somebody who would like to be a champion
    CHAMPION = "champion"  # plan, acts and reports of one champion
    CAMPAIGN = "campaign"  # of nobody
    EXCHANGE = "exchange"  # a question across organisations, and with whom: of nobody


class PrincipalKind(StrEnum):
    SERVICE = "service"
    PERSON = "person"
    ORGANISATION = "organisation"  # those who reach over all of it
    TEAM = "team"  # everybody who works there, whatever their reach
    LINK = "link"
    RECOVERY = "recovery"


class Relation(StrEnum):
    """Why somebody may see a file. What may be written depends on it (permissions.RELATIONS_FOR)."""

    KEEPER = "keeper"  # the service itself, which holds the key
    DUTY = "duty"  # the organisation that answers for the place of a concern
    LEAD_ORGANISATION = "lead_organisation"
    LEAD = "lead"
    SENDER = "sender"  # handed the child over: sees the status, not the story
    RECEIVER = "receiver"  # was asked to take the child: sees the packet
    HELPER = "helper"  # helps with one thing: sees what was shown and what it wrote itself
    LINE = "line"  # answers the hotline on which it was said
    HOUSE = "house"  # lets the person of the file sleep under its roof
    ONE_OF_TWO = "one_of_two"  # knows of a day ahead, beside one other person
    CREW = "crew"  # works in a night in which many arrive
    KNOWN_TO = "known_to"  # an organisation with whom an adult of the public work has to do
    OWNER = "owner"  # one's own drafts and settings


class ActorKind(StrEnum):
    PERSON = "person"
    LINK = "link"
    PUBLIC = "public"
    SYSTEM = "system"


EASY_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike in print


def check_sign(body: str) -> str:
    """Weights that differ by place, modulo a prime above 32, find every single slip and every swap of neighbours."""
    total = sum((place + 2) * ALPHABET.index(sign) for place, sign in enumerate(body)) % 37
    return ALPHABET[total] if total < len(ALPHABET) else ""


def new_code() -> str:
    """A random code such as ``K7Q4-2MX9``: 35 random bits and a check sign; never sequential."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH - 1))
        sign = check_sign(body)
        if sign:
            return f"{body[:4]}-{body[4:]}{sign}"


def one_time_password() -> str:
    """Four groups of four: 79 bits, easy to read from paper."""
    return "-".join("".join(secrets.choice(EASY_SIGNS) for _sign in range(4)) for _group in range(4))


def meant_signs(text: str) -> str:
    """Letters and digits as they were meant, without blanks and strokes."""
    signs = text.upper().translate(_CYRILLIC_TWINS).translate(_LOOK_ALIKES)
    return "".join(sign for sign in signs if sign.isalnum())


def normalise_code(text: str) -> str:
    """The code a person meant, or ``""``: lower case, blanks, Cyrillic twins and look-alike letters are forgiven."""
    signs = meant_signs(text)
    if len(signs) != CODE_LENGTH or any(sign not in ALPHABET for sign in signs):
        return ""
    return f"{signs[:4]}-{signs[4:]}" if check_sign(signs[:-1]) == signs[-1] else ""
