"""All that can be said of the code without running the journeys: one line a check, and the words of those that fail."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CODE = ["panah", "tests", "scripts", "benchmarks"]
CHECKS = {
    "lint": ["ruff", "check", "."],
    "layout": ["ruff", "format", "--check", "."],
    "types": ["mypy", "--no-incremental", "--cache-dir", os.devnull],  # what it remembers of Django models goes stale
    "import directions": ["lint-imports", "--no-cache"],
    "templates": ["djlint", "panah/web/templates", "--lint", "--quiet"],
    "house rules": ["pytest", "tests/house", "-q", "-n", "2", "--dist", "worksteal", "--no-header"],
}
FIXES = {
    "lint": ["ruff", "check", "--fix", "."],
    "layout": ["ruff", "format", "."],
}


def main() -> None:
    """``python -m scripts.check`` looks; ``--fix`` mends what a program can mend."""
    chosen = FIXES if "--fix" in sys.argv[1:] else CHECKS
    # Types and house rules load the settings, which make a key on first use: never one's own.
    with tempfile.TemporaryDirectory(prefix="panah-check-") as folder:
        own = {"PANAH_DATA": f"{folder}/data", "PANAH_KEYS": f"{folder}/keys", "PANAH_DATABASE": ""}
        environment = os.environ | own
        failed = [name for name, words in chosen.items() if not _passes(name, words, environment)]
    if failed:
        sys.exit(f"Not in order: {', '.join(failed)}")


def _passes(name: str, words: list[str], environment: dict[str, str]) -> bool:
    start = time.monotonic()
    program, *rest = words
    command = [str(Path(sys.executable).with_name(program)), *rest]
    done = subprocess.run(
        command, check=False, env=environment, text=True, capture_output=True, stdin=subprocess.DEVNULL
    )
    verdict = "ok" if done.returncode == 0 else "FAILED"
    print(f"{name:.<20} {verdict} ({time.monotonic() - start:.1f} s)", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    main()
