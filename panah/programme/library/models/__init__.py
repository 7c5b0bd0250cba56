from panah.programme.library.models.items import KEEPERS, WORDS, Item, ItemQuerySet
from panah.programme.library.models.uses import Use
from panah.programme.library.models.versions import Edition, Version

__all__ = ["KEEPERS", "WORDS", "Edition", "Item", "ItemQuerySet", "Use", "Version"]
