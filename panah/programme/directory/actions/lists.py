"""A list comes, is looked at, and is written or goes. Who writes it stands in the room whose list it is."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from panah.engines.tables.lists import PlainList
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.programme.directory.codes import ListKind
from panah.programme.directory.models import BroughtList
from panah.programme.directory.queries import packed_list

LISTS_KEPT = timedelta(hours=24)


class OfNoOrganisation(Refusal):
    code = "of_no_organisation"
    sentence = _("Lists are brought by somebody who works for an organisation.")


@action(Permission.ADULT_KEEP, on=None)
def bring_list(
    *, by: Actor, kind: ListKind, plain: PlainList, subject_code: str = "", idempotency_key: str = ""
) -> BroughtList:
    """Keep a list sealed until somebody has looked at what it would change."""
    if by.organisation_id is None:
        raise OfNoOrganisation
    file = vault.open_file(FileKind.IMPORT)
    grants.grant(file, PrincipalKind.TEAM, by.organisation_id, Relation.KNOWN_TO)
    return BroughtList.objects.create(
        file=file, code=file.code, organisation_id=by.organisation_id, kind=kind, subject_code=subject_code,
        content=packed_list(plain), row_count=len(plain.rows), brought_at=clock.now(), brought_by=by.id,
    )  # fmt: skip


@action(Permission.ADULT_KEEP, on="brought")
def drop_list(*, by: Actor, brought: BroughtList) -> None:
    """It was written, or nobody wants it: nothing of it stays, nor the key that would open a copy."""
    _forget([brought])


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def sweep_brought_lists(*, by: Actor) -> int:
    """Throw away lists that nobody finished within a day. Gives how many."""
    old = list(BroughtList.objects.filter(brought_at__lt=clock.now() - LISTS_KEPT))
    _forget(old)
    return len(old)


def _forget(lists: list[BroughtList]) -> None:
    files = [brought.file_id for brought in lists]
    BroughtList.objects.filter(pk__in=[brought.pk for brought in lists]).delete()
    File.objects.filter(pk__in=files).delete()
