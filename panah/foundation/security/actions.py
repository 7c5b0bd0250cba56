from datetime import timedelta

from django.core.management.color import no_style
from django.db import connection, transaction

from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.models import CompletedRequest, Mark
from panah.foundation.security.permissions import Permission
from panah.foundation.security.queries import DEMO, forget_answer, is_marked_as_demo

REQUESTS_KEPT = timedelta(days=90)
_KEPT = ("django_content_type", "auth_permission", "django_migrations")  # made with the tables, not by people


class NotADemo(RuntimeError):
    """Somebody tried to empty a database that holds real children. Never shown to users: a page cannot come here."""


@action(Permission.DEMO_BUILD, on=None, is_audited=False)
def mark_as_demo(*, by: Actor) -> Mark:
    """This database is a demo from now on, for life: it may be emptied, and lets in whoever is on this machine."""
    mark, _ = Mark.objects.get_or_create(name=DEMO, defaults={"at": clock.now()})
    forget_answer()
    transaction.on_commit(forget_answer, robust=True)  # another thread may have asked in between
    return mark


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def sweep_requests(*, by: Actor) -> int:
    """Forget which forms were already answered, once nobody can send them again."""
    return CompletedRequest.objects.filter(at__lt=clock.now() - REQUESTS_KEPT).delete()[0]


@action(Permission.DEMO_BUILD, on=None, is_audited=False)
def empty_demo(*, by: Actor) -> Mark:
    """Forget everything that this demo holds, but not that it is one. Refuses any other database."""
    if not is_marked_as_demo():
        raise NotADemo
    tables = [table for table in connection.introspection.django_table_names(only_existing=True) if table not in _KEPT]
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables, reset_sequences=True))
    return mark_as_demo(by=by)
