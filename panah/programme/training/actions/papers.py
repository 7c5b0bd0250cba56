from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile, NotPermitted, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.training.codes import PaperState
from panah.programme.training.models import Event, Item, ModuleVersion, Option, TestPaper
from panah.programme.training.queries.testing import draft_of, items_of, may_be_changed
from panah.programme.training.rules.scoring import LETTERS, MOST_ITEMS, DraftItem, Wanting, wanting_in_paper


class PaperIsFixed(Refusal):
    code = "paper_is_fixed"
    sentence = _("This test is ready, and sheets of it may lie printed. Make a new version and change that one.")


class PaperNotReady(Refusal):
    """``wanting`` says what is missing, with the number of the question; 0 is the test as a whole."""

    code = "paper_not_ready"
    sentence = _("Something is still missing in this test. What, stands below.")

    def __init__(self, wanting: Sequence[tuple[int, Wanting]]) -> None:
        self.wanting = wanting
        super().__init__()


class NoSuchQuestion(Refusal):
    code = "no_such_question"
    sentence = _("This question is not there any more. Somebody took it out.")


class NothingToRenew(Refusal):
    code = "nothing_to_renew"
    sentence = _("This test is still being written: change it as it is.")


class TooManyQuestions(Refusal):
    code = "too_many_questions"
    sentence = _("A test has at most 40 questions. Take one out first.")


@dataclass(frozen=True)
class PaperDetails:
    """Of a version of a module, or of one event."""

    title_kk: str
    title_ru: str
    module_version: ModuleVersion | None = None
    event: Event | None = None


@action(Permission.MODULE_KEEP, on=None)
def write_paper(*, by: Actor, details: PaperDetails, idempotency_key: str = "") -> TestPaper:
    """A new test without questions yet."""
    if by.organisation_id is None:
        raise NotPermitted
    return TestPaper.objects.create(
        organisation_id=by.organisation_id, title_kk=details.title_kk.strip(), title_ru=details.title_ru.strip(),
        module_version=None if details.event else details.module_version, event=details.event, state=PaperState.DRAFT,
        made_at=clock.now(), made_by=by.id,
    )  # fmt: skip


@action(Permission.MODULE_KEEP, on="paper")
def name_paper(*, by: Actor, paper: TestPaper, title_kk: str, title_ru: str, version: int) -> TestPaper:
    _must_be_a_draft(paper, version)
    paper.title_kk, paper.title_ru = title_kk.strip(), title_ru.strip()
    return _changed(paper)


@action(Permission.MODULE_KEEP, on="paper")
def put_item(
    *, by: Actor, paper: TestPaper, item: DraftItem, version: int | None = None, number: int = 0, position: int = 0,
    idempotency_key: str = "",
) -> TestPaper:  # fmt: skip
    """A new question, at the end where no ``position`` is given; or another text for ``number``, as ``version`` showed it.

    Two people may write new questions at once: neither takes anything from the other.
    """
    _must_be_a_draft(paper, version if number else paper.version)
    items = [draft_of(one) for one in items_of(paper)]
    if number > len(items):
        raise NoSuchQuestion
    if number:
        del items[number - 1]
    if len(items) >= MOST_ITEMS:
        raise TooManyQuestions
    place = position or number or len(items) + 1
    items.insert(min(place, len(items) + 1) - 1, item)
    _write_items(paper, items)
    return _changed(paper)


@action(Permission.MODULE_KEEP, on="paper")
def drop_item(*, by: Actor, paper: TestPaper, number: int, version: int) -> TestPaper:
    """Take a question out; those behind it move up."""
    _must_be_a_draft(paper, version)
    items = [draft_of(one) for one in items_of(paper)]
    if not 1 <= number <= len(items):
        raise NoSuchQuestion
    del items[number - 1]
    _write_items(paper, items)
    return _changed(paper)


@action(Permission.MODULE_KEEP, on="paper")
def make_ready(*, by: Actor, paper: TestPaper, version: int) -> TestPaper:
    """From now on events may use it, and nothing of it changes. The version before it is no longer used for new ones."""
    _must_be_a_draft(paper, version)
    wanting = wanting_in_paper((paper.title_kk, paper.title_ru), [draft_of(item) for item in items_of(paper)])
    if wanting:
        raise PaperNotReady(wanting)
    paper.state, paper.ready_at = PaperState.READY, clock.now()
    if paper.earlier_id:
        earlier = TestPaper.objects.filter(pk=paper.earlier_id, state=PaperState.READY)
        earlier.update(state=PaperState.RETIRED)
    return _changed(paper)


@action(Permission.MODULE_KEEP, on="paper")
def new_version_of(*, by: Actor, paper: TestPaper) -> TestPaper:
    """A draft with the same questions; the one that is being written already, where somebody was faster."""
    if paper.state == PaperState.DRAFT:
        raise NothingToRenew
    written = TestPaper.objects.filter(earlier=paper).first()
    if written is not None:
        return written
    fresh = TestPaper.objects.create(
        organisation_id=paper.organisation_id, title_kk=paper.title_kk, title_ru=paper.title_ru,
        module_version_id=paper.module_version_id, event_id=paper.event_id, number=paper.number + 1, earlier=paper,
        state=PaperState.DRAFT, made_at=clock.now(), made_by=by.id,
    )  # fmt: skip
    _write_items(fresh, [draft_of(item) for item in items_of(paper)])
    return fresh


@action(Permission.MODULE_KEEP, on="paper")
def retire_paper(*, by: Actor, paper: TestPaper, version: int) -> TestPaper:
    """No event takes it from now on; those that use it keep it."""
    if version != paper.version:
        raise EditedMeanwhile
    paper.state = PaperState.RETIRED
    return _changed(paper)


def _must_be_a_draft(paper: TestPaper, version: int | None) -> None:
    if not may_be_changed(paper):
        raise PaperIsFixed
    if version != paper.version:
        raise EditedMeanwhile


def _changed(paper: TestPaper) -> TestPaper:
    paper.version += 1
    paper.save()
    return paper


def _write_items(paper: TestPaper, drafts: Sequence[DraftItem]) -> None:
    """All anew: nobody has answered a draft, and numbers have no gap."""
    Item.objects.filter(paper=paper).delete()
    items = [
        Item(paper=paper, number=number, kind=draft.kind, text_kk=draft.kk.strip(), text_ru=draft.ru.strip())
        for number, draft in enumerate(drafts, 1)
    ]
    Item.objects.bulk_create(items)
    Option.objects.bulk_create([
        Option(item=item, letter=letter, text_kk=one.kk.strip(), text_ru=one.ru.strip(), is_right=one.is_right)
        for item, draft in zip(items, drafts, strict=True)
        for letter, one in zip(LETTERS, draft.options, strict=False)
    ])  # fmt: skip
