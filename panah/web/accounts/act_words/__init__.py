"""Our words for each act in the record of acts, and the acts that have none."""

from panah.web.accounts.act_words.exchanges import EXCHANGES
from panah.web.accounts.act_words.learning import PEOPLE_WHO_LEARN_AND_ACT
from panah.web.accounts.act_words.pairs import PAIRS
from panah.web.accounts.act_words.public_work import CAMPAIGNS, LIBRARY
from panah.web.accounts.act_words.silent import INNER, OF_TWO, READ_BY_TWO, SUBJECT_OF_TWO
from panah.web.accounts.act_words.words import WORDS as OTHERS

WORDS = OTHERS | PAIRS | EXCHANGES | LIBRARY | CAMPAIGNS | PEOPLE_WHO_LEARN_AND_ACT

__all__ = ["INNER", "OF_TWO", "READ_BY_TWO", "SUBJECT_OF_TWO", "WORDS"]
