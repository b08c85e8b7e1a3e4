"""The walk over every address: what is asked of each, what the table promises, and what is sent whole.

The guard is asked about every address with things of every edition. Whole requests are sent where their
answer can differ: to each address that the guard lets through once; to our own rooms with things of each
edition, as these ask about the very edition themselves; where the guard refuses, to each room once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.test import RequestFactory
from django.urls import resolve

from translation_workflow.guard.decide import decide
from translation_workflow.guard.rule import About, Rule
from translation_workflow.guard.table import OWN as ROOMS
from translation_workflow.guard.table import rule_for

from .addresses import addresses
from .stage import MASTER, OTHER, OWN, Stage

THROUGH, LOG_IN, REFUSED, NOT_FOUND = "through", "log in", "refused", "not found"
# Whose things a role reaches: the author's are the master's, a coordinator's those of all editions.
REACH = {
    "author": {MASTER},
    "translator": {OWN},
    "reviewer": {OWN},
    "coordinator": {OWN, OTHER},
    "stranger": {OTHER},
    "nobody": set[str](),
}
ROLES = {
    "author": "author",
    "translator": "translator",
    "reviewer": "reviewer",
    "coordinator": "coordinator",
    "stranger": "translator",
}
# They reach nothing of the other edition.
PARTNERS = ("translator", "reviewer")
WITHOUT_ACCOUNT = ("anonymous", "deactivated")
METHODS = ("get", "post")


@dataclass(frozen=True)
class Asked:
    """An address, filled in with things of an edition (`target`), and how it is asked for."""

    name: str
    url: str
    target: str
    method: str

    @property
    def rule(self) -> Rule | None:
        return rule_for(self.name)

    @property
    def room(self) -> str:
        return self.name.rpartition(":")[0]

    @property
    def is_ours(self) -> bool:
        """Return whether it is a screen of ours, which asks itself whose the things are."""
        return self.name in ROOMS or f"{self.name.partition(':')[0]}:*" in ROOMS

    def __str__(self) -> str:
        return f"{self.method} {self.name} of {self.target}"


def all_asked(stage: Stage) -> list[Asked]:
    """Return everything that can be asked; what names nothing of an edition is asked for once."""
    named: dict[str, tuple[str, str]] = {}
    for address in addresses():
        for target in (OWN, OTHER, MASTER):
            url = stage.url(address, target) if address.name else ""
            if url:
                named.setdefault(url, (address.name, target))
    return [Asked(name, url, to, method) for url, (name, to) in named.items() for method in METHODS]


def expected(who: str, asked: Asked) -> str:
    """What the table says, worked out here once more."""
    rule = asked.rule
    if rule is not None and rule.is_open:
        return THROUGH
    if who in WITHOUT_ACCOUNT:
        return LOG_IN
    if rule is None:
        return REFUSED
    roles = rule.look if asked.method == "get" else rule.change
    if rule.for_all and roles:
        return THROUGH
    if ROLES.get(who) not in roles:
        return REFUSED
    if rule.about is About.NOTHING or asked.target in REACH[who]:
        return THROUGH
    return THROUGH if rule.masters and asked.target == MASTER else NOT_FOUND


def answered(user: Any, asked: Asked) -> str:
    """What the guard says, by the name that Django finds for the address."""
    request = getattr(RequestFactory(), asked.method)(asked.url)
    request.user = user
    match = resolve(request.path)
    assert match.view_name == asked.name
    return str(decide(request, match.view_name, match.kwargs))


def place_of(asked: Asked, answer: str) -> tuple[str, ...]:
    """Return where an answer comes from: whole requests with the same are answered alike."""
    if answer != THROUGH:
        return (answer, asked.room, asked.method)
    return (answer, asked.name, asked.method, asked.target if asked.is_ours else "")


WRITE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"(?P<table>\w+)\"", re.IGNORECASE)


@contextmanager
def writes() -> Iterator[set[str]]:
    """Note the tables that are written to; what is written is taken back."""
    tables: set[str] = set()

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if match := WRITE.match(sql):
            tables.add(match["table"])
        return execute(sql, *rest)

    with transaction.atomic(), connection.execute_wrapper(note):
        yield tables
        transaction.set_rollback(True)
