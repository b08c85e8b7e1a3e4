"""What happens between an installed project and a running one; quick when there is nothing to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .database import migrate
from .roles import keep_reviews, keep_roles
from .static import collect_static

Act = Callable[[], None]


@dataclass(frozen=True)
class Step:
    """A step of the preparation: a function of ours, or a management command with its arguments.

    Without a `vital` step nothing can be served. Any other may fail: what it could not bring in is reported,
    and everything that is there already is served.
    """

    title: str
    does: Act | tuple[str, ...]
    vital: bool = False


STEPS = (
    Step("Database", migrate, vital=True),
    Step("Static files", collect_static, vital=True),
    Step("Starter programme", ("load_starter",)),
    Step("Agreed terms", ("load_glossary", "--shipped")),
    Step("Master to the editions", ("submit_master", "--all")),
    # Snippets that came: told now, there are only the masters' documents to make anew.
    Step("Documents of the masters", ("work", "--once")),
    Step("Roles", keep_roles),
    Step("Workflows of reviews", keep_reviews),
    Step("Shipped translations", ("import_po", "--shipped")),
    Step("What countries have of their own", ("load_editions",)),
    # Only what was never published: a start is no publication of what somebody typed meanwhile.
    Step("First publication of the editions", ("publish_edition", "--first")),
    # Again: pages that stand below live ones, and drafts, which that publication would have published.
    Step("Countries' pages and drafts", ("load_editions",)),
    # The worker would do it, too; but what is announced as running should be whole.
    Step("What is left to follow up", ("work", "--once")),
    # What an older version of the system made.
    Step("Documents of older versions", ("rebuild_documents", "--all", "--outdated")),
    # What was published before there was a search, or is folded by other rules since.
    Step("Search index", ("index_search", "--all")),
)
