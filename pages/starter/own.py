"""What a country has of its own, a file an edition: facts, pages without a master, and its layers' place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from wagtail.models import Page

from .bring import bring
from .entries import FACT_TYPES, Entry, keys_in, page_in, snippet_in
from .faults import Fault, Place, shown
from .home import Home, References
from .outcome import Outcome
from .reader import BlockReader
from .yaml_file import UnreadableFile, place_of, read_yaml

PARTS = ("facts", "pages", "layers")
ReadOne = Callable[[Any, Place], tuple[list[Entry], list[Fault]]]


@dataclass(frozen=True)
class Own:
    """What a file says. `layers` are as written, each with its place: who knows editions reads them."""

    facts: Sequence[Entry] = ()
    pages: Sequence[Entry] = ()
    layers: Sequence[tuple[Any, Place]] = ()
    promised: frozenset[str] = field(default=frozenset(), repr=False)


def read_own(path: Path, outcome: Outcome) -> Own:
    """Return what a file says; entries with faults are left out, with their faults in the outcome."""
    try:
        node = read_yaml(path)
    except UnreadableFile as error:
        outcome.faults.append(error.fault)
        return Own()
    place = Place(shown(path), 1)
    for name in node.keys() - set(PARTS):
        at = place_of(node, name, within=place)
        outcome.faults.append(at.fault(f"“{name}” is unknown. Expected: {', '.join(PARTS)}."))
    listed = {name: _listed(node, name, place, outcome) for name in PARTS}
    read_fact = partial(snippet_in, types=FACT_TYPES)
    return Own(
        _entries(listed["facts"], read_fact, outcome),
        [entry for entry in _entries(listed["pages"], page_in, outcome) if _is_own(entry, outcome)],
        listed["layers"],
        frozenset(keys_in(path)),
    )


def bring_own(
    facts: Sequence[Entry],
    pages: Sequence[Entry],
    home: Home,
    *,
    ids: dict[str, Place],
    promised: frozenset[str],
    outcome: Outcome,
) -> None:
    """Bring a country's facts and pages into the database. `ids` are those of all files of a load."""
    resolve = References(home)
    waiting: list[Entry] = []
    for entry in [*facts, *pages]:
        if _is_masters(entry, home):
            sentence = (
                f"the master has a page with the key {entry.key}. Expected: a page of the country's own."
            )
            outcome.faults.append(entry.place.fault(sentence))
        elif bring(entry, home, BlockReader(resolve, ids, promised), outcome):
            waiting.append(entry)
    for entry in waiting:
        outcome.faults += bring(entry, home, BlockReader(resolve, {}, promised), outcome, again=True)


def _is_masters(entry: Entry, home: Home) -> bool:
    return (
        issubclass(entry.model, Page)
        and Page.objects.filter(translation_key=entry.key, locale=home.programme.master_locale).exists()
    )


def _is_own(entry: Entry, outcome: Outcome) -> bool:
    if entry.parent is None:
        outcome.faults.append(entry.place.fault("a country has no programme page of its own."))
    return entry.parent is not None


def _listed(node: Any, name: str, place: Place, outcome: Outcome) -> list[tuple[Any, Place]]:
    """Return the items of a list in the file, each with its place."""
    items = node.get(name)
    if items is None:
        return []
    at = place_of(node, name, within=place)
    if not isinstance(items, list):
        outcome.faults.append(at.fault(f"Expected: a list named “{name}”."))
        return []
    return [(item, place_of(items, index, within=at)) for index, item in enumerate(items)]


def _entries(listed: Sequence[tuple[Any, Place]], read: ReadOne, outcome: Outcome) -> list[Entry]:
    entries = []
    for node, place in listed:
        found, faults = read(node, place)
        entries += found
        outcome.faults += faults
    return entries
