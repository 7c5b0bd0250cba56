"""The access log of one child in words: who opened, showed the name, wrote, shared or printed, and when."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panah.casework.cases.models import Case
from panah.casework.cases.queries.acts import acts_on, codes_of_case
from panah.casework.referrals.queries import legs_of, number_of, referrals_of
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import people_by_id
from panah.foundation.security.codes import ActorKind
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import ROLES, Role
from panah.web.accounts.act_words import INNER
from panah.web.accounts.log import what, who
from panah.web.components.child_words import language_now
from panah.web.components.grown_words import standing_of, suited
from panah.web.components.values import FilterTag, TableRow

NAMES = ("people.name.", "cases.helper.name", "concerns.concernchild.name")
SHARING = frozenset({
    "add_helper", "let_help", "share_with_helper", "ask_transfer", "accept_transfer", "refer_case", "refer_concern",
    "inform_authority", "re_route", "give_more", "make_link", "write_letter", "record_export",
})  # fmt: skip
PRINTING = frozenset({"record_print"})
KINDS: dict[str, str | Promise] = {
    "name": gettext_lazy("Showed the name"),
    "opened": gettext_lazy("Opened"),
    "wrote": gettext_lazy("Wrote"),
    "shared": gettext_lazy("Shared"),
    "printed": gettext_lazy("Printed"),
}
_PARTS: dict[str, str | Promise] = {
    "people.child": gettext_lazy("birth and safe contact"),
    "people.family": gettext_lazy("the family"),
    "people.relative": gettext_lazy("the family"),
    "people.consentoverride": gettext_lazy("an act without consent"),
    "cases.note": gettext_lazy("notes"),
    "cases.deliveredservice": gettext_lazy("services"),
    "cases.plannedservice": gettext_lazy("the plan"),
    "cases.assessment": gettext_lazy("the assessment"),
    "cases.domainanswer": gettext_lazy("the assessment"),
    "cases.closurerequest": gettext_lazy("the closure"),
    "cases.review": gettext_lazy("reviews"),
    "cases.toldfact": gettext_lazy("what was told"),
    "cases.interview": gettext_lazy("interviews"),
    "cases.paper": gettext_lazy("papers"),
    "cases.sleepanswer": gettext_lazy("where the child sleeps"),
    "cases.guardianrequest": gettext_lazy("the guardianship body"),
    "cases.helper": gettext_lazy("a helper’s part"),
    "cases.transfer": gettext_lazy("the transfer"),
    "documents.storedfile": gettext_lazy("papers"),
    "documents.letter": gettext_lazy("letters"),
    "referrals.leg": gettext_lazy("a hand-over"),
    "referrals.step": gettext_lazy("a hand-over"),
}


def acts_on_case(case: Case) -> QuerySet[AuditEvent]:
    """Everything that was done to or read of this child, in the case, the family, helpers' parts and hand-overs."""
    codes = codes_of_case(case)
    for referral in referrals_of(case.file_id):
        legs = legs_of(referral)
        codes |= {referral.code, *(leg.code for leg in legs), *(number_of(leg) for leg in legs)}
    return acts_on(codes).exclude(verb__in=INNER)


def kind_of(act: AuditEvent) -> str:
    """One of KINDS."""
    verb = act.verb.rpartition(".")[2]
    if verb == "read":
        return "name" if any(field.startswith(NAMES) for field in act.fields) else "opened"
    if verb in PRINTING:
        return "printed"
    return "shared" if verb in SHARING else "wrote"


def _condition(kind: str) -> Q:
    read, named = Q(verb="read"), Q()
    for name in NAMES:
        named |= Q(fields__icontains=name)
    printing, sharing = (_ends(verbs) for verbs in (PRINTING, SHARING))
    return {
        "name": read & named, "opened": read & ~named, "printed": printing, "shared": sharing,
        "wrote": ~(read | printing | sharing),
    }[kind]  # fmt: skip


def _ends(verbs: Iterable[str]) -> Q:
    found = Q()
    for verb in verbs:
        found |= Q(verb__endswith=f".{verb}")
    return found


class AccessFilter(forms.Form):
    """By person and by kind of act."""

    person = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("What"), required=False, choices=[("", gettext_lazy("everything")), *KINDS.items()]
    )

    def __init__(self, data: Any, *, people: dict[str, Person]) -> None:
        super().__init__(data)
        names = sorted(((key, person.display_name) for key, person in people.items()), key=lambda pair: pair[1])
        self.fields["person"].choices = [("", _("everybody")), *names]  # type: ignore[attr-defined]
        self.is_valid()  # an invented value narrows nothing

    def narrowed(self, rows: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        chosen = self.cleaned_data
        if chosen.get("person"):
            rows = rows.filter(actor=chosen["person"], actor_kind=ActorKind.PERSON)
        return rows.filter(_condition(chosen["kind"])) if chosen.get("kind") else rows

    def tags(self, address: str) -> list[FilterTag]:
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        labels = {"person": dict(self.fields["person"].choices), "kind": KINDS}  # type: ignore[attr-defined]
        return [
            FilterTag(
                str(labels[name][value]), f"{address}?{urlencode({n: v for n, v in chosen.items() if n != name})}"
            )
            for name, value in chosen.items()
        ]


def names_in(acts: Iterable[AuditEvent] | QuerySet[AuditEvent]) -> dict[str, Person]:
    """Who acted, by id."""
    if isinstance(acts, QuerySet):
        rows = acts.filter(actor_kind=ActorKind.PERSON).order_by()
        return people_by_id(set(rows.values_list("actor", flat=True).distinct()))
    return people_by_id({act.actor for act in acts if act.actor_kind == ActorKind.PERSON})


def row_of(act: AuditEvent, people: dict[str, Person], case: Case) -> TableRow:
    moment = date_format(timezone.localtime(act.at), "SHORT_DATETIME_FORMAT")
    return TableRow([moment, _who(act, people, case), sentence_of(act, standing_of(case.child))])


def sentence_of(act: AuditEvent, standing: str = "") -> str:
    """What was done, in the reader's language; of a read which parts."""
    if act.verb != "read":
        return suited(what(act), standing)
    parts = dict.fromkeys(
        suited(_PARTS[part], standing) for field in act.fields if (part := field.rpartition(".")[0]) in _PARTS
    )
    words = str(KINDS[kind_of(act)])
    return f"{words}: {', '.join(parts)}" if parts else words


def _who(act: AuditEvent, people: dict[str, Person], case: Case) -> str:
    """Name and role; of another organisation also which one."""
    words = [who(act, people)]
    if act.role in set(Role):
        words.append(str(ROLES[Role(act.role)].title))
    if act.organisation and act.organisation != str(case.organisation_id):
        organisation = Organisation.objects.filter(pk=act.organisation).first()
        words += [organisation.label(language_now())] if organisation else []
    return " · ".join(words)
