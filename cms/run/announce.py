"""Say where things are, once they answer."""

from __future__ import annotations

import http.client
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from .prepare import Prepared
from .supervise import say

PROBE = "/api/v1/"
SECONDS_TO_ANSWER = 2.0
SLOW = 60.0


@dataclass(frozen=True)
class Place:
    """Something to open: its name and its whole address."""

    label: str
    url: str


@dataclass
class Announcement:
    """Asked until the API answers, then prints where things are, once."""

    places: Sequence[Place]
    prepared: Prepared
    host: str
    port: int
    data: str
    made: bool = False
    patience_ends: float = field(default_factory=lambda: time.monotonic() + SLOW)

    def __call__(self) -> bool:
        """Look whether the API answers; when it does, print the places and return True."""
        if answers(self.host, self.port):
            self.made = True
            say(text(self.places, self.prepared, data=self.data))
        elif time.monotonic() > self.patience_ends:
            self.patience_ends = float("inf")
            say(f"The server has not answered for {SLOW:.0f} s; still waiting.")
        return self.made


def answers(host: str, port: int) -> bool:
    """Say whether the server at `port` answers for the API's root, or sends on from there."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_ANSWER)
    try:
        connection.request("GET", PROBE, headers={"Host": host})
        return connection.getresponse().status < 400
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def text(places: Sequence[Place], prepared: Prepared, *, data: str) -> str:
    """Return what is printed when everything runs."""
    lines = ["", "CapaCITY Editions is running.", ""]
    lines += [f"  {place.label:<8}{place.url}" for place in places]
    lines += ["", *login(prepared), f"Everything is kept in {data}. Ctrl-C stops it."]
    if prepared.problems:
        lines += [f"Not everything came in, see above: {', '.join(prepared.problems)}."]
    return "\n".join(lines)


def login(prepared: Prepared) -> list[str]:
    """Return how to log in: the password the first time, and how to set a new one after that."""
    if prepared.password:
        return [
            f"Log in as “{prepared.username}” with the password {prepared.password}",
            "It is shown this once only.",
        ]
    return [
        f"Log in as “{prepared.username}”; the password was shown at the first start. A new one:",
        f"  .venv/bin/python manage.py changepassword {prepared.username}",
    ]
