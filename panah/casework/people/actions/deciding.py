from datetime import date, datetime

from panah.casework.people import rules
from panah.casework.people.actions.refusals import BodyMissing, DecisionInFuture
from panah.casework.people.codes import Category, CategoryGround
from panah.casework.people.models import CategoryDecision, Child
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@action(Permission.CASE_WORK, on="child")
def decide_category(
    *,
    by: Actor,
    child: Child,
    category: Category,
    ground: str,
    body: str = "",
    decided_on: date | None = None,
    idempotency_key: str = "",
) -> CategoryDecision:
    """Dated, with who decided; a status, granted or not, only by a competent body (S6)."""
    day = decided_on or clock.today()
    if day > clock.today():
        raise DecisionInFuture
    if category in rules.DECIDED_BY_A_BODY:
        ground = CategoryGround.DECISION_OF_BODY
    if ground == CategoryGround.DECISION_OF_BODY and body not in code_list("competent_bodies").codes:
        raise BodyMissing
    child.category = category
    child.save(update_fields=["category"])
    return CategoryDecision.objects.create(
        child=child,
        category=category,
        ground=ground,
        body=body,
        decided_on=day,
        written_at=clock.now(),
        decided_by=by.id,
    )


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def write_same(
    *,
    by: Actor,
    child: Child,
    first: Child | None = None,
    sameness: str = "",
    at: datetime | None = None,
    who: str = "",
) -> Child:
    """What follows for this record from the decisions that stand (room ``linking``): it counts as ``first``, or for itself."""
    child.same_as, child.sameness, child.same_decided_at, child.same_decided_by = first, sameness, at, who
    child.save(update_fields=["same_as", "sameness", "same_decided_at", "same_decided_by"])
    return child
