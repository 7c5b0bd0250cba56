from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from panah.foundation.accounts.models import Person
from panah.programme.champions.models import Champion
from tests.panah.programme.bureau import Bureau, Colleague, made_bureau
from tests.panah.programme.champions.cohort import champion, with_account


@pytest.fixture
def bureau(db: None, settings: Any, tmp_path: Path) -> Bureau:
    settings.PANAH_DATA = tmp_path
    return made_bureau()


@pytest.fixture
def pair(bureau: Bureau) -> tuple[Champion, Colleague]:
    one = champion(bureau)
    account = with_account(bureau, one)
    return Champion.objects.get(pk=one.pk), account


def signed_in(colleague: Colleague, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    Person.objects.filter(pk=colleague.person.pk).update(language=language)
    client.force_login(colleague.person)
    return client


@pytest.fixture
def madina(bureau: Bureau) -> Client:
    return signed_in(bureau.madina)


@pytest.fixture
def own(pair: tuple[Champion, Colleague]) -> Client:
    return signed_in(pair[1])
