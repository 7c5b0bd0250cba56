"""Whether a letter or a certificate is real: whoever holds its number learns who issued it, when, and whether it holds."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from panah.foundation.documents.queries import CheckedLetter, letter_to_check
from panah.foundation.security.pages import public
from panah.programme.training.queries import CheckedCertificate, certificate_to_check
from panah.web.components.child_words import language_now
from panah.web.components.values import Fact
from panah.web.languages import FALLBACK, is_whole
from panah.web.public.throttle import WRONG_LETTERS_OF_NETWORK, network_of

HOLDS = _("The letter is real and still holds.")
TAKEN_BACK = _("The letter was taken back. Do not act on it; ask the sender.")
CERTIFICATE_HOLDS = _("The certificate is real and still holds.")
CERTIFICATE_TAKEN_BACK = _("The certificate was taken back and holds no longer. Ask whoever issued it.")
CERTIFICATE_WITHOUT_NAME = _("The certificate was issued and still holds. Its name was removed at the holder's wish.")
NAME_REMOVED = _("removed at the holder's wish")
UNKNOWN = _("No such letter is known. Look at the number again, or ask the sender by telephone.")

Checked = CheckedLetter | CheckedCertificate


class NumberForm(forms.Form):
    number = forms.CharField(
        label=_("Number for checking"), max_length=40, help_text=_("It stands beside the square picture: K7Q4-2MX9")
    )


@public("whoever holds a letter may ask whether it is real")
@never_cache
@require_safe
def check_letter(request: HttpRequest, number: str = "") -> HttpResponse:
    """The same page for every number; there is no row of numbers to walk along."""
    asked = (number or request.GET.get("number", ""))[:40]
    form = NumberForm(initial={"number": asked})
    if not asked.strip():
        return render(request, "public/letter_check.html", {"form": form})
    found = _within_limits(request, asked)
    sentence = _sentence(found)
    values = {
        "form": form, "sentence": sentence, "tone": "ok" if found and not found.withdrawn_on else "late",
        "facts": _facts(found),
    }  # fmt: skip
    return render(request, "public/letter_check.html", values)


def _sentence(found: Checked | None) -> Promise:
    if isinstance(found, CheckedCertificate):
        holds = CERTIFICATE_WITHOUT_NAME if found.is_name_removed else CERTIFICATE_HOLDS
        return CERTIFICATE_TAKEN_BACK if found.withdrawn_on else holds
    return UNKNOWN if found is None else TAKEN_BACK if found.withdrawn_on else HOLDS


def _within_limits(request: HttpRequest, number: str) -> Checked | None:
    """Fifty wrong tries an hour from one network; then a right one is answered as a wrong one."""
    network = network_of(request)
    if WRONG_LETTERS_OF_NETWORK.is_over(network):
        return None
    found = letter_to_check(number) or certificate_to_check(number)
    if found is None:
        WRONG_LETTERS_OF_NETWORK.count(network)
    return found


def _facts(found: Checked | None) -> list[Fact]:
    """Two lines, whatever was found: an unknown number is answered in the same shape. Of a certificate also whose it is,
    by initials, and for what.
    """
    issued = f"{found.issued_on:%d.%m.%Y}" if found else "—"
    language = language_now()
    spoken = language if is_whole(language) else FALLBACK
    by = found.organisation.label(spoken) if found else "—"
    facts = [Fact(_("Issued by"), by), Fact(_("Issued on"), issued)]
    if isinstance(found, CheckedCertificate):
        title = found.title_kk if language == "kk" else found.title_ru
        whose = NAME_REMOVED if found.is_name_removed else found.initials
        facts += [Fact(_("Whose"), whose), Fact(_("Training"), title), Fact(_("Academic hours"), found.hours)]
    return facts
