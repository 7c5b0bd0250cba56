"""Records of these pages, through what the person may see; of others not a word."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from panah.foundation.security.access import Actor
from panah.programme.training.codes import Wave
from panah.programme.training.models import Enrolment, Event, PracticeCheck, TestPaper


def paper_or_404(actor: Actor, code: str) -> TestPaper:
    rows = TestPaper.objects.visible_to(actor).select_related("module_version__module", "event", "earlier")
    return get_object_or_404(rows, code=code)


def event_or_404(actor: Actor, code: str) -> Event:
    rows = Event.objects.visible_to(actor).select_related("place", "organisation", "file")
    found: Event = get_object_or_404(rows, code=code)
    return found


def enrolment_or_404(actor: Actor, event: Event, own: str) -> Enrolment:
    rows = Enrolment.objects.visible_to(actor).taking_part().select_related("event__file", "adult")
    return get_object_or_404(rows, event=event, code=own)


def check_or_404(actor: Actor, event: Event, own: str) -> PracticeCheck:
    rows = PracticeCheck.objects.visible_to(actor).select_related("enrolment__event__file", "enrolment__adult")
    found: PracticeCheck = get_object_or_404(rows, enrolment__event=event, enrolment__code=own)
    return found


def wave_or_404(wave: str) -> Wave:
    try:
        return Wave(wave)
    except ValueError:
        raise Http404 from None
