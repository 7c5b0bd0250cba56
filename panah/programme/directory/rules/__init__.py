"""Who is one adult; and who does what in each stage, where two lead and where nobody does."""

from panah.programme.directory.rules.matrix import Matrix, MatrixRow, Said, Who, matrix
from panah.programme.directory.rules.recognising import (
    ANOTHER,
    LONGEST_NAME,
    Facts,
    Verdict,
    full_phone,
    is_a_name,
    keys_of,
    meeting_keys,
    numbers_in,
    phone_mark,
    recognised,
    word_keys,
    workplace_key,
)

__all__ = [
    "ANOTHER",
    "LONGEST_NAME",
    "Facts",
    "Matrix",
    "MatrixRow",
    "Said",
    "Verdict",
    "Who",
    "full_phone",
    "is_a_name",
    "keys_of",
    "matrix",
    "meeting_keys",
    "numbers_in",
    "phone_mark",
    "recognised",
    "word_keys",
    "workplace_key",
]
