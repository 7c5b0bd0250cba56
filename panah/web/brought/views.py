from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.engines.tables.lists import PlainList
from panah.foundation.documents.uploads import FaultyFile
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor, Refusal, can
from panah.foundation.security.codes import Relation, normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.programme.directory.actions import bring_list, drop_list
from panah.programme.directory.codes import ListKind
from panah.programme.directory.models import BroughtList
from panah.programme.directory.queries import sentence_of, unpacked_list
from panah.programme.training.actions.attending import MAY_ATTEND
from panah.programme.training.actions.refusals import NotNow
from panah.web.adults.asking import may_ask
from panah.web.brought.forms import BringListForm, fault_sentences
from panah.web.brought.kinds import KINDS, OF_ONE_TRAINING, Kind, Preview, event_of, kind_of
from panah.web.components.flow import posted, sent

MOST_FAULTS = 100
KNOWS = frozenset({Relation.KNOWN_TO})


@page(Permission.TRAINING_KEEP)
def people(request: Request) -> HttpResponse:
    """Who was trained, as the office has it in a table."""
    return _bring(request, ListKind.TRAINING, KINDS[ListKind.TRAINING])


@page(Permission.TRAINING_KEEP)
def people_of(request: Request, code: str) -> HttpResponse:
    """Who is to come to one training that stands here, or who was there."""
    event = event_of(request.actor, normalise_code(code) or "-")
    if event.state not in MAY_ATTEND:
        messages.warning(request, str(NotNow.sentence))
        return redirect("training-people", event.code)
    return _bring(request, ListKind.TRAINING, OF_ONE_TRAINING, of=event.code)


@page(Permission.CHAMPION_KEEP)
def acts(request: Request) -> HttpResponse:
    """What champions did, as the office has it in a table."""
    return _bring(request, ListKind.CHAMPIONS, KINDS[ListKind.CHAMPIONS])


def _bring(request: Request, kind: ListKind, known: Kind, of: str = "") -> HttpResponse:
    form = BringListForm(posted(request), request.FILES or None, columns=known.columns)
    brought = sent(
        request, form,
        lambda: bring_list(by=request.actor, kind=kind, plain=form.plain, subject_code=of, idempotency_key=form.key),
    )  # fmt: skip
    if brought is not None:
        return redirect("brought-look", brought.code)
    waiting = BroughtList.objects.visible_to(request.actor, KNOWS).filter(kind=kind, subject_code=of)
    columns = [row for row in code_list(known.columns).rows.values() if row.code not in {"leave_out", *known.unread}]
    context = {
        "form": form, "kind": known, "back_url": _address(known.done, of), "code": of, "print_code": of,
        "waiting": waiting.order_by("-brought_at"), "columns": [row.label() for row in columns],
    }  # fmt: skip
    return render(request, "brought/bring.html", context)


@page(Permission.ADULT_KEEP)
def look(request: Request, code: str) -> HttpResponse:
    """What would be written, and everything that is in its way; then the word that it be written."""
    brought = _brought_or_404(request.actor, code)
    plain, kind = _opened(request.actor, brought), kind_of(brought)
    if request.method == "POST":
        return _write(request, brought, plain)
    found = kind.look(request.actor, plain, brought.subject_code, may_ask(request.actor, brought.code))
    context: dict[str, object] = {
        "brought": brought,
        "kind": kind,
        "print_code": brought.code,
        "bring_url": _address(kind.page, brought.subject_code),
    }
    if isinstance(found, Preview):
        silent = [_("Who of them is known is not told for now: you asked about many telephones this hour.")]
        notes = [sentence_of(note) for note in found.notes]
        context |= {"preview": found, "notes": [*notes, *(silent if found.is_silent else [])]}
    else:
        context |= {"faults": fault_sentences(found, MOST_FAULTS), "fault_count": len(found)}
    return render(request, "brought/look.html", context)


def _write(request: Request, brought: BroughtList, plain: PlainList) -> HttpResponse:
    kind = kind_of(brought)
    try:
        said = kind.write(request.actor, plain, brought.subject_code)
    except FaultyFile:
        return redirect("brought-look", brought.code)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("brought-look", brought.code)
    drop_list(by=request.actor, brought=brought)
    messages.success(request, said)
    return redirect(_address(kind.done, brought.subject_code))


@page(Permission.ADULT_KEEP)
def drop(request: Request, code: str) -> HttpResponse:
    """Not this list: it goes, and nothing of it was written."""
    brought = _brought_or_404(request.actor, code)
    kind = kind_of(brought)
    if request.method != "POST":
        return redirect("brought-look", brought.code)
    drop_list(by=request.actor, brought=brought)
    messages.success(request, _("The list was thrown away. Nothing of it was written."))
    return redirect(_address(kind.page, brought.subject_code))


def _brought_or_404(actor: Actor, code: str) -> BroughtList:
    rows = BroughtList.objects.visible_to(actor, KNOWS).filter(code=normalise_code(code) or "-")
    found: BroughtList | None = rows.first()
    if found is None or not can(actor, kind_of(found).permission).allowed:
        raise Http404
    return found


def _opened(actor: Actor, brought: BroughtList) -> PlainList:
    reveal(actor, brought)
    return unpacked_list(brought.content)


def _address(name: str, of: str) -> str:
    return reverse(name, args=[of] if of and name in (OF_ONE_TRAINING.page, OF_ONE_TRAINING.done) else [])
