"""How tests read the API: as anybody does, over HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

BASE = "/api/v1/"
SWEDISH = "programmes/covenant-capacity/editions/sv/"


@dataclass(frozen=True)
class Reader:
    client: Client

    def __call__(self, address: str = "", *, method: str = "GET", **headers: str) -> HttpResponse:
        """Return the answer at an address below the API; headers are written with underscores."""
        address = address if address.startswith("/") else BASE + address
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        # Every answer has an id of its own, by which alone two of them would differ.
        named.setdefault("X-Request-ID", "read-by-a-test")
        return self.client.generic(method, address, headers=named)

    def json(self, address: str = "") -> Any:
        answer = self(address)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def problem(self, address: str, *, method: str = "GET") -> tuple[int, dict[str, Any]]:
        """Return the status and the problem document; it must be one."""
        answer = self(address, method=method)
        assert answer["Content-Type"] == "application/problem+json", answer.content
        problem = answer.json()
        assert problem["status"] == answer.status_code
        assert problem["detail"].endswith("."), "a sentence"
        return answer.status_code, problem
