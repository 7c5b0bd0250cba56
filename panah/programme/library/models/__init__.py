from panah.programme.library.models.items import Item, ItemQuerySet
from panah.programme.library.models.uses import Use
from panah.programme.library.models.versions import Edition, Version

__all__ = ["Edition", "Item", "ItemQuerySet", "Use", "Version"]
