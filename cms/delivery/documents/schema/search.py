"""What a search answers."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from .base import Part
from .resources import DocumentType


class Run(Part):
    """Words in a row; `match` where they are what was looked for."""

    text: str
    match: bool


class Excerpt(Part):
    """A part of a page's text, as runs to be written one after the other.

    `section` (`key_questions`, `processes.people`) and `block` say where it stands in the document; both are
    absent outside of sections. `language` only where the words are not in the edition's.
    """

    section: str | SkipJsonSchema[None] = None
    block: str | SkipJsonSchema[None] = None
    language: str | SkipJsonSchema[None] = None
    runs: list[Run]


class Hit(Part):
    """A page that was found. `marked_title` is its title as runs.

    `title_language` only where the title is not in the edition's language.
    """

    key: UUID
    type: DocumentType
    path: str
    title: str
    title_language: str | SkipJsonSchema[None] = None
    marked_title: list[Run]
    excerpt: Excerpt
    url: Annotated[str, Field(description="The address of the document as it is now.")]


class SearchResults(Part):
    """The pages of an edition that say what was looked for, best first.

    `found` is `all` where every page of the list has all the words, `some` where no page has them all, and
    `none`. `total` counts all pages that were found, `hits` are those after the first `offset`.
    """

    programme: str
    edition: str
    language: str
    query: str
    found: Literal["all", "some", "none"]
    total: int
    offset: int
    limit: int
    hits: list[Hit]
