"""Two organisations that ask each other: their leaders, their children by name and year, and who said yes to it."""

from collections.abc import Sequence

from panah.casework.exchange.actions import ListSource, import_list
from panah.casework.exchange.codes import ListTarget, StateOfRest
from panah.casework.linking.actions import CounterpartDetails, add_counterpart, approve_exchange, prepare_offer
from panah.casework.linking.models import Counterpart, Exchange
from panah.casework.linking.queries.exchanging import key_card
from panah.casework.linking.rules.exchanging import SHARE_ABROAD, Which
from panah.casework.people.codes import ConsentDecision
from panah.casework.people.models import Child, Consent
from panah.engines.tables.lists import ListColumn, PlainList
from panah.engines.tables.shapes import Row
from panah.foundation.accounts.models import Organisation
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from tests.panah.casework.exchange.acting import head_of, made, member_of

LINK = Actor.system("link", {Permission.EXCHANGE_RUN})
WORKER = Actor.system("worker", {Permission.CLOCK_WORK})


class Office:
    """An organisation with a head and a supervisor."""

    def __init__(self, code: str) -> None:
        self.organisation: Organisation = made(code)
        self.head = head_of(self.organisation)
        self.supervisor = member_of(self.organisation, Role.SUPERVISOR)

    def takes_in(
        self,
        *rows: tuple[str, str],
        rest: StateOfRest = StateOfRest.ACTIVE,
        agrees: bool = True,
        scope: str = SHARE_ABROAD,
    ) -> list[Child]:
        """Children by full name and day of birth."""
        known = set(Child.objects.values_list("pk", flat=True))
        columns = (ListColumn(0, "ФИО"), ListColumn(1, "Дата рождения"))
        plain = PlainList(columns, tuple(Row(place + 2, row) for place, row in enumerate(rows)))
        choices = {0: ListTarget.FULL_NAME, 1: ListTarget.BIRTH}
        import_list(by=self.head, organisation=self.organisation, source=ListSource(plain, choices, rest))
        children = list(Child.objects.exclude(pk__in=known).order_by("registered_at", "code"))
        if agrees:
            says(children, ConsentDecision.GIVEN, scope)
        return children

    def knows(self, other: "Office", *, is_abroad: bool = True) -> Counterpart:
        details = CounterpartDetails(
            other.organisation.code, key_card(other.organisation), "Duty desk, +7 700 000 00 00", is_abroad
        )  # fmt: skip
        return add_counterpart(by=self.head, details=details)

    def asks(self, other: "Office", which: Which = Which.ALL) -> Exchange:
        """Prepared and approved by both."""
        counterpart = Counterpart.objects.filter(organisation=self.organisation, ended_at=None).first()
        exchange = prepare_offer(by=self.head, counterpart=counterpart or self.knows(other), which=which)
        return self.approved(exchange)

    def approved(self, exchange: Exchange) -> Exchange:
        approve_exchange(by=self.head, exchange=exchange)
        return approve_exchange(by=self.supervisor, exchange=exchange)


def says(children: Sequence[Child], decision: ConsentDecision, scope: str = SHARE_ABROAD) -> None:
    now = clock.now()
    Consent.objects.bulk_create(
        [
            Consent(
                child=child, scope=scope, decision=decision, given_by="self", given_on=clock.today(), written_at=now,
                written_by="test",
            )
            for child in children
        ]
    )  # fmt: skip
