"""The editions of a programme as a reader chooses among them, from the page that is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cms.delivery.documents.schema.resources import Alternate, Edition

from .addresses import document_address, edition_address

X_DEFAULT = "x-default"


@dataclass(frozen=True)
class Choice:
    """One edition. Without the document there, `address` leads to the edition's start."""

    label: str
    language: str
    address: str
    is_current: bool
    has_document: bool


@dataclass(frozen=True)
class Hreflang:
    hreflang: str
    url: str


def choices(
    programme: str, editions: Iterable[Edition], *, current: str, there: Mapping[str, Alternate]
) -> list[Choice]:
    """Return one choice an edition, in their order. `there` says where the open document stands in each."""
    return [
        Choice(
            label=edition.label,
            language=edition.language,
            address=_address(programme, edition, there.get(edition.code)),
            is_current=edition.code == current,
            has_document=edition.code in there or edition.code == current,
        )
        for edition in editions
    ]


def hreflangs(
    programme: str, editions: Iterable[Edition], *, there: Mapping[str, Alternate], base: str
) -> list[Hreflang]:
    """Return the document's address in each language, the master's also as the default."""
    listed = []
    for edition in editions:
        if edition.code not in there:
            continue
        url = base + _address(programme, edition, there[edition.code])
        listed.append(Hreflang(edition.language, url))
        if edition.kind == "master":
            listed.append(Hreflang(X_DEFAULT, url))
    return listed


def _address(programme: str, edition: Edition, alternate: Alternate | None) -> str:
    if alternate is None:
        return edition_address(programme, edition.code)
    return document_address(programme, edition.code, alternate.path)
