import random

import pytest

from panah.foundation.security.codes import ALPHABET, new_code, normalise_code


def _some_codes() -> list[str]:
    return [new_code() for _ in range(200)]


def test_a_new_code_has_its_shape_and_is_its_own_normal_form() -> None:
    for code in _some_codes():
        assert len(code) == 9
        assert code[4] == "-"
        assert normalise_code(code) == code


def test_every_single_slip_is_found() -> None:
    for code in _some_codes()[:40]:
        for place, sign in enumerate(code):
            for other in ALPHABET:
                if sign not in (other, "-"):
                    assert normalise_code(code[:place] + other + code[place + 1 :]) == ""


def test_every_swap_of_neighbours_is_found() -> None:
    for code in _some_codes():
        signs = code.replace("-", "")
        for place in range(len(signs) - 1):
            left, right = signs[place], signs[place + 1]
            if left != right:
                assert normalise_code(signs[:place] + right + left + signs[place + 2 :]) == ""


def test_the_check_sign_shows_the_table_of_its_own_arithmetic() -> None:
    assert normalise_code("0000-0000") == "0000-0000"
    assert normalise_code("1000-0002") == "1000-0002"
    assert normalise_code("0000-0018") == "0000-0018"
    assert normalise_code("1000-0003") == ""


def test_case_blanks_and_dashes_are_forgiven() -> None:
    for code in _some_codes():
        signs = code.replace("-", "")
        for typed in (code.lower(), f"  {code} ", signs, " ".join(signs), code.replace("-", "–")):
            assert normalise_code(typed) == code


def test_cyrillic_twins_are_forgiven() -> None:
    twins = dict(zip("ABCEHKMPTXY013", "АВСЕНКМРТХУОІЗ", strict=True))
    for code in _some_codes():
        typed = "".join(twins.get(sign, sign) for sign in code)
        assert normalise_code(typed) == code
        assert normalise_code(typed.lower()) == code


def test_letters_that_look_like_digits_are_forgiven() -> None:
    looks = dict(zip("01V", "OIU", strict=True))
    for code in _some_codes():
        assert normalise_code("".join(looks.get(sign, sign) for sign in code)) == code
        assert normalise_code(code.replace("1", "L")) == code


@pytest.mark.parametrize(
    "text", ["", "K7Q4", "K7Q4-2MX99", "ЖЖЖЖ-ЖЖЖЖ", "😀" * 8, "1²34-5678", "٠٠٠٠٠٠٠٠", "K7Q4-2M\x00X", "-" * 9]
)
def test_what_is_no_code_is_nothing(text: str) -> None:
    assert normalise_code(text) == ""


def test_noise_never_raises() -> None:
    source = random.Random(7)
    for _ in range(2000):
        text = "".join(chr(source.randrange(0x20, 0x2FFF)) for _ in range(source.randrange(12)))
        assert normalise_code(text) == "" or len(normalise_code(text)) == 9


def test_codes_do_not_follow_one_another() -> None:
    assert len(set(_some_codes())) == 200
    assert _some_codes() != sorted(_some_codes())
