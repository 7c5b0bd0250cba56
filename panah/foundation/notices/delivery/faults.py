from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.foundation.security.access import Refusal


class NotSent(Refusal):
    """It surely did not leave, so that it may go again, with what came since."""

    code = "not_sent"
    sentence: str | Promise = _("The message did not leave.")


class Unreachable(NotSent):
    code = "unreachable"
    sentence = _("The server does not answer or refuses. It is tried again after a pause.")


class PackageMissing(NotSent):
    code = "package_missing"
    sentence = _("SMS and messengers need a further package. Install it on the server: pip install 'panah[channels]'")


class WayUnreadable(NotSent):
    code = "way_unreadable"
    sentence = _("PANAH_SMS or PANAH_MESSENGER cannot be read. See the documents of channels.")
