"""Make or refresh the environment in ``.venv``. Run by ``make``; needs nothing but Python's own library.

What is installed is what the lock names, hash by hash. A stamp remembers the lock, so that a second run touches no
network and takes no time.
"""

import argparse
import hashlib
import platform
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what the tests and checks need")
    dev = parser.parse_args().dev
    lock = ROOT / ("requirements-dev.txt" if dev else "requirements.txt")
    if not _works():
        _say("Making the environment in .venv")
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    elif _fresh(dev):
        return
    _say(f"Installing what {lock.name} names")
    _pip("--require-hashes", "--requirement", str(lock))
    _pip("--no-deps", "--editable", str(ROOT))
    _stamp(dev).write_text(_fingerprint(dev), encoding="ascii")


def _works() -> bool:
    """An environment whose Python has moved or gone is made anew."""
    if not PYTHON.exists():
        return False
    return subprocess.run([str(PYTHON), "-c", ""], check=False, capture_output=True).returncode == 0


def _fresh(dev: bool) -> bool:
    """The lock for development holds that for running, so its stamp serves both."""
    kinds = [True] if dev else [False, True]
    return any(_stamp(kind).is_file() and _stamp(kind).read_text("ascii") == _fingerprint(kind) for kind in kinds)


def _stamp(dev: bool) -> Path:
    return ENVIRONMENT / (".installed-dev" if dev else ".installed")


def _fingerprint(dev: bool) -> str:
    names = ["pyproject.toml", "requirements.txt", *(["requirements-dev.txt"] if dev else [])]
    digest = hashlib.sha256(platform.python_version().encode() + str(ROOT).encode())
    for name in names:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    if subprocess.run(command, check=False, cwd=ROOT, stdin=subprocess.DEVNULL).returncode:
        sys.exit("Installing failed: pip's own words stand above. Is the package registry within reach?")


def _say(sentence: str) -> None:
    print(f"· {sentence}", flush=True)


if __name__ == "__main__":
    main()
