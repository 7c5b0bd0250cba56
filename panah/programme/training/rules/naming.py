"""How somebody is named where the whole name may not stand: on what is checked by strangers, and on what is cut and lies about."""


def initials_of(name: str) -> str:
    """``А. Ү.``; nothing of nobody."""
    return " ".join(f"{word[0].upper()}." for word in name.split())
