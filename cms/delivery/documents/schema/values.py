"""The values that blocks hold.

Rich text (`Html`) is markup from an allow-list. Days are ISO 8601; decimals are strings. The `url` of
a picture or a file belongs to the host of the API where it begins with a slash; a `path` to the edition.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from .base import Part

T = TypeVar("T")
Html = Annotated[
    str,
    Field(
        description="Markup from an allow-list.",
        examples=["<p>CO<sub>2</sub></p>"],
        json_schema_extra={"contentMediaType": "text/html"},
    ),
]
Words = str


class Item(Part, Generic[T]):
    """One item of a list; it keeps its id for life."""

    id: str
    value: T


class HtmlItem(Item[Html]):
    pass


class Country(Part):
    """ISO 3166 code, and the country's name in the edition's language."""

    code: str
    name: str


class CountryItem(Item[Country]):
    pass


class PageLink(Part):
    """A page of the same edition."""

    key: UUID
    title: Words
    path: str


class File(Part):
    """A paper to download; `media_type` is its type for HTTP."""

    url: str
    filename: str
    media_type: str
    bytes: int | None


class Rendition(Part):
    url: str
    width: int
    height: int


class Focus(Part):
    """The middle of what a picture is about, in parts of its width and height, from the upper left."""

    x: Annotated[float, Field(ge=0, le=1)]
    y: Annotated[float, Field(ge=0, le=1)]


class Image(Part):
    """A picture in several widths, narrowest first. `alt` is empty for one that only decorates.

    No rendition is cropped: who crops keeps `focus` in sight.
    """

    alt: Words
    decorative: bool
    focus: Focus | None
    renditions: list[Rendition]


class Snippet(Part):
    """A thing that several pages show. `language` only where its words are not in the edition's."""

    key: UUID
    language: str | SkipJsonSchema[None] = None


class Organisation(Snippet):
    name: Words
    localised_name: Words
    url: str
    country: Country | None


class Partner(Organisation):
    """An organisation and its part in the programme."""

    role: Literal["coordinator", "partner", "supporter"]


class ContactPoint(Snippet):
    """`obfuscate` asks frontends to write the e-mail address so that programs do not collect it."""

    label: Words
    email: str
    url: str
    obfuscate: bool
    # Documents that were stored before contacts had days are read still.
    valid_from: date | None = None
    valid_to: date | None = None
    review_by: date | None = None


class SocialAccount(Snippet):
    network: Words
    handle: Words
    url: str
    call_to_action: Words


class Tool(Snippet):
    name: Words
    url: str
    description: Words
    country: Country | None


class Statistic(Snippet):
    label: Words
    value: Annotated[str, Field(description="A decimal.", examples=["5700", "2.5"])]
    unit: Words
    qualifier: Literal["", "about", "over"]
    as_of: date | None
    source: Words
    review_by: date | None


class Milestone(Snippet):
    """`when` is a year, a month or a day, as the policy says it."""

    what: Words
    when: Words
    source: Words
    review_by: date | None


class Instrument(Snippet):
    """A law or a source of money of one country."""

    country: Country | None
    name: Words
    description: Words
    url: str
    valid_from: date | None
    valid_to: date | None
    review_by: date | None


class Fact(Part):
    text: Html
    source: Words
    review_by: date | None


class Question(Part):
    question: Words
    hint: Html


class Step(Part):
    """A step has no number: its place in the order is its number."""

    title: Words
    text: Html


class UsedTool(Part):
    tool: Tool | None
    note: Html


class Round(Part):
    name: Words
    applications: Words
    start: date | None
    end: date | None


class Audience(Part):
    name: Words
    members: list[HtmlItem]


class Logo(Part):
    role: Words
    image: Image | None
    name: Words


class Link(Part):
    """A named link: to a page of the edition, or to an address."""

    title: Words
    page: PageLink | None
    url: str


class Paper(Part):
    """A paper by its title; null while there is no file."""

    title: Words
    document: File | None


class Quote(Part):
    text: Words
    attribution: Words


class Bullet(Part):
    text: Html
    items: list[HtmlItem]


class BulletItem(Item[Bullet]):
    pass


class Bullets(Part):
    marker: Literal["bullet", "number", "letter"]
    items: list[BulletItem]


class Countries(Part):
    countries: list[CountryItem]
