from datetime import date

from panah.casework.people import rules
from panah.casework.people.actions.refusals import BodyMissing, DecisionInFuture, SameIsOneself
from panah.casework.people.codes import Category, CategoryGround, Sameness
from panah.casework.people.models import CategoryDecision, Child
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, require
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


@action(Permission.CASE_WORK, on="child")
def decide_same(*, by: Actor, child: Child, first: Child, sameness: Sameness) -> Child:
    """A person says that ``child`` is ``first``: nothing moves, both codes work, both count as one; it can be undone."""
    if sameness is Sameness.MERGED:
        require(by, Permission.CASE_WORK, first)  # only both records in sight become one piece of work
    first.refresh_from_db(from_queryset=Child.objects.select_for_update())
    root = first.same_as or first
    if root.pk == child.pk:
        raise SameIsOneself
    child.same_as, child.sameness = root, sameness
    child.same_decided_at, child.same_decided_by = clock.now(), by.id
    child.save(update_fields=["same_as", "sameness", "same_decided_at", "same_decided_by"])
    Child.objects.filter(same_as=child).update(same_as=root)
    return child


@action(Permission.CASE_WORK, on="child")
def undo_same(*, by: Actor, child: Child) -> Child:
    """They are two children after all."""
    child.same_as, child.sameness, child.same_decided_at, child.same_decided_by = None, "", None, ""
    child.save(update_fields=["same_as", "sameness", "same_decided_at", "same_decided_by"])
    return child
