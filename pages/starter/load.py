"""Write a starter programme: idempotent, and never over what people wrote.

Every entry is checked whole before it is written, and written whole or not at all. An entry whose
references are not there yet is written without them and completed in a second round.
"""

from __future__ import annotations

from pathlib import Path

from pages.models import Programme
from pages.progress import Progress

from .bring import bring
from .doubles import without_doubles
from .entries import Entry, keys_in, read_pages, read_snippets
from .faults import Fault, Place, shown
from .home import Home, References
from .outcome import Outcome
from .pictures import Pictures
from .reader import BlockReader
from .yaml_file import UnreadableFile, read_yaml


def load_starter(folder: Path, programme: Programme, *, progress: Progress) -> Outcome:
    """Bring the programme's files into the database and publish their pages.

    Files with faults are left out, with their faults in the outcome; the others load.
    """
    outcome = Outcome()
    entries, promised = _entries(folder, outcome)
    home = Home(programme, programme.master_locale)
    resolve = References(home)
    pictures = Pictures(folder)
    ids: dict[str, Place] = {}
    waiting: list[tuple[Entry, list[Fault]]] = []
    for number, entry in enumerate(entries):
        progress("Starter programme", number, len(entries))
        faults = bring(entry, home, BlockReader(resolve, ids, promised, pictures), outcome)
        if faults:
            waiting.append((entry, faults))
    for entry, _ in waiting:
        still = bring(entry, home, BlockReader(resolve, {}, promised, pictures), outcome, again=True)
        outcome.faults += still
    progress("Starter programme", len(entries), len(entries))
    outcome.faults.sort()
    return outcome


def _entries(folder: Path, outcome: Outcome) -> tuple[list[Entry], frozenset[str]]:
    """Return what the files hold, and every key that one of them tells, be the file broken."""
    entries: list[Entry] = []
    promised: set[str] = set()
    listing = folder / "pages.yaml"
    try:
        names = read_yaml(listing)["load"]
    except UnreadableFile as error:
        outcome.faults.append(error.fault)
        return [], frozenset()
    except KeyError:
        outcome.faults.append(Fault(shown(listing), 1, "Expected: a list named “load”."))
        return [], frozenset()
    for name in ["snippets.yaml", *names]:
        path = folder / str(name)
        is_snippets = "snippets" in {path.stem, path.parent.name}
        read, faults = (read_snippets if is_snippets else read_pages)(path)
        entries += read
        outcome.faults += faults
        promised |= keys_in(path)
    return without_doubles(entries, outcome), frozenset(promised)
