"""Which export a file was made from, and what its sender sent before: read in bulk for a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from translation_workflow.editions.models import Edition

from .judge import Verdict
from .models import ExportedFile, Import, ImportedFile, Snapshot
from .sent import Sent
from .snapshot import Taken, Values, base_of, likeliest, unpacked

# Who sends a file that is older than so many exports of its page is told of conflicts instead.
REMEMBERED = 50
HEADER = "X-Snapshot"


@dataclass(frozen=True)
class Recognised:
    """A file that is byte for byte one that was exported, or taken in already: it says nothing new."""

    entries: int
    told: str


@dataclass(frozen=True)
class Base:
    """What the sender of a file knew; `snapshot` is the id of the export's, where there is one."""

    values: Values = field(default_factory=dict, repr=False)
    snapshot: int | None = None


def recognised(edition: Edition, digests: Iterable[str]) -> dict[str, Recognised]:
    """Return digest → what is known of a file of these bytes, in two queries."""
    digests = list(digests)
    exported = ExportedFile.objects.filter(export__edition=edition, digest__in=digests)
    found = {
        digest: Recognised(
            len(entries) // 16,
            _("as it was exported on %(day)s: nothing was changed in it") % {"day": _day(at)},
        )
        for digest, entries, at in exported.order_by("pk").values_list(
            "digest", "snapshot__entries", "export__exported_at"
        )
    }
    taken = ImportedFile.objects.filter(batch__edition=edition, batch__state=Import.State.DONE)
    latest = taken.filter(page=OuterRef("page")).order_by("-pk").values("pk")[:1]
    columns = ("digest", "counts", "batch__imported_at", "batch__imported_by__username")
    # Who sends an older file of theirs again wants to go back to it.
    for digest, counts, at, who in taken.filter(digest__in=digests, pk=Subquery(latest)).values_list(
        *columns
    ):
        # What could not be taken then may be possible now.
        if not {Verdict.QUARANTINED, Verdict.UNKNOWN, Verdict.KEPT}.intersection(counts):
            told = (
                _("taken in already on %(day)s by %(name)s: nothing new")
                if who
                else _("taken in already on %(day)s: nothing new")
            )
            found[digest] = Recognised(sum(counts.values()), told % {"day": _day(at), "name": who})
    return found


def _day(at: datetime) -> str:
    return f"{date_format(at, 'DATETIME_FORMAT')} UTC"


@dataclass(frozen=True)
class Exports:
    """Exports that the files of a batch may be made from: by the digest that a file says, or by page.

    Those of a page are id and values as they are stored, the latest first.
    """

    named: Mapping[str, Base]
    by_page: Mapping[str, Sequence[tuple[int, bytes]]]


def exports_for(edition: Edition, files: Sequence[Sent]) -> Exports:
    """Return the exports that these files say, and the latest of the pages of the others; two queries."""
    said = {name for file in files if (name := file.read.headers.get(HEADER))}
    rows = Snapshot.objects.filter(edition=edition)
    named = {
        digest: Base(unpacked(entries), pk)
        for pk, digest, entries in rows.filter(digest__in=said).values_list("pk", "digest", "entries")
    }
    others = [file for file in files if file.read.headers.get(HEADER, "") not in named]
    by_page: dict[str, list[tuple[int, bytes]]] = defaultdict(list)
    if others:
        latest = (
            rows.filter(
                Exists(ExportedFile.objects.filter(snapshot=OuterRef("pk"))),
                page__in={"", *(str(key) for file in others for key in file.keys)},
            )
            .annotate(rank=Window(RowNumber(), partition_by="page", order_by="-pk"))
            .filter(rank__lte=REMEMBERED)
        )
        for pk, page, entries in latest.order_by("-pk").values_list("pk", "page", "entries"):
            by_page[page].append((pk, bytes(entries)))
    return Exports(named, by_page)


def base_for(file: Sent, incoming: Values, *, edition: Edition, exports: Exports, user: Any) -> Base:
    """Return what the sender of a file knew; one query."""
    base = exports.named.get(file.read.headers.get(HEADER, "")) or _likeliest(file, incoming, exports)
    rows = ImportedFile.objects.filter(
        batch__edition=edition, batch__state=Import.State.DONE, base=base.snapshot, page=file.page
    ).order_by("-pk")[:REMEMBERED]
    sender = user.pk if user else None
    taken = [
        # On the command line nobody says who they are; there the file's name has to do.
        Taken(unpacked(values), by == sender and (sender is not None or name == file.name))
        for values, by, name in rows.values_list("values", "batch__imported_by", "name")
    ]
    return Base(base_of(incoming, base.values, taken), base.snapshot)


def _likeliest(file: Sent, incoming: Values, exports: Exports) -> Base:
    """Find the export of a file that does not say it: for each page, the one that it has most of."""
    pages = [
        [Base(unpacked(entries), pk) for pk, entries in exports.by_page.get(page, ())]
        for page in ("", *(str(key) for key in file.keys))
    ]
    chosen = [
        bases[number]
        for bases in pages
        if (number := likeliest(incoming, [one.values for one in bases])) is not None
    ]
    if len(chosen) == 1:
        return chosen[0]
    # Several catalogues in one file: each entry has the base of its page.
    return Base({piece: value for one in chosen for piece, value in one.values.items()})
