"""Can they stay here? One question, one screen: yes, no because, or call; nobody's citizenship is demanded or kept by name."""

import html
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from panah.casework.services.actions import ProviderDetails, add_provider, retire_provider
from panah.casework.services.codes import ProviderKind
from panah.casework.services.models import EligibilityAnswer, Provider
from panah.casework.services.queries import proposed_gaps, providers_near, quarter_of, refusals
from panah.casework.services.queries import admission as admission_module  # noqa: F401
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import SYSTEM, Sides, made_sides
from tests.panah.web.services.test_views import signed_in, text_of

ASK, REFUSALS = "/app/places/ask/", "/app/places/refusals/"
GIRL = {"age": "15", "sex": "female", "company": "alone"}
THEN = {"day_day": "1", "day_month": "5", "day_year": "2020"}


@pytest.fixture
def sides(db: None) -> Sides:
    return made_sides()
