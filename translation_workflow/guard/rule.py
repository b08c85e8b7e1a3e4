"""What the guard knows of an address of the admin. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from translation_workflow.editions.roles import Role


class About(StrEnum):
    """What an address is about, and so how the edition is found that it belongs to."""

    NOTHING = "nothing"
    """Nothing of one edition, or something that its own screen asks for."""
    PAGE = "page"
    IMAGE = "image"
    DOCUMENT = "document"
    SNIPPET = "snippet"
    TRANSLATION = "translation"
    """The engine's record of a page or snippet in a language."""
    MANY = "many"
    """A kind of objects and, in the query, which of them."""
    ONE = "one"
    """A kind of objects and which of them, in the address."""


@dataclass(frozen=True)
class Rule:
    """Who may look at an address (GET, HEAD, OPTIONS), and who may send to it.

    `root`: the page that is above all editions may be looked at, too: Wagtail begins there, and shows what
    somebody may see. `masters`: what the master of one's programme has may be taken.
    """

    look: frozenset[Role]
    change: frozenset[Role]
    about: About = About.NOTHING
    root: bool = False
    masters: bool = False
    is_open: bool = False
    """For everybody, logged in or not: what Wagtail shows before."""
    for_all: bool = False
    """For whoever may come into the admin, with a role or without, where anybody may look or send at all."""

    translations: bool = True
    """Whether it is for pages, too, that stand and fall with their master."""

    def roles(self, *, looks: bool) -> frozenset[Role]:
        return self.look if looks else self.change
