"""What the API answers besides documents. Addresses (`url`) belong to the host of the API."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from .base import Part

DocumentType = Literal["programme", "theme", "module", "role", "coaching", "info"]


class Entrance(Part):
    """What is here. Braces in an address stand for what a reader of the API fills in."""

    name: str
    version: str
    links: dict[str, str]


class Diploma(Part):
    """What a diploma needs; `points` only where it needs a number of them."""

    needs: Literal["all_modules", "all_themes", "points"]
    points: int | None


class Reward(Part):
    """Each completed `unit` gives `points`, once."""

    unit: Literal["module", "theme", "level"]
    points: int
    diploma: Diploma


class Programme(Part):
    slug: str
    name: str
    master: Annotated[str, Field(description="The master's language, BCP 47.")]
    reward: Reward
    editions_url: str
    alternates_url: str


class Edition(Part):
    """A country's version in one language. Only a published one has documents to read."""

    code: Annotated[str, Field(description="BCP 47.", examples=["en-GB"])]
    language: Annotated[str, Field(description="BCP 47.")]
    country: Annotated[str | None, Field(description="ISO 3166; null for the edition of no country.")]
    native_name: str
    label: str
    order: int
    direction: Literal["ltr", "rtl"]
    kind: Literal["master", "same-language", "translation"]
    status: Literal["draft", "published", "retired"]
    url: str


class Alternate(Part):
    """The same page in one edition."""

    hreflang: str
    path: str
    url: str


class Alternates(Part):
    """Document key → edition → where the page stands there. Published editions only."""

    programme: str
    documents: dict[str, dict[str, Alternate]]


class Freshness(Part):
    """How a page stands against its master, counted from published text."""

    needs_work: int = 0
    untranslated: int = 0
    structure_behind: int = 0


class ManifestEntry(Part):
    """`url` is immutable: what it serves never changes, and has this `hash` (SHA-256, hexadecimal).

    `title_language` only where the title is not in the edition's language.
    """

    key: UUID
    type: DocumentType
    path: str
    title: str
    title_language: str | SkipJsonSchema[None] = None
    url: str
    hash: str
    freshness: Freshness


class NavigationNode(Part):
    """A page and the pages below it, in the order that readers see.

    `title_language` only where the title is not in the edition's language.
    """

    key: UUID
    type: DocumentType
    path: str
    title: str
    title_language: str | SkipJsonSchema[None] = None
    children: list[NavigationNode]


class Manifest(Part):
    """Everything an edition holds: with the immutable addresses, a consistent view of all of it."""

    programme: str
    edition: str
    language: str
    direction: Literal["ltr", "rtl"]
    labels: Annotated[dict[str, str], Field(description="Interface words in the edition's language.")]
    navigation: list[NavigationNode]
    documents: list[ManifestEntry]


class Problem(Part):
    """RFC 9457. `code` is for programs, `detail` a sentence for people."""

    type: Literal["about:blank"]
    title: str
    status: int
    detail: str
    code: str
    published: list[str] | SkipJsonSchema[None] = None
