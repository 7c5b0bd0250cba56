"""Who gets a certificate, all of them as one PDF, and one that is taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from panah.engines.letters.press import CannotPrint
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.training import actions
from panah.programme.training.codes import CertificateReason, WithdrawnBecause
from panah.programme.training.models import Certificate, Event
from panah.programme.training.queries import attendance_rules, ends_at, standings_of
from panah.programme.training.queries.looking import certificates_in
from panah.programme.training.rules.attending import rule_on
from panah.web.components.child_words import language_now
from panah.web.components.flow import form_page, posted, sent
from panah.web.papers.copies import CANNOT, check_address
from panah.web.papers.press import pdf_answer, press
from panah.web.papers.trainings import CERTIFICATE
from panah.web.papers.words import LANGUAGE_NAMES, Words
from panah.web.training import papers, queries
from panah.web.training.finding import certificate_or_404, event_or_404, may_keep
from panah.web.training.forms import WithdrawForm
from panah.web.training.printing import ON_PAPER


@page(Permission.TRAINING_VIEW)
def certificates(request: Request, code: str) -> HttpResponse:
    """The rule, who fulfils it, and what is missing for the others."""
    here = event_or_404(request.actor, code)
    standings = standings_of(here)
    made = certificates_in(here).filter(withdrawn_at=None).exclude(name="").count()
    given = sum(one.reason is CertificateReason.GIVEN and bool(one.enrolment.adult.name) for one in standings)
    rule = rule_on(attendance_rules(), "certificate", here.ends_on)
    file_url = reverse("training-certificates-file", args=[here.code])
    context = {
        "event": here, "table": queries.certificate_table(here, standings, may_keep=may_keep(request.actor)),
        "made": made, "left": max(given - made, 0), "may_keep": may_keep(request.actor),
        "is_over": ends_at(here) <= clock.now(), "percent": int(rule.least_share * 100),
        "asks_test": rule.needs_test and here.has_test, "print_code": here.code,
        "on_paper": [(LANGUAGE_NAMES[one], f"{file_url}?language={one}") for one in ON_PAPER],
    }  # fmt: skip
    return render(request, "training/certificates.html", context)


@page(Permission.TRAINING_KEEP)
@require_POST
def issue(request: Request, code: str) -> HttpResponse:
    """For everybody whom the rule gives one and who has none."""
    here = event_or_404(request.actor, code)
    before = certificates_in(here).count()
    try:
        actions.issue_certificates(by=request.actor, event=here)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        count = certificates_in(here).count() - before
        words = ngettext("%(count)d certificate is issued.", "%(count)d certificates are issued.", count)
        messages.success(request, words % {"count": count})
    return redirect("training-certificates", here.code)


def _pressed(request: HttpRequest, here: Event, made: list[Certificate]) -> HttpResponse | None:
    """One PDF, a page for each; None when the press refuses."""
    wanted = request.GET.get("language", language_now())
    words = Words(CERTIFICATE, wanted if wanted in ON_PAPER else ON_PAPER[0])
    addresses = {one.code: check_address(request, one.code, words.language) for one in made}
    try:
        with translation.override(words.language):
            pdf = press().pdf(papers.certificates(here, made, addresses, words), clock.now())
    except CannotPrint:
        messages.warning(request, str(CANNOT))
        return None
    name = made[0].code if len(made) == 1 else here.code
    return pdf_answer(pdf, f"{name}-{words.language}.pdf")


@page(Permission.TRAINING_KEEP)
def certificates_file(request: Request, code: str) -> HttpResponse:
    """All that hold, in the order of the names; one whose name was removed is printed no more."""
    here = event_or_404(request.actor, code)
    rows = certificates_in(here).filter(withdrawn_at=None).exclude(name="").select_related("organisation")
    made = list(rows.order_by("enrolment__adult__sort_key", "pk"))
    answer = _pressed(request, here, made) if made else None
    return answer or redirect("training-certificates", here.code)


@page(Permission.TRAINING_KEEP)
def certificate(request: Request, code: str, number: str) -> HttpResponse:
    """One of them: its PDF, and the way to take it back."""
    here = event_or_404(request.actor, code)
    found = certificate_or_404(request.actor, here, number)
    if request.GET.get("file") and found.name:
        return _pressed(request, here, [found]) or redirect("training-certificates", here.code)
    form = WithdrawForm(posted(request))

    def act() -> Certificate:
        because = WithdrawnBecause(form.cleaned_data["because"])
        return actions.withdraw_certificate(by=request.actor, certificate=found, because=because)

    if sent(request, form, act) is not None:
        messages.success(request, _("Taken back. Whoever checks its number is told so."))
        return redirect("training-certificates", here.code)
    return form_page(
        request, form, _("Certificate"), code=found.code, back_url=reverse("training-certificates", args=[here.code]),
        back_label=_("Certificates"), template="training/certificate.html", certificate=found, button=_("Take it back"),
        on_paper=[(LANGUAGE_NAMES[one], f"{request.path}?file=1&language={one}") for one in ON_PAPER if found.name],
    )  # fmt: skip
