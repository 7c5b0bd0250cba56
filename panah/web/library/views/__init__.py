"""Pages of the library: to read, to keep, to approve, to say what one uses; and those for everybody."""

from panah.web.library.views.approving import approve, restore, withdraw
from panah.web.library.views.keeping import change, edition_drop, language_add, new, version_new
from panah.web.library.views.public import open_edition, open_item, open_list
from panah.web.library.views.reading import compare, edition, find, item, item_list
from panah.web.library.views.using import told, unuse, use

__all__ = [
    "approve",
    "change",
    "compare",
    "edition",
    "edition_drop",
    "find",
    "item",
    "item_list",
    "language_add",
    "new",
    "open_edition",
    "open_item",
    "open_list",
    "restore",
    "told",
    "unuse",
    "use",
    "version_new",
    "withdraw",
]
