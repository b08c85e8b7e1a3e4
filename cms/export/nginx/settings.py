"""What an operator says about the nginx that serves an export."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_LISTEN = re.compile(r"(?:(?:[0-9.]+|\[[0-9a-fA-F:]+\]|\*|[A-Za-z0-9.-]+):)?[0-9]{1,5}|unix:/[\w./-]+")
_NAME = re.compile(r"[\w.*-]+(?: [\w.*-]+)*")
_ROOT = re.compile(r"/[^\"'$\\;{}\x00-\x1f\x7f]*")


class WrongSetting(ValueError):
    """A value that cannot be written into the configuration; a sentence says what is possible."""


@dataclass(frozen=True)
class Serving:
    """`root` is the export's folder where nginx runs; `upstream` a running system, or none."""

    root: str
    listen: str = "80"
    server_name: str = "_"
    upstream: str = ""
    brotli: bool = False

    def __post_init__(self) -> None:
        if not _ROOT.fullmatch(self.root):
            raise WrongSetting(
                f"--root: {self.root!r} is no absolute path that nginx's configuration can hold: no quotes, "
                "no $, \\, ;, {, } and no control characters."
            )
        if not _LISTEN.fullmatch(self.listen):
            raise WrongSetting(f"--listen: {self.listen!r} is none of 80, 127.0.0.1:8080, unix:/run/x.sock.")
        if not _NAME.fullmatch(self.server_name):
            raise WrongSetting(f"--server-name: {self.server_name!r} is no name of a host.")
        if self.upstream and not _is_upstream(self.upstream):
            raise WrongSetting(f"--upstream: {self.upstream!r} is no address such as http://127.0.0.1:8000.")


def _is_upstream(text: str) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    plain = f"{parts.scheme}://{parts.netloc}"
    is_host = re.fullmatch(r"[A-Za-z0-9.-]+|[0-9a-fA-F:]+", host) is not None
    return (
        parts.scheme in {"http", "https"}
        and is_host
        and port != 0
        and text == plain
        and "@" not in parts.netloc
    )
