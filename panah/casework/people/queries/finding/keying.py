"""Under which key names are found: a series, so that it can be renewed while people go on searching."""

from django.conf import settings

from panah.foundation.security.keys import KeyFolder

SERIES = "names"
"""``names-1.key``, ``names-2.key``, … the last is in use. An older installation has ``names.key``: before the first."""


def name_key() -> bytes:
    """The newest: what is written now is found under it."""
    return name_keys()[0]


def name_keys() -> list[bytes]:
    """The newest first. More than one only while tokens are being made anew: until that is done both are asked."""
    keys = KeyFolder(settings.PANAH_KEYS)
    return [keys.bytes(name) for name in name_key_files()]


def name_key_files() -> list[str]:
    """The names of the keys, the newest first."""
    keys = KeyFolder(settings.PANAH_KEYS)
    numbered = [f"{SERIES}-{number}" for number in reversed(keys.series(SERIES))]
    former = [SERIES] if keys.has(SERIES) else []
    return [*numbered, *former] or [f"{SERIES}-1"]


def next_key_file() -> str:
    return f"{SERIES}-{max(KeyFolder(settings.PANAH_KEYS).series(SERIES), default=0) + 1}"
