"""A server on the loopback that speaks as LibreTranslate does, and says what it is given to say."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol
from zlib import crc32

SOURCE = "en"


class Translate(Protocol):
    def __call__(self, texts: Sequence[str], *, target: str) -> list[str]: ...


VOCABULARY = {
    "sv": ("staden", "energi", "huset", "plan", "arbete", "vatten", "tillsammans", "kommunen", "framtiden"),
    "it": ("casa", "energia", "piano", "lavoro", "acqua", "insieme", "comune", "futuro", "scuola"),
}
_WORD = re.compile(r"\b[A-Za-z][a-z]+\b")


def babbled(texts: Sequence[str], *, target: str) -> list[str]:
    """Return words of the language without any sense, as many as there were: always the same for a text."""
    return [babble(text, target=target) for text in texts]


def babble(text: str, *, target: str = "sv") -> str:
    """Return one text so; marks, figures and abbreviations stay."""
    words = VOCABULARY[target]
    return _WORD.sub(lambda word: words[crc32(word[0].encode()) % len(words)], text)


@dataclass
class Machine:
    """A running server. `asked` are the texts that it was sent, call by call; `before` hears of each."""

    url: str
    translate: Translate
    languages: Sequence[str]
    seconds: float = 0.0
    asked: list[list[str]] = field(default_factory=list)
    before: Callable[[list[str]], None] = lambda texts: None
    status: int = 200

    @property
    def texts(self) -> list[str]:
        return [text for call in self.asked for text in call]


@contextmanager
def serving(
    translate: Translate = babbled, *, languages: Sequence[str] = ("sv", "it"), seconds: float = 0.0
) -> Iterator[Machine]:
    """Serve on a free port for as long as the block lasts; a call takes so many seconds more."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    machine = Machine(f"http://127.0.0.1:{server.server_port}", translate, languages, seconds)
    server.machine = machine  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
    thread.start()
    try:
        yield machine
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # An answer leaves as a whole: in parts, its second one would wait for the first to be acknowledged.
    wbufsize = -1

    @property
    def machine(self) -> Machine:
        machine: Machine = self.server.machine  # type: ignore[attr-defined]
        return machine

    def do_GET(self) -> None:
        if self.path != "/languages":
            self._answer(404, {"error": "Not found"})
            return
        targets = list(self.machine.languages)
        rows = [{"code": SOURCE, "name": SOURCE, "targets": targets}]
        self._answer(200, rows + [{"code": code, "name": code, "targets": []} for code in targets])

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        target = asked["target"]
        if self.path != "/translate" or asked["source"] != SOURCE or target not in self.machine.languages:
            self._answer(400, {"error": f"{asked['source']} → {target} is not supported"})
            return
        texts = asked["q"] if isinstance(asked["q"], list) else [asked["q"]]
        self.machine.asked.append(texts)
        self.machine.before(texts)
        time.sleep(self.machine.seconds)
        if self.machine.status != 200:
            self._answer(self.machine.status, {"error": "Not now"})
            return
        said = self.machine.translate(texts, target=target)
        self._answer(200, {"translatedText": said if isinstance(asked["q"], list) else said[0]})

    def _answer(self, status: int, content: Any) -> None:
        body = json.dumps(content, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Tests print what matters."""
