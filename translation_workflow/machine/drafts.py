"""Asking an engine for drafts: what the rest of the system calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .clock import CLOCK, Clock
from .engine import Engine


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine says of a text: `words`, an HTML fragment that no rule blocks, or a `fault`.

    Where there is a fault there are no words; it is a sentence. `may_pass`: asking again later may
    help. `is_cached`: nothing was sent.
    """

    text: str
    words: str = ""
    fault: str = ""
    may_pass: bool = False
    is_cached: bool = False


def translate(
    texts: Sequence[str],
    *,
    source: str,
    target: str,
    engine: Engine,
    seconds: float | None = None,
    told: Callable[[int], None] | None = None,
    clock: Clock = CLOCK,
) -> list[Draft]:
    """Return a draft for each text, in order: what is cached at once, the rest from the engine.

    `texts` are HTML fragments as working text holds them; languages are BCP 47 codes of ours. All is
    done in `seconds` (by default the setting's); what is not, has a fault. `told` is called with how
    many texts are done, after each call. Answers are cached as they come, each in a transaction of its own.

    Raises InTransaction, LanguageUnknown, and EngineFailed where the engine's languages cannot be had;
    whatever happens later is told in the drafts.
    """
    raise NotImplementedError
