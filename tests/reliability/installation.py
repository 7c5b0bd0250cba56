"""An installation of its own, with a server that may be killed at any moment and started again on the same data."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.reliability.browsing import Browser, free_port

ROOT = Path(__file__).resolve().parents[2]
HAND = "import django; django.setup(); from tests.reliability import other_hand; other_hand.serve()"


class Installation:
    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("PANAH_")} | {
            "PANAH_DATA": str(folder / "data"), "PANAH_KEYS": str(folder / "keys"), "PANAH_DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "panah.site.settings", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        (folder / "data").mkdir(parents=True)
        self._run("-m", "django", "migrate", "--verbosity", "0")
        self.log = (folder / "log").open("ab")
        self.hand = subprocess.Popen(
            [sys.executable, "-c", HAND], cwd=ROOT, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self.log, text=True,
        )  # fmt: skip
        self.server: subprocess.Popen[bytes] | None = None
        self.code = str(self.behind("prepare"))

    def _run(self, *words: str) -> None:
        subprocess.run([sys.executable, *words], cwd=ROOT, env=self.environment, check=True, stdin=subprocess.DEVNULL)

    def behind(self, *command: str) -> Any:
        """Let the other hand do something."""
        assert self.hand.stdin is not None
        assert self.hand.stdout is not None
        self.hand.stdin.write(json.dumps(command) + "\n")
        self.hand.stdin.flush()
        line = self.hand.stdout.readline()
        assert line, "the other hand stopped"
        return json.loads(line)

    def start(self) -> None:
        """``panah serve``, in a group of its own so that all of it can be killed."""
        program = Path(sys.executable).with_name("panah")
        self.server = subprocess.Popen(
            [str(program), "serve", "--port", str(self.port)], cwd=ROOT, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True,
        )  # fmt: skip
        for _ in range(400):
            if self._answers():
                return
            time.sleep(0.05)
        raise AssertionError("the server did not start")

    def _answers(self) -> bool:
        try:
            return Browser(self.port).get("/account/sign-in/").status == 200
        except (OSError, http.client.HTTPException):
            return False

    def kill(self) -> None:
        """As when somebody pulls the plug: nothing is tidied up."""
        if self.server is not None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            self.server = None

    def signed_in(self, browser: Browser | None = None) -> Browser:
        browser = browser or Browser(self.port)
        browser.cookies["s"] = str(self.behind("begin"))
        return browser

    def stop(self) -> None:
        self.kill()
        if self.hand.stdin is not None:
            self.hand.stdin.close()
        self.hand.wait(10)
        if self.hand.stdout is not None:
            self.hand.stdout.close()
        self.log.close()
