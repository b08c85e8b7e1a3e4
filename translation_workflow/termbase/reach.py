"""Who reads and writes terms of which languages: what `editions.policy` says, told of languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from translation_workflow.editions.languages import LANGUAGES
from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import editions_seen_by, editions_where, may_anywhere
from translation_workflow.editions.roles import Act

from .concept import chain_of


@dataclass(frozen=True)
class Reach:
    """What somebody reaches: the editions that they see, and the languages (BCP 47) of these.

    `readable` are the languages whose terms they see, in the order of the registry of languages, `writable`
    those in which they write terms. Who `keeps_concepts` adds concepts, changes and deletes them.
    """

    editions: tuple[Edition, ...]
    readable: tuple[str, ...]
    writable: frozenset[str]
    keeps_concepts: bool


def reach_of(user: Any) -> Reach:
    """Return what somebody reaches; a partner the master's language and that of the own edition.

    Three queries, and one more to know the roles.
    """
    editions = tuple(editions_seen_by(user))
    masters = tuple(editions_where(user, Act.CONCEPTS))
    writable = {edition.code for edition in editions_where(user, Act.TERMS)}
    read = {code for edition in (*editions, *masters) for code in chain_of(edition.code)}
    read |= {code for edition in editions for code in chain_of(edition.master_code)}
    return Reach(
        editions,
        tuple(one.code for one in LANGUAGES if one.code.lower() in read),
        frozenset(writable | {master.master_code for master in masters}),
        may_anywhere(user, Act.CONCEPTS),
    )


def may_read(user: Any) -> bool:
    """Return whether somebody has any terms to read."""
    return may_anywhere(user, Act.SEE)
