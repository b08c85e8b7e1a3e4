"""What an engine is: something that answers texts with texts, one call at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from translation_workflow.sockets.clock import Deadline

Languages = Mapping[str, frozenset[str]]
"""Source language → the languages that an engine translates it into, by the engine's own codes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call holds: so many texts, and characters of them together.

    `at_once` calls may be under way; a text longer than `text` characters is not sent at all.
    """

    texts: int
    characters: int
    text: int
    at_once: int = 8


class Engine(Protocol):
    """An engine holds no state: who asks it retries, waits, keeps count and checks what it says.

    `version` changes whenever the same text may be answered otherwise. `leaves_house`: texts go to a
    machine of somebody else. `is_pretence`: its answers are no language (see `engines.pseudo`).
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def limits(self) -> Limits: ...

    @property
    def leaves_house(self) -> bool: ...

    @property
    def is_pretence(self) -> bool: ...

    def languages(self, *, deadline: Deadline) -> Languages:
        """Return what it translates. Raises EngineFailed."""

    def ask(self, texts: Sequence[str], *, source: str, target: str, deadline: Deadline) -> list[str | None]:
        """Return an answer for each plain text, in order; languages are the engine's codes.

        Texts hold marks like ⟦0⟧, which are to come back as they are. None is an answer that is no text;
        whether there are as many as texts is for who asks to see. Raises EngineFailed.
        """
