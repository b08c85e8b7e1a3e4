"""Who may what: one table, act by role. Everything that decides about people reads it, and nothing else.

Plain data. A role is given for something: an author's for a programme, a translator's and a reviewer's for
one edition, a coordinator's for everything. `policy` asks it for people, `role_groups` makes Wagtail's
groups of it, and docs/roles.md shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is, in a programme, in an edition, or everywhere."""

    AUTHOR = "author"
    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"


class Act(StrEnum):
    """Something that people do with the words of editions, or around them."""

    READ_MASTER = "read_master"
    SEE = "see"
    TRANSLATE = "translate"
    ASK = "ask"
    SEND_FOR_REVIEW = "send_for_review"
    TERMS = "terms"
    APPROVE = "approve"
    PUBLISH = "publish"
    DISMISS_BLOCKING = "dismiss_blocking"
    READ_LOG = "read_log"
    TELL_OUTSIDE = "tell_outside"
    WRITE_MASTER = "write_master"
    PUBLISH_MASTER = "publish_master"
    ANSWER = "answer"
    CONCEPTS = "concepts"
    KEEP_REGISTRY = "keep_registry"
    GIVE_ROLES = "give_roles"


@dataclass(frozen=True)
class Entry:
    """One line of the table: what is done, and by which roles."""

    what: str
    by: frozenset[Role]


_A, _T, _R, _C = Role.AUTHOR, Role.TRANSLATOR, Role.REVIEWER, Role.COORDINATOR


def _entry(what: str, *by: Role) -> Entry:
    return Entry(what, frozenset(by))


TABLE: Mapping[Act, Entry] = {
    Act.READ_MASTER: _entry("Read the published master, and choose its pictures and papers", _A, _T, _R, _C),
    Act.SEE: _entry("See how far an edition is", _A, _T, _R, _C),
    Act.TRANSLATE: _entry(
        "Write words, catalogues, adaptations, facts and country pages of an edition, as drafts; "
        "put aside warnings",
        _T,
        _R,
        _C,
    ),
    Act.ASK: _entry("Ask the authors, and comment", _T, _R, _C),
    Act.SEND_FOR_REVIEW: _entry("Send a page of an edition to review", _T, _R, _C),
    Act.TERMS: _entry("Propose and change terms in an edition's language", _T, _R, _C),
    Act.APPROVE: _entry("Approve words of an edition, or send them back", _R, _C),
    Act.PUBLISH: _entry("Publish pages of an edition, and take them down", _R, _C),
    Act.DISMISS_BLOCKING: _entry("Put aside a finding that keeps words from going live", _R, _C),
    Act.READ_LOG: _entry("Read the log of an edition", _R, _C),
    Act.TELL_OUTSIDE: _entry(
        "Keep webhooks and all links to drafts: a reviewer's of the edition, an author's of the master",
        _A,
        _R,
        _C,
    ),
    Act.WRITE_MASTER: _entry("Write the pages of the master, and what they show", _A),
    Act.PUBLISH_MASTER: _entry("Publish the master, and hand it to the editions", _A),
    Act.ANSWER: _entry("Answer the questions of translators", _A, _C),
    Act.CONCEPTS: _entry("Change the concepts of the termbase", _A, _C),
    Act.KEEP_REGISTRY: _entry("Add editions; change their policies and status", _C),
    Act.GIVE_ROLES: _entry("Give roles to people, and take them", _C),
}


ABOUT_MASTER = frozenset({Act.READ_MASTER, Act.WRITE_MASTER, Act.PUBLISH_MASTER, Act.ANSWER, Act.CONCEPTS})
"""Acts in the master of a programme; an author's other acts are in all its editions."""

OF_EDITIONS = frozenset({Role.TRANSLATOR, Role.REVIEWER})
"""Roles that are given for one edition of a country."""


def roles_for(act: Act) -> frozenset[Role]:
    return TABLE[act].by
