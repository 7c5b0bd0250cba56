"""Programs that the tests need beside Python: found, or installed from Debian's packages, or named in a sentence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
POSTGRES_FOLDERS = "/usr/lib/postgresql"
OLDEST_POSTGRES = 14


def chromium() -> str | None:
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def postgres_folder() -> Path | None:
    """The folder of initdb and pg_ctl of the newest PostgreSQL here; Debian keeps them off the PATH."""
    found = [path for path in Path(POSTGRES_FOLDERS).glob("*/bin") if (path / "initdb").exists() and _version(path)]
    if found:
        return max(found, key=_version)
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _version(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() and int(name) >= OLDEST_POSTGRES else 0


def ensure() -> None:
    """Install what is missing, or leave with one sentence that says what to do."""
    missing = [
        package
        for package, present in {"postgresql": postgres_folder(), "chromium": chromium()}.items()
        if present is None
    ]
    if not missing:
        return
    print(f"· Installing {' and '.join(missing)} from Debian's packages", flush=True)
    _install(missing)
    if postgres_folder() is None or chromium() is None:
        sys.exit(f"The packages {', '.join(missing)} were installed, but their programs were not found afterwards.")


def _install(packages: list[str]) -> None:
    need = f"The tests need {' and '.join(packages)}"
    by_hand = f"Install by hand, then run again: sudo apt-get install {' '.join(packages)}"
    if not shutil.which("apt-get"):
        sys.exit(f"{need}, and this machine has no apt-get. Install them and run again.")
    sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if sudo and (not shutil.which("sudo") or _run([*sudo, "true"])):
        sys.exit(f"{need}, and only root may install them. {by_hand}")
    quiet = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]
    if _run([*quiet, "update"]) or _run([*quiet, "install", "--yes", "--no-install-recommends", *packages]):
        sys.exit(f"{need}, and apt-get could not install them: its own words stand above. {by_hand}")


def _run(command: list[str]) -> int:
    return subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    ensure()
