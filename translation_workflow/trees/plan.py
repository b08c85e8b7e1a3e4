"""Where new pages of editions are to stand: decided for all of them before any is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext
from wagtail.models import Page

from translation_workflow.editions.models import Edition

LONGEST_SLUG = 255


@dataclass(frozen=True)
class Place:
    """Where a page stands, as the tree and its addresses know it."""

    path: str
    url_path: str


@dataclass(frozen=True)
class Master:
    """A page of the master, as far as the tree is concerned; `above` is the key of its parent."""

    key: UUID
    above: UUID
    title: str
    slug: str
    path: str

    @property
    def is_first(self) -> bool:
        """Whether it is the programme's first page, which stands beside those of other editions."""
        return len(self.path) == 2 * int(Page.steplen)


@dataclass
class Children:
    """What stands below one page already: the number of its last child, and every slug."""

    last: int = 0
    slugs: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Clash:
    """A page whose slug was taken in its edition, and the one that it has instead."""

    edition: Edition
    title: str
    slug: str

    def __str__(self) -> str:
        told = gettext("%(edition)s: “%(title)s” is at “%(slug)s”, since another page has its address.")
        return told % {"edition": self.edition, "title": self.title, "slug": self.slug}


@dataclass(frozen=True)
class NewPage:
    """One page to be created in an edition; `clash` tells of an address that it could not have."""

    edition: Edition
    master: Master
    parent_path: str
    path: str
    slug: str
    url_path: str
    clash: Clash | None = None


@dataclass(frozen=True)
class Plan:
    """Pages to create, parents first, and what has to be told about them; `refused_in` by edition id."""

    pages: Sequence[NewPage]
    clashes: Sequence[Clash]
    refused: Sequence[str]
    refused_in: Mapping[int, str]


Places = Mapping[tuple[int, UUID], Place]
"""The pages that are there, by locale and key."""


def plan_pages(
    masters: Sequence[Master],
    editions: Iterable[Edition],
    *,
    there: Places,
    children: Mapping[str, Children],
    titles: Mapping[UUID, str],
) -> Plan:
    """Return the pages that editions lack. `masters` come parents first.

    `children` tells what stands below the pages that are there, by path; `titles` are the masters'.
    A page without one above it in its edition is refused with a sentence.
    """
    pages: list[NewPage] = []
    refused: list[str] = []
    refused_in: dict[int, str] = {}
    # One for all editions: their first pages stand side by side.
    below = {path: Children(known.last, set(known.slugs)) for path, known in children.items()}
    for edition in editions:
        places = {key: place for (locale, key), place in there.items() if locale == edition.locale_id}
        for master in masters:
            if master.key in places:
                continue
            parent = places.get(master.above) or there.get((ROOT, master.above))
            if parent is None:
                refused.append(_refusal(edition, master, titles.get(master.above, "")))
                refused_in.setdefault(edition.pk, refused[-1])
                continue
            page = _new_page(edition, master, parent, below.setdefault(parent.path, Children()))
            places[master.key] = Place(page.path, page.url_path)
            pages.append(page)
    return Plan(_parents_first(pages), [page.clash for page in pages if page.clash], refused, refused_in)


# The root of the tree belongs to no locale.
ROOT = 0


def _new_page(edition: Edition, master: Master, parent: Place, below: Children) -> NewPage:
    wanted = f"{master.slug}-{edition.locale.language_code}" if master.is_first else master.slug
    slug = next(name for name in _names(wanted) if name not in below.slugs)
    below.last += 1
    below.slugs.add(slug)
    depth = len(parent.path) // Page.steplen + 1
    path = Page._get_path(parent.path, depth, below.last)
    clash = Clash(edition, master.title, slug) if slug != wanted else None
    return NewPage(edition, master, parent.path, path, slug, f"{parent.url_path}{slug}/", clash)


def _names(slug: str) -> Iterator[str]:
    """Yield a slug, and then `slug-2`, `slug-3` and so on."""
    yield slug
    number = 2
    while True:
        suffix = f"-{number}"
        yield slug[: LONGEST_SLUG - len(suffix)] + suffix
        number += 1


def _parents_first(pages: Sequence[NewPage]) -> list[NewPage]:
    return sorted(pages, key=lambda page: len(page.path))


def _refusal(edition: Edition, master: Master, above: str) -> str:
    told = gettext(
        "%(edition)s: “%(title)s” was not created, since the page above it, “%(above)s”, is not in this "
        "edition. Publish that one in the master; both are created then."
    )
    return told % {"edition": edition, "title": master.title, "above": above}
