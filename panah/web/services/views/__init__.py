"""Pages of the directory: to read, to keep true, and the one behind a link."""

from panah.web.services.views.editing import (
    provider_change,
    provider_changes,
    provider_confirm,
    provider_link,
    provider_look_after,
    provider_new,
    provider_retire,
)
from panah.web.services.views.linked import directory_link
from panah.web.services.views.reading import provider, provider_list

__all__ = [
    "directory_link",
    "provider",
    "provider_change",
    "provider_changes",
    "provider_confirm",
    "provider_link",
    "provider_list",
    "provider_look_after",
    "provider_new",
    "provider_retire",
]
