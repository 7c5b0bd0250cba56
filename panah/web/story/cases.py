"""The case in an address, for those who may see it; not yours and not there look the same (S17)."""

import uuid

from django.http import Http404

from panah.casework.cases.models import Case
from panah.casework.cases.queries import cases_visible_to
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code


def case_under(actor: Actor, code: str) -> Case:
    return _found(cases_visible_to(actor).filter(code=normalise_code(code) or "-").first())


def case_of_file(actor: Actor, file_id: uuid.UUID) -> Case:
    """The case that a paper lies in."""
    return _found(cases_visible_to(actor).filter(file_id=file_id).first())


def _found(case: Case | None) -> Case:
    if case is None:
        raise Http404
    return case
