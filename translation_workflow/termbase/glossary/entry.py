"""What a glossary says, line by line, whatever its layout. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from translation_workflow.termbase.concept import Term


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """A concept as a line of a file tells it."""

    key: str
    line: int
    is_free: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term as a line of a file tells it."""

    concept: str
    line: int
    term: Term


@dataclass(frozen=True)
class Glossary:
    """A file that was read and found whole.

    One that is not `explicit` says nothing of status: its first term of a language is the preferred one
    where there is none yet, and what is known already keeps its status.
    """

    name: str
    concepts: tuple[ConceptEntry, ...]
    terms: tuple[TermEntry, ...]
    explicit: bool
