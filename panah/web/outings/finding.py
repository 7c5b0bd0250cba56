"""The outing or the child of an address; what is not open to the reader is not there."""

from django.http import Http404

from panah.casework.outings.models import Outing, OutingChild
from panah.casework.outings.queries import children_of, may_lead, may_screen, outings_of
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code


def outing_or_404(actor: Actor, code: str) -> Outing:
    found: Outing | None = outings_of(actor).filter(code=normalise_code(code)).first()
    if found is None:
        raise Http404
    return found


def own_outing_or_404(actor: Actor, code: str) -> Outing:
    """Only of somebody who goes along."""
    outing = outing_or_404(actor, code)
    if not may_screen(actor, outing):
        raise Http404
    return outing


def led_outing_or_404(actor: Actor, code: str) -> Outing:
    """Only of its leader, and of those who lead the office."""
    outing = outing_or_404(actor, code)
    if not may_lead(actor, outing):
        raise Http404
    return outing


def child_or_404(actor: Actor, outing: Outing, code: str) -> OutingChild:
    wanted = normalise_code(code)
    found = next((child for child in children_of(actor, outing) if child.code == wanted), None)
    if found is None:
        raise Http404
    return found


def own_child_or_404(actor: Actor, outing: Outing, code: str) -> OutingChild:
    """Only of whoever wrote it down."""
    child = child_or_404(actor, outing, code)
    if str(child.recorded_by_id) != actor.id:
        raise Http404
    return child
