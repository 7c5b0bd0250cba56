from datetime import UTC, datetime

from panah.foundation.security import clock


def test_within_a_moment_it_is_that_moment_and_afterwards_it_is_now_again() -> None:
    then, later = datetime(2024, 3, 1, tzinfo=UTC), datetime(2024, 3, 2, tzinfo=UTC)
    with clock.standing_at(then):
        assert clock.now() == then
        with clock.standing_at(later):
            assert clock.now() == later
        assert clock.now() == then
    assert clock.now() > later
