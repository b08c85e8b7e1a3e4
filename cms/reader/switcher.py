"""The editions of a programme as a reader chooses among them, from the page that is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from cms.delivery.documents.schema.resources import Alternate, Edition

from .addresses import document_address, edition_address, search_address
from .wording import country

X_DEFAULT = "x-default"


@dataclass(frozen=True)
class Choice:
    """One edition. Without the document there, `address` leads to the edition's start.

    `country` is the edition's, in its own language; empty for one of no country.
    """

    label: str
    language: str
    country: str
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
            country=country(edition.country, edition.language),
            address=_address(programme, edition, there.get(edition.code)),
            is_current=edition.code == current,
            has_document=edition.code in there or edition.code == current,
        )
        for edition in editions
    ]


def searches(
    programme: str, editions: Iterable[Edition], *, current: str, query: Mapping[str, str]
) -> list[Choice]:
    """Return one choice an edition, each leading to the same search there."""
    there = choices(programme, editions, current=current, there={})
    codes = [edition.code for edition in editions]
    suffix = f"?{urlencode(query)}" if query else ""
    return [
        replace(choice, address=f"{search_address(programme, code)}{suffix}", has_document=True)
        for choice, code in zip(there, codes, strict=True)
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
