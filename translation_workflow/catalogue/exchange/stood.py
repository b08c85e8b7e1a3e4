"""What stood in a folder after its last sync: the base of what is changed there.

It is an export under the file's whole path. Only so is a word that somebody takes back to what it once
was seen as their change, whoever else was handed the same edition meanwhile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from django.db.models import Max

from translation_workflow.catalogue.bases import Base
from translation_workflow.catalogue.exports import OutFile, remember
from translation_workflow.catalogue.models import ExportedFile, Import, ImportedFile
from translation_workflow.catalogue.snapshot import Values, unpacked
from translation_workflow.catalogue.store import known_digests
from translation_workflow.editions.models import Edition

# After a place: what was about to be written there, and may have been.
_TO_BE = "~"
_LONGEST = 255 - len(_TO_BE)


@dataclass(frozen=True)
class Stood:
    """A file after the last sync, with what syncs did since that did not end.

    `snapshot` names its values; `base` has the words that came in since, too; `maybe` are the values of
    files that were to be written.
    """

    digest: str
    snapshot: str
    at: datetime
    base: Base = field(repr=False)
    maybe: Sequence[Values] = field(default=(), repr=False)

    def base_of(self, incoming: Values) -> Base:
        """Return what those knew who wrote these values: what we wrote is no change of theirs."""
        seen = {
            piece: value
            for values in self.maybe
            for piece, value in values.items()
            if incoming.get(piece) == value
        }
        return Base({**self.base.values, **seen}, self.base.snapshot)


def place_of(path: Path) -> str:
    """Return what the journal calls a file of a folder: its path, or the end of a very long one."""
    told = str(path)
    if len(told) <= _LONGEST:
        return told
    return f"{hashlib.sha256(told.encode()).hexdigest()[:16]}…{told[-200:]}"


def what_stood(edition: Edition, places: Collection[str]) -> dict[str, Stood]:
    """Return place → what stood there, for places that were synchronised before. Four queries."""
    rows = ExportedFile.objects.filter(export__edition=edition, name__in=places)
    latest = rows.order_by().values("name").annotate(latest=Max("pk")).values_list("latest", flat=True)
    columns = (
        "name",
        "digest",
        "snapshot_id",
        "snapshot__digest",
        "snapshot__entries",
        "export__exported_at",
    )
    found = {
        name: Stood(digest, named, at, Base(unpacked(entries), snapshot))
        for name, digest, snapshot, named, entries, at in ExportedFile.objects.filter(
            pk__in=list(latest)
        ).values_list(*columns)
    }
    return _with_written(edition, _with_taken(edition, found)) if found else {}


def _with_taken(edition: Edition, stood: dict[str, Stood]) -> dict[str, Stood]:
    """Add the words that came in from there since: a sync that did not end had taken them."""
    rows = ImportedFile.objects.filter(
        batch__edition=edition,
        batch__state=Import.State.DONE,
        batch__imported_at__gt=min(one.at for one in stood.values()),
        name__in=stood,
    ).order_by("pk")
    for name, values, at in rows.values_list("name", "values", "batch__imported_at"):
        old = stood[name]
        if at > old.at:
            base = Base({**old.base.values, **unpacked(values)}, old.base.snapshot)
            stood[name] = replace(old, base=base)
    return stood


def _with_written(edition: Edition, stood: dict[str, Stood]) -> dict[str, Stood]:
    """Add what we were about to write there since."""
    rows = ExportedFile.objects.filter(
        export__edition=edition,
        export__exported_at__gt=min(one.at for one in stood.values()),
        name__in=[place + _TO_BE for place in stood],
    )
    for name, entries, at in rows.values_list("name", "snapshot__entries", "export__exported_at"):
        old = stood[name.removesuffix(_TO_BE)]
        if at > old.at:
            stood[name.removesuffix(_TO_BE)] = replace(old, maybe=(*old.maybe, unpacked(entries)))
    return stood


def changed_there(edition: Edition, digests: Mapping[str, str], stood: Mapping[str, Stood]) -> set[str]:
    """Return the places whose files say something that is not known; `digests` are those of today.

    Bytes that were exported or taken in, by whichever way, since the last sync of a file are known.
    """
    other = {place: one for place, one in digests.items() if place not in stood or stood[place].digest != one}
    if not other:
        return set()
    ever = known_digests(edition, {one for place, one in other.items() if place not in stood})
    since = _last_known(edition, {one for place, one in other.items() if place in stood})
    return {
        place
        for place, digest in other.items()
        if (digest not in ever if place not in stood else not _is_after(since.get(digest), stood[place].at))
    }


def _is_after(moment: datetime | None, last: datetime) -> bool:
    return moment is not None and moment > last


def _last_known(edition: Edition, digests: Collection[str]) -> dict[str, datetime]:
    if not digests:
        return {}
    exported = ExportedFile.objects.filter(export__edition=edition, digest__in=digests)
    taken = ImportedFile.objects.filter(
        batch__edition=edition, batch__state=Import.State.DONE, digest__in=digests
    )
    found: dict[str, datetime] = {}
    for digest, at in [
        *exported.values_list("digest", "export__exported_at"),
        *taken.values_list("digest", "batch__imported_at"),
    ]:
        found[digest] = max(at, found.get(digest, at))
    return found


def announce(edition: Edition, files: Mapping[Path, OutFile]) -> None:
    """Note what is to be written: a sync that dies at it is not taken for somebody's work by the next."""
    remember(edition, [replace(file, name=place_of(path) + _TO_BE) for path, file in files.items()])


def note(edition: Edition, standing: Sequence[OutFile]) -> None:
    """Note what stands in a folder, under the names of its places."""
    if standing:
        remember(edition, standing)
