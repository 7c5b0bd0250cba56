import pytest

from panah.programme.champions.models import Champion
from tests.panah.programme.bureau import Bureau, Colleague
from tests.panah.programme.champions.cohort import champion, with_account


@pytest.fixture
def pair(bureau: Bureau) -> tuple[Champion, Colleague]:
    one = champion(bureau)
    account = with_account(bureau, one)
    return Champion.objects.get(pk=one.pk), account
