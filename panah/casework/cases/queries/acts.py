"""The record of acts on one child: under which codes it stands, and who opens more than anybody works on."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from panah.casework.cases.models import Case, Helper, Transfer
from panah.foundation.security.codes import ActorKind, FileKind
from panah.foundation.security.models import AuditEvent, File

AN_HOUR = timedelta(hours=1)
OF_A_CHILD = (FileKind.CASE, FileKind.CHILD)


def codes_of_case(case: Case) -> set[str]:
    """Those of the case, the child, the family, the helpers' parts and the transfers. Hand-overs add their own."""
    family = case.child.family
    codes = {case.code, case.file.code, case.child.file.code}
    codes |= {family.code} if family is not None else set()
    codes |= set(Helper.objects.filter(case=case).values_list("code", flat=True))
    return codes | set(Transfer.objects.filter(case=case).values_list("code", flat=True))


def acts_on(codes: Collection[str], since: datetime | None = None) -> QuerySet[AuditEvent]:
    """What was done to or read in these files, newest first; also where many files were opened at once.

    Each by its index, among a million rows: by the subject, and by the few rows that speak of more than one file. Asked in
    one question, a database reads all of them instead.
    """
    named = Q()
    for code in sorted(codes):
        named |= Q(fields__icontains=code)
    at_once = AuditEvent.objects.filter(named, count__gt=1).values_list("number", flat=True)
    rows = AuditEvent.objects.filter(Q(subject_code__in=codes) | Q(number__in=list(at_once))).order_by("-number")
    return rows.filter(at__gte=since) if since is not None else rows


def opened_in_the_last_hour(now: datetime, most: int) -> list[tuple[str, str, int]]:
    """Person, organisation and how many children: for everybody who opened at least ``most`` within an hour."""
    lately = AuditEvent.objects.filter(verb="read", actor_kind=ActorKind.PERSON, at__gt=now - AN_HOUR, at__lte=now)
    children = File.objects.filter(kind__in=OF_A_CHILD).values("code")
    rows = lately.filter(subject_code__in=children).order_by().values_list("actor", "organisation")
    counted = rows.annotate(opened=Count("subject_code", distinct=True)).filter(opened__gte=most)
    return list(counted)
