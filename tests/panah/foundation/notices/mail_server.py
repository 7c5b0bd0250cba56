"""A small mail server of this machine that behaves as real ones do on bad days."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

LONGEST = 30  # seconds that a server hangs at most


@dataclass
class Behaviour:
    """What the server answers, by the first word of the client; and which it answers with silence."""

    answers: dict[str, str] = field(default_factory=dict)
    hangs_at: str = ""  # a word, or "." for the end of the message
    is_kept: bool = True  # whether a message that ended is kept, also where the server then hangs
    received: list[str] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        behaviour: Behaviour = self.server.behaviour  # type: ignore[attr-defined]
        if self._hangs(behaviour, "greeting"):
            return
        self._say(behaviour.answers.get("greeting", "220 ready"))
        for raw in self.rfile:
            word = raw.decode("utf-8", "replace").strip().split(" ")[0].split(":")[0].upper()
            if self._hangs(behaviour, word):
                return
            self._say(behaviour.answers.get(word) or {"DATA": "354 go on", "QUIT": "221 bye"}.get(word, "250 ok"))
            if word == "QUIT":
                return
            if word == "DATA" and "DATA" not in behaviour.answers and not self._takes(behaviour):
                return

    def _takes(self, behaviour: Behaviour) -> bool:
        lines: list[str] = []
        for raw in self.rfile:
            line = raw.decode("utf-8", "replace").rstrip("\r\n")
            if line == ".":
                break
            lines.append(line)
        if behaviour.is_kept:
            behaviour.received.append("\n".join(lines))
        if self._hangs(behaviour, "."):
            return False
        self._say(behaviour.answers.get(".", "250 taken"))
        return True

    def _hangs(self, behaviour: Behaviour, word: str) -> bool:
        if behaviour.hangs_at == word:
            behaviour.is_over.wait(LONGEST)
        return behaviour.hangs_at == word

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def mail_server(behaviour: Behaviour, settings: Any) -> Iterator[int]:
    """Serve on a free port of this machine, and let the settings send there. Gives the port."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.behaviour = behaviour  # type: ignore[attr-defined]
        port = int(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.PANAH_TARGETS = f"smtp://127.0.0.1:{port}"
        try:
            yield port
        finally:
            behaviour.is_over.set()
            server.shutdown()
            thread.join(5)
            time.sleep(0.01)
