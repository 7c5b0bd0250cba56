"""Channels in words, for the person who chooses among them and for whoever looks after the installation."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.foundation.notices.codes import Channel
from panah.foundation.notices.queries import OwnAddress
from panah.web.components.values import Chip, Tone

Words = str | Promise
NAMES: dict[str, Words] = {
    Channel.IN_APP: _("only in Panah"),
    Channel.EMAIL: _("E-mail"),
    Channel.SMS: _("SMS"),
    Channel.MESSENGER: _("Messenger"),
}
ASKS: dict[str, Words] = {
    Channel.EMAIL: _("Your e-mail address"),
    Channel.SMS: _("Your mobile phone"),
    Channel.MESSENGER: _("Your name or number in the messenger"),
}
HINTS: dict[str, Words] = {
    Channel.EMAIL: _("One that you alone read. Whoever sees your screen sees that something waits, and nothing more."),
    Channel.SMS: _(
        "One that you alone read, such as +7 701 000 00 00. An SMS is read by others more easily than e-mail."
    ),
    Channel.MESSENGER: _("As whoever looks after the installation told you."),
}
FAULTS: dict[str, Words] = {
    "TargetRefused": _("The machine is not on the list of those that may be called."),
    "DomainRefused": _("Mail to this domain is not allowed here."),
    "PackageMissing": _("The package for SMS and messengers is not installed."),
    "WayUnreadable": _("The address of the service cannot be read."),
    "SMTPRecipientsRefused": _("The mail server does not take this address."),
    "SMTPSenderRefused": _("The mail server does not take our sender."),
    "SMTPAuthenticationError": _("The mail server does not take our password."),
    "NotTaken": _("The service did not take it."),
}
NO_ANSWER = _("The server does not answer as it should.")


def fault_words(error_code: str) -> Words:
    return FAULTS.get(error_code, NO_ANSWER) if error_code else ""


def state_of(address: OwnAddress) -> Chip:
    if address.stopped_at:
        return Chip(Tone.MUTE, _("stopped"))
    if address.confirmed_at is None:
        return Chip(Tone.DUE, _("waits for the code"))
    if address.given_up_at:
        return Chip(Tone.LATE, _("nothing comes through"))
    return Chip(Tone.OK, _("in use"))
