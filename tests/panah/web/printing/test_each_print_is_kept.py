"""The key that makes a second click harmless opens no way around the record of what was printed (S12)."""

import pytest
from django.urls import reverse

from panah.casework.cases.models import Printout
from tests.panah.casework.cases.office import Office, opened
from tests.panah.web.cases.visiting import signed_in


@pytest.mark.safeguard("S12", "a second case is printed under the key of the first, so that no line of it is kept")
def test_the_key_of_one_printed_case_prints_no_other_without_a_line(office: Office) -> None:
    first, second, client = opened(office), opened(office), signed_in(office.aigul)
    form = {"once": "the same key", "parts": ["basics"], "reason": "meeting"}
    for case in (first, second):
        assert client.post(reverse("case-print", args=[case.code]), form).status_code == 200
    assert {printout.case for printout in Printout.objects.all()} == {first, second}
