"""Every form of staff and of the public report has an empty twin on paper, with every question and nothing of a case."""

import html
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from panah.foundation.security.pages import policy_of
from panah.foundation.security.roles import ROLES, Role, roles_with_a_room
from panah.web.components.forms import OnceForm
from panah.web.components.paper import forms_in, questions_of
from panah.web.public.steps import STEPS
from panah.web.templatetags.paper import NOT_ON_PAPER
from tests.house.scene import OWN, Scene, made_scene
from tests.house.source import nothing
from tests.house.test_access_table import named
from tests.house.visits import VISITS

INVENTED = re.compile(r"[^<>]*Invented[^<>]*")


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    logging.disable(logging.CRITICAL)
    yield made_scene()
    logging.disable(logging.NOTSET)


def who_sees(name: str) -> list[Role]:
    policy = policy_of(named()[name].callback)
    if policy is None or policy.permission is None:
        return []
    return [role for role in roles_with_a_room() if policy.permission in ROLES[role].permissions]


def shown_forms(response: Any) -> list[forms.Form]:
    """The forms that the page itself was given, as the twin must find them."""
    return forms_in(response.context[0].flatten()) if response.context else []


def faults_of(name: str, form: forms.Form, paper: str) -> Iterator[str]:
    for field, bound in ((field, form[field]) for field in form.fields):
        label = str(form.base_fields[field].label or "") if field in form.base_fields else ""
        if not bound.is_hidden and label and label not in paper:
            yield f"{name}: {type(form).__name__}.{field} is not on the paper"


@pytest.mark.safeguard("S12", "the empty form of a case carries home what was typed about the child")
def test_every_form_of_staff_has_an_empty_twin_with_all_its_questions(scene: Scene) -> None:
    faults, twins = list[str](), 0
    for name, visit in VISITS.items():
        for role in who_sees(name):
            client = Client(raise_request_exception=False)
            client.force_login(scene.people[OWN, role])
            address = reverse(name, kwargs={key: scene.value(value) for key, value in visit.values.items()})
            page = client.get(address)
            found = shown_forms(page) if page.status_code == 200 and address.startswith("/app/") else []
            if not found or name in NOT_ON_PAPER:
                continue
            twins += 1
            paper = html.unescape(client.get(address, {"blank": "1"}).content.decode())
            main = paper.split("<main")[1].split("</main>")[0]
            faults += [fault for form in found for fault in faults_of(name, form, main)]
            faults += [f"{name}: still a form on paper"] if "<form" in main or "<input" in main else []
            faults += [f"{name}: no picture of its address"] if "<svg" not in main else []
            faults += [f"{name}: holds {text.strip()}" for text in INVENTED.findall(main)]
    assert twins > 20
    nothing(sorted(set(faults)))


def test_the_public_report_has_its_twin_with_all_its_questions(db: None) -> None:
    paper = html.unescape(Client().get(reverse("refer"), {"blank": "1"}).content.decode())
    assert "<svg" in paper
    nothing(fault for step in STEPS for fault in faults_of("refer", step.form(), paper))


class Planted(OnceForm):
    told = forms.CharField(label=_("Name"), help_text="x")
    kind = forms.ChoiceField(label="Kind", choices=[("a", _("Yes")), ("b", "Invented Adult")])
    tick = forms.BooleanField(label="Tick", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told"].initial = "Invented"
        self.fields["sibling"] = forms.BooleanField(label="Invented Sister", required=False)
        self.fields["told"].help_text = "Invented hint"


def test_what_belongs_to_one_case_becomes_a_line() -> None:
    told, kind, tick, sibling = questions_of(Planted(initial={"told": "Invented"}))
    assert (told.kind, told.hint) == ("line", "x")
    assert [str(choice) for choice in kind.choices] == ["Yes"]
    assert (tick.kind, tick.is_optional) == ("tick", True)
    assert sibling.label == ""
    assert "Invented" not in repr((told, kind, tick, sibling))


def test_a_form_with_a_password_and_one_that_only_asks_have_no_twin() -> None:
    class Secret(forms.Form):
        word = forms.CharField(widget=forms.PasswordInput)

    assert forms_in({"form": Secret(), "filter": Planted(), "more": [("a", Planted())], "x": 1}) != []
    assert len(forms_in({"form": Secret(), "filter": Planted()})) == 0
