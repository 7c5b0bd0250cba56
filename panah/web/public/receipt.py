"""The receipt of a report as PDF, in the reporter's language; the child is not named on it.

It is made from the page that shows it and kept nowhere: a copy would hold the reporter's secret number.
"""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from panah.engines.letters.press import CannotPrint
from panah.foundation.security import clock
from panah.foundation.security.pages import public
from panah.web.components.child_words import language_now
from panah.web.context import emergency_phones
from panah.web.errors import too_large
from panah.web.papers.press import Around, letter_of, pdf_answer, press
from panah.web.papers.sheet import Sheet
from panah.web.papers.words import Words
from panah.web.public.refer import PURPOSE, receipt_page
from panah.web.public.sent import digits_of, has_arrived
from panah.web.public.state import StateUnreadable, open_state

NAME = "receipt.pdf"


@public("whoever has just reported may take the receipt along")
@csrf_exempt  # acts for nobody who is signed in, and the page must not need a cookie
@never_cache
@require_POST
def receipt_pdf(request: HttpRequest) -> HttpResponse:
    """Only the page of a report that arrived opens it; its state is sealed."""
    try:
        state = open_state(request.POST.get("state", ""), PURPOSE)
    except RequestDataTooBig:
        return too_large(request)
    except StateUnreadable:
        return redirect("refer")
    if not has_arrived(state.key):
        return redirect("refer")
    digits = digits_of(state.key)
    if not digits:
        return receipt_page(request, state)
    now, words = clock.now(), Words("common", language_now())
    sheet = receipt_sheet(digits, request.build_absolute_uri(reverse("answer")))
    try:
        return pdf_answer(press().pdf(letter_of(sheet, words, Around(made_at=now)), now), NAME)
    except CannotPrint:
        return receipt_page(request, state, _("The PDF could not be made. Print this page, or write the digits down."))


def receipt_sheet(receipt: str, answer_address: str) -> Sheet:
    """The sixteen digits, what happens next, and whom to call; in the language of the page."""
    sheet = Sheet(_("Your receipt")).strong(receipt)
    sheet.picture(_("The answer page. The picture does not hold your number."), answer_address)
    sheet.heading(_("What happens next")).items(
        [
            _("A specialist reads your report: in danger at once, else within a day."),
            _("If you left a phone, we may call at the time you chose."),
            _(
                "The child gets help. The answer page says how far we are, but not where or who: this keeps the child safe."
            ),
        ]
    )
    sheet.text(_("Do not question the child. Do not promise secrecy. Do not call the parents or the employer yet."))
    phones = [(phone["label"], phone["number"]) for phone in emergency_phones()]
    return sheet.heading(_("Danger now? Call first.")).facts(phones) if phones else sheet
