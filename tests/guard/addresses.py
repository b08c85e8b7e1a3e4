"""Every address of the admin, as Django knows them: its name, and what has to be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver

ADMIN = "admin/"


@dataclass(frozen=True)
class Address:
    """A name with its namespaces ("" for an address without one), and the names of what is filled in."""

    name: str
    parameters: tuple[str, ...]


def addresses() -> list[Address]:
    """Return every address below the admin, each name with each set of parameters once."""
    return list(dict.fromkeys(_below(get_resolver(), "", "", ())))


def _below(resolver: Any, spaces: str, path: str, parameters: tuple[str, ...]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = f"{path}{entry.pattern}"
        named = (*parameters, *_parameters(entry.pattern))
        if hasattr(entry, "url_patterns"):
            inside = f"{spaces}{entry.namespace}:" if entry.namespace else spaces
            yield from _below(entry, inside, here, named)
        elif here.startswith(ADMIN):
            yield Address(f"{spaces}{entry.name}" if entry.name else "", named)


def _parameters(pattern: Any) -> tuple[str, ...]:
    return tuple(pattern.converters) or tuple(pattern.regex.groupindex)
