import threading

import pytest
from django.db import connection, transaction

from panah.foundation.security import turn
from panah.foundation.security.turn import writing
from tests.panah.foundation import given


@pytest.mark.django_db(transaction=True)
def test_a_step_within_a_transaction_does_not_wait_for_itself() -> None:
    with writing(), writing():
        assert connection.in_atomic_block
    assert not turn._line.locked()


@pytest.mark.django_db(transaction=True)
def test_the_line_moves_on_after_a_fault() -> None:
    with pytest.raises(ZeroDivisionError), writing():
        _ = 1 / 0
    assert not turn._line.locked()
    with writing():
        pass


@pytest.mark.django_db(transaction=True)
def test_on_sqlite_the_second_writer_waits_for_the_first() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL lets several write")
    order: list[str] = []

    def second() -> None:
        with writing():
            order.append("second")
        connection.close()

    with writing():
        other = threading.Thread(target=second)
        other.start()
        other.join(0.2)
        order.append("first")
    other.join(10)
    assert order == ["first", "second"]


@pytest.mark.django_db
def test_what_fails_within_is_rolled_back() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(), writing():
        _ = 1 / 0


@pytest.mark.django_db
def test_sqlite_counts_its_rows_anew() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its counts elsewhere")
    given.file_of()
    turn.refresh_statistics()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'security_file'")
        assert cursor.fetchone()[0]
