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
    """`root` is the export's folder where nginx runs; `upstream` a running system, or none.

    `base_url` is where visitors find the pages (the CMS's own address), `elsewhere` where editions can be
    read that are published and not among the files (the upstream, or nowhere).
    """

    root: str
    listen: str = "80"
    server_name: str = "_"
    upstream: str = ""
    base_url: str = ""
    elsewhere: str = ""
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
        for option, said, example in (
            ("--upstream", self.upstream, "http://127.0.0.1:8000"),
            ("--base-url", self.base_url, "https://www.example.org"),
            ("--elsewhere", self.elsewhere, "https://www.example.org"),
        ):
            if said and not _is_host(said):
                raise WrongSetting(f"{option}: {said!r} is no address such as {example}, without a path.")


def _is_host(text: str) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    plain = f"{parts.scheme}://{parts.netloc}"
    is_name = re.fullmatch(r"[A-Za-z0-9.-]+|[0-9a-fA-F:]+", host) is not None
    return (
        parts.scheme in {"http", "https"}
        and is_name
        and port != 0
        and text == plain
        and "@" not in parts.netloc
    )
