"""The family of a child: who belongs to it, who of its adults may speak, and into which files its leads are let."""

import uuid

from django.utils.translation import gettext_lazy as _

from panah.casework.people.codes import Safety, Standing
from panah.casework.people.models import Child, Family, Relative, SafetyDecision
from panah.casework.people.rules import may_speak
from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import works_at
from panah.foundation.security.access import Actor, Allowed, Denied, Verdict, principal
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.models import File, Grant

NOT_ALLOWED = {
    "suspected": _("This adult is suspected. He or she cannot consent, receive letters, see papers or be the contact."),
    "not_decided": _("Nobody has decided yet whether this adult is safe. Decide it first."),
    "speaks_for_oneself": _("A grown person decides alone. Ask this person."),
}


def may_act_for(relative: Relative, child: Child | None = None) -> Verdict:
    """Whether this adult may consent, see the extract or the access list, get letters or be the contact (S3).

    The one rule of all five paths. With ``child`` also that nobody speaks for a grown person.
    """
    reason = may_speak(relative.safety, child.standing if child is not None else Standing.CHILD)
    return Denied(NOT_ALLOWED[reason]) if reason else Allowed()


def relatives_of(actor: Actor, child: Child) -> list[Relative]:
    """The adults of the child's family, as far as ``actor`` may see that file; sealed values stay shut."""
    if child.family_id is None:
        return []
    rows = Relative.objects.visible_to(actor).filter(family=child.family_id).select_related("family")
    return list(rows.order_by("written_at", "id"))


def safe_relatives(child: Child) -> list[Relative]:
    """The adults who may act for this child: the only ones to whom anything is offered (S3)."""
    if child.family_id is None:
        return []
    rows = Relative.objects.filter(family=child.family_id, safety=Safety.SAFE).select_related("family")
    return [row for row in rows.order_by("written_at", "id") if may_act_for(row, child).allowed]


def siblings_of(actor: Actor, child: Child) -> list[Child]:
    """The other children of the family whose records ``actor`` may see."""
    if child.family_id is None:
        return []
    rows = Child.objects.visible_to(actor).filter(family=child.family_id).exclude(pk=child.pk)
    return list(rows.select_related("place").order_by("birth_year", "registered_at", "code"))


def count_of_siblings(child: Child) -> int:
    """How many other children the family has, also those whose records are led by others."""
    if child.family_id is None:
        return 0
    return int(Child.objects.filter(family=child.family_id).exclude(pk=child.pk).count())


def safety_decisions(relative: Relative) -> list[SafetyDecision]:
    """Who found this adult safe or suspected, the latest first."""
    return list(SafetyDecision.objects.filter(relative=relative).order_by("-decided_at", "-id"))


def files_of(child: Child) -> list[File]:
    """The files into which whoever leads this child's case is let: its own and its family's."""
    return [child.file, child.family.file] if child.family is not None else [child.file]


def files_to_leave(child: Child, person: Person) -> list[File]:
    """The files that a former lead no longer opens: the family's stays open while one leads a brother or sister."""
    if child.family is None:
        return [child.file]
    siblings = Child.objects.filter(family=child.family_id).exclude(pk=child.pk).values("file_id")
    name = principal(PrincipalKind.PERSON, person.pk)
    still_leads = Grant.objects.filter(file_id__in=siblings, principal=name, relation=Relation.LEAD).exists()
    return [child.file] if still_leads else files_of(child)


def families_open_to(actor: Actor) -> list[Family]:
    """The families of one's own organisation to which one may add a child."""
    rows = Family.objects.visible_to(actor).filter(organisation=actor.organisation_id)
    return list(rows.select_related("place").order_by("-written_at"))


def family_under_code(actor: Actor, code: str) -> Family | None:
    """The family with this code, or that of a child with it; for anybody who may not see it there is none (S17)."""
    rows = Family.objects.visible_to(actor).filter(organisation=actor.organisation_id).select_related("file")
    found: Family | None = rows.filter(code=code).first()
    if found is not None:
        return found
    child = Child.objects.visible_to(actor).filter(code=code).exclude(family=None).first()
    return rows.filter(pk=child.family_id).first() if child is not None else None


def leads_of(child: Child) -> list[tuple[uuid.UUID, Person | None]]:
    """The organisations that lead this child, each with the worker who does, as the grants on its file say."""
    rows = Grant.objects.filter(file=child.file_id, relation__in=(Relation.LEAD, Relation.LEAD_ORGANISATION))
    names = list(rows.order_by("pk").values_list("principal", "relation"))
    people = Person.objects.filter(pk__in=[_id(name) for name, relation in names if relation == Relation.LEAD])
    workers = list(people)
    return [
        (office, next((person for person in workers if works_at(person, office)), None))
        for office in (_id(name) for name, relation in names if relation == Relation.LEAD_ORGANISATION)
    ]


def _id(name: str) -> uuid.UUID:
    return uuid.UUID(name.partition(":")[2])
