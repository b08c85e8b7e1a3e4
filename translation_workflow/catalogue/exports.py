"""What leaves the house: an edition's catalogues as bytes, and the memory of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from translation_workflow.adaptation.published import latest_adaptations
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.trees.update import write_rows

from .extract import Terms, catalogues_of
from .message import Catalogue
from .models import Export, ExportedFile, Snapshot
from .originals import Sheet
from .po import Writer
from .sent import digest_of


@dataclass(frozen=True)
class OutFile:
    """One catalogue as it leaves: its name with ending, its bytes and their digest, and its values."""

    name: str
    content: bytes = field(repr=False)
    catalogue: Catalogue = field(repr=False)
    entries: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        return digest_of(self.content)


def files_of(
    edition: Edition,
    sheets: Sequence[Sheet],
    *,
    writer: Writer,
    terms: Terms | None = None,
) -> list[OutFile]:
    """Return an edition's catalogues by name; `writer` is shared by the editions of one export.

    What the edition hides, replaces or leaves out, published or not, is not offered. Two queries.
    """
    ending = "pot" if edition.kind is Kind.MASTER else "po"
    adaptations = {key: one for (_, key), one in latest_adaptations([edition]).items()}
    found = catalogues_of(edition, sheets, adaptations=adaptations, terms=terms)
    return [
        OutFile(f"{name}.{ending}", writer.write(catalogue), catalogue, entries)
        for name, (catalogue, entries) in sorted(found.items())
    ]


@transaction.atomic
def remember(edition: Edition, files: Sequence[OutFile], *, user: Any = None) -> None:
    """Note who was handed what: an import knows by it what a partner changed. Five queries."""
    if edition.kind is Kind.MASTER or not files:
        return
    rows = [(edition.pk, file.catalogue.page, file.catalogue.snapshot, file.entries) for file in files]
    # The same values are one row, however often they are exported.
    write_rows(Snapshot, ("edition", "page", "digest", "entries"), rows)
    known = {
        (page, digest): pk
        for pk, page, digest in Snapshot.objects.filter(
            edition=edition, digest__in=[file.catalogue.snapshot for file in files]
        ).values_list("pk", "page", "digest")
    }
    export = Export.objects.create(edition=edition, exported_by=user)
    write_rows(
        ExportedFile,
        ("export", "snapshot", "name", "digest"),
        [
            (export.pk, known[file.catalogue.page, file.catalogue.snapshot], file.name, file.digest)
            for file in files
        ],
    )


def zipped(edition: Edition, files: Sequence[OutFile]) -> bytes:
    """Return the files as one archive, in folders as on disk: the same files give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            path = f"{edition.code}/content/{edition.programme.slug}/{file.name}"
            # A date of its own, or every download would be another file.
            archive.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), file.content)
    return target.getvalue()
