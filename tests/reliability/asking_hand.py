"""What a test does behind an installation that asks another one: people, children, and two approvals. One call, one process."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from panah.casework.exchange.actions import ListSource, import_list
from panah.casework.exchange.codes import ListTarget, StateOfRest
from panah.casework.linking.actions import CounterpartDetails, add_counterpart, approve_exchange, prepare_offer
from panah.casework.linking.models import Counterpart, Exchange, FoundElsewhere
from panah.casework.linking.queries.exchanging import key_card
from panah.casework.linking.rules.exchanging import SHARE_ABROAD, State, Which
from panah.casework.people.codes import ConsentDecision
from panah.casework.people.models import Child, Consent, Name
from panah.engines.tables.lists import ListColumn, PlainList
from panah.engines.tables.shapes import Row
from panah.foundation.accounts.actions import add_organisation, add_person, give_role
from panah.foundation.accounts.models import Membership
from panah.foundation.accounts.queries import actor_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed

SYSTEM = Actor.system("test", EVERYTHING)
COLUMNS = (ListTarget.FULL_NAME, ListTarget.BIRTH, ListTarget.SEX)


def leaders() -> list[Actor]:
    rows = Membership.objects.filter(role__in=(Role.HEAD_OF_ORGANISATION, Role.SUPERVISOR))
    return [actor_of(row) for row in rows.select_related("organisation", "person").order_by("role")]


def prepare(code: str, file: str) -> str:
    """An office with two leaders and the children of a file; gives the key that the other side writes down."""
    office = add_organisation(by=SYSTEM, code=code, kind="ngo", names={"kk": code, "ru": code, "en": code})
    for role in (Role.HEAD_OF_ORGANISATION, Role.SUPERVISOR):
        person = add_person(by=SYSTEM, username=f"{code}-{role}", display_name=f"{code} {role}", password=None)
        give_role(by=SYSTEM, person=person, organisation=office, role=role)
    rows = json.loads(Path(file).read_text(encoding="utf-8"))
    columns = tuple(ListColumn(place, target.value) for place, target in enumerate(COLUMNS))
    plain = PlainList(columns, tuple(Row(place + 2, tuple(row)) for place, row in enumerate(rows)))
    source = ListSource(plain, dict(enumerate(COLUMNS)), StateOfRest.ACTIVE)
    import_list(by=SYSTEM, organisation=office, source=source)
    now = clock.now()
    yes = {"scope": SHARE_ABROAD, "decision": ConsentDecision.GIVEN, "given_by": "self", "written_by": "test"}
    Consent.objects.bulk_create(
        [Consent(child=child, given_on=clock.today(), written_at=now, **yes) for child in Child.objects.all()],
        batch_size=500,
    )
    return key_card(office)


def know(key: str) -> str:
    return add_counterpart(by=leaders()[0], details=CounterpartDetails("The other", key, "Desk, 5", True)).code


def ask() -> str:
    return prepare_offer(by=leaders()[0], counterpart=Counterpart.objects.get(), which=Which.ALL).code


def approve(who: str) -> str:
    exchange = Exchange.objects.get(state=State.WAITS)
    approve_exchange(by=leaders()[int(who)], exchange=exchange)
    return exchange.code


def found() -> list[str]:
    """The names of those told of, for the test alone."""
    children = FoundElsewhere.objects.values_list("child", flat=True)
    names = list(Name.objects.filter(child__in=list(children)))
    open_sealed(*names, only=("full",))
    return [name.full for name in names]


def main() -> None:
    verbs: dict[str, Callable[..., object]] = {
        "prepare": prepare, "know": know, "ask": ask, "approve": approve, "found": found,
    }  # fmt: skip
    verb, *words = sys.argv[1:]
    sys.stdout.write(json.dumps(verbs[verb](*words)))
