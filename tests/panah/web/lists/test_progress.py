"""How far a list is: told while it is written, and forgotten however it ended."""

import pytest

from panah.web.lists.progress import followed, rows_written


def test_rows_are_told_while_a_list_is_written_and_forgotten_afterwards() -> None:
    assert rows_written("K7Q4-2MX9") is None
    with followed("K7Q4-2MX9") as tell:
        assert rows_written("K7Q4-2MX9") is None
        tell(500, 20_000)
        assert rows_written("K7Q4-2MX9") == (500, 20_000)
        assert rows_written("AAAA-AAAA") is None
    assert rows_written("K7Q4-2MX9") is None


def test_a_list_that_failed_is_forgotten_too() -> None:
    def write() -> None:
        with followed("K7Q4-2MX9") as tell:
            tell(1, 2)
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        write()
    assert rows_written("K7Q4-2MX9") is None
