import multiprocessing
import stat
from pathlib import Path

import pytest

from panah.foundation.security.keys import KeyFolder, UnsafeKeyFile


def test_a_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    key = KeyFolder(folder).bytes("vault")
    path = folder / "vault.key"
    assert len(key) == 32
    assert path.read_text() == key.hex()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert KeyFolder(folder).bytes("vault") == key
    assert KeyFolder(folder).text("vault") == key.hex()


def test_keys_of_different_purposes_differ(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path)
    assert folder.bytes("vault") != folder.bytes("audit")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o610])
def test_a_key_that_others_can_reach_is_refused_with_what_to_do(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "vault.key"
    path.write_text("ab" * 32)
    path.chmod(mode)
    with pytest.raises(UnsafeKeyFile, match="chmod 600"):
        KeyFolder(tmp_path).bytes("vault")


@pytest.mark.parametrize("text", ["", "ab" * 31, "ab" * 33, "zz" * 32, "AB" * 32, "Әә" * 32])
def test_a_damaged_key_is_refused_and_never_replaced(tmp_path: Path, text: str) -> None:
    path = tmp_path / "vault.key"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(UnsafeKeyFile, match="damaged"):
        KeyFolder(tmp_path).bytes("vault")
    assert path.read_text(encoding="utf-8") == text


def _make(folder: str, answers: "multiprocessing.Queue[str]") -> None:
    answers.put(KeyFolder(Path(folder)).text("vault"))


def test_processes_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    answers: multiprocessing.Queue[str] = context.Queue()
    makers = [context.Process(target=_make, args=(str(tmp_path), answers)) for _ in range(8)]
    for maker in makers:
        maker.start()
    found = {answers.get(timeout=20) for _ in makers}
    for maker in makers:
        maker.join()
    assert len(found) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["vault.key"]
