"""What a role needs of Wagtail: rights on models, on first pages and on collections. Plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .roles import OF_EDITIONS, Role

ENTER = "wagtailadmin.access_admin"
DRAFT = ("wagtailcore.add_page", "wagtailcore.change_page")
PUBLISH = (*DRAFT, "wagtailcore.publish_page")
# An author may close a page to others, and open it again.
AUTHOR = (*PUBLISH, "wagtailcore.lock_page", "wagtailcore.unlock_page")

PAGES: Mapping[Role, tuple[str, ...]] = {
    Role.AUTHOR: AUTHOR,
    Role.TRANSLATOR: DRAFT,
    Role.REVIEWER: PUBLISH,
    Role.COORDINATOR: PUBLISH,
}

CHOOSE = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
FILES = (
    *CHOOSE,
    *(
        f"wagtail{app}.{act}_{model}"
        for app, model in (("images", "image"), ("docs", "document"))
        for act in ("add", "change")
    ),
)

SNIPPETS = (
    "contactpoint",
    "financeinstrument",
    "legalinstrument",
    "organisation",
    "partnership",
    "policymilestone",
    "socialaccount",
    "statistic",
    "tool",
)
MODELS: Mapping[Role, tuple[str, ...]] = {
    # What the master's pages show. Nobody has the engine's right to submit: editions follow by themselves.
    Role.AUTHOR: tuple(f"pages.{act}_{model}" for model in SNIPPETS for act in ("add", "change", "delete")),
    Role.TRANSLATOR: (),
    Role.REVIEWER: (),
    Role.COORDINATOR: (
        "editions.add_edition",
        "editions.change_edition",
        "pages.add_programme",
        "pages.change_programme",
    ),
}


@dataclass(frozen=True)
class Place:
    """An edition with its first page, where it has one yet, and its collection."""

    edition: int
    programme: int
    is_master: bool
    first_page: int | None
    files: int


@dataclass(frozen=True)
class Rights:
    """What a group is to have: names of permissions, of models, with a page, with a collection."""

    models: frozenset[str]
    pages: frozenset[tuple[int, str]]
    files: frozenset[tuple[int, str]]


def rights_of(role: Role, edition: int | None, places: Iterable[Place]) -> Rights:
    """Return what a role in an edition (None: in all) needs, of all places that there are."""
    places = list(places)
    own = [place for place in places if _is_own(role, edition, place)]
    programmes = {place.programme for place in own}
    masters = [place for place in places if place.is_master and place.programme in programmes]
    return Rights(
        models=frozenset({ENTER, *MODELS[role]}),
        pages=frozenset(
            (place.first_page, name) for place in own if place.first_page is not None for name in PAGES[role]
        ),
        files=frozenset(
            [
                *((place.files, name) for place in own for name in FILES),
                *((place.files, name) for place in masters for name in CHOOSE),
            ]
        ),
    )


def _is_own(role: Role, edition: int | None, place: Place) -> bool:
    if role is Role.COORDINATOR:
        return not place.is_master
    return place.edition == edition and place.is_master is not (role in OF_EDITIONS)
