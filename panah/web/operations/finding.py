"""What was opened for whoever asks, under its code or band; everything else is not there (S17)."""

from django.http import Http404

from panah.casework.operations.models import Arrival, Night, StandBy
from panah.casework.operations.queries import arrivals_of, nights_of, stand_bys_of
from panah.casework.operations.rules import band_of
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code


def stand_by_or_404(actor: Actor, code: str) -> StandBy:
    found = stand_bys_of(actor).filter(code=normalise_code(code) or "-").first()
    if found is None:
        raise Http404
    return found


def night_or_404(actor: Actor, code: str) -> Night:
    found = nights_of(actor).filter(code=normalise_code(code) or "-").first()
    if found is None:
        raise Http404
    return found


def arrival_or_404(actor: Actor, code: str, band: str) -> Arrival:
    found = arrivals_of(actor, night_or_404(actor, code)).filter(band=band_of(band) or "-").first()
    if found is None:
        raise Http404
    return found
