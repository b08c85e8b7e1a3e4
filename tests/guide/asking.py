"""Asking a server as it is, without following where it sends one."""

from __future__ import annotations

from http.client import HTTPResponse
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from bs4 import BeautifulSoup


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Follow nothing: where one is sent is what is asked."""


def get(url: str, *, body: bytes | None = None, **headers: str) -> tuple[int, Any, str]:
    """Return status, headers and text of an answer, whatever it is."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        answer: HTTPResponse | HTTPError = build_opener(_Stay).open(Request(url, body, named), timeout=30)
    except HTTPError as refusal:
        answer = refusal
    with answer:
        return int(answer.status or 0), answer.headers, answer.read().decode(errors="replace")


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")
