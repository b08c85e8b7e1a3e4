"""Which editions an export holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pages.models import Programme
from translation_workflow.editions.models import Edition

from .errors import NothingToExport
from .names import is_plain


@dataclass(frozen=True)
class Held:
    """A programme, its editions that the export holds (there may be none), and all its others."""

    programme: str
    editions: tuple[Edition, ...]
    others: tuple[Edition, ...]


def chosen(programme: str = "", codes: Collection[str] = ()) -> list[Held]:
    """Return what is published of what is wished for, by programme; all where nothing is wished for.

    `codes` are an edition's code, in any case, or programme/code. Programmes of which nothing is wished for
    or published are there too: lists and pages before editions lead to them. Raises NothingToExport for an
    edition that is unknown or not published, and where no edition is left.
    """
    rows = Edition.objects.select_related("programme__master_locale", "locale")
    every = list(rows.order_by("programme__slug", "order", "pk"))
    wished = [one for one in every if not programme or one.programme.slug == programme]
    for code in codes:
        _check(code, wished)
    taken = [
        one
        for one in wished
        if one.status == Edition.Status.PUBLISHED and (not codes or any(_is(one, code) for code in codes))
    ]
    taken = [one for one in taken if is_plain(one.programme.slug)]
    if not taken:
        known = ", ".join(sorted({one.programme.slug for one in every})) or "none"
        raise NothingToExport(
            f"There is no published edition{f' of {programme}' if programme else ''}. Programmes: {known}."
        )
    slugs = filter(is_plain, Programme.objects.order_by("pk").values_list("slug", flat=True))
    return [_held(slug, taken, every) for slug in slugs]


def not_held(held: Collection[Held]) -> list[tuple[str, str]]:
    """Return (programme, edition) of what is published and not among the files."""
    return [
        (one.programme, edition.code)
        for one in held
        for edition in one.others
        if edition.status == edition.Status.PUBLISHED
    ]


def _held(slug: str, taken: list[Edition], every: list[Edition]) -> Held:
    here = [one for one in every if one.programme.slug == slug]
    return Held(
        slug,
        tuple(one for one in here if one in taken),
        tuple(one for one in here if one not in taken),
    )


def _check(code: str, editions: list[Edition]) -> None:
    found = [one for one in editions if _is(one, code)]
    published = [one for one in editions if one.status == Edition.Status.PUBLISHED]
    names = ", ".join(map(str, published)) or "none"
    if not found:
        raise NothingToExport(f"There is no edition “{code}”. Published are: {names}.")
    if not set(found) & set(published):
        raise NothingToExport(
            f"The edition {found[0]} is not published, so nothing of it is exported. Published are: {names}."
        )


def _is(edition: Edition, code: str) -> bool:
    whole = f"{edition.programme.slug}/{edition.code}"
    return code.lower() in {edition.code.lower(), whole.lower()}
