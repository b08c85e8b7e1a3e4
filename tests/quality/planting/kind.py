"""A kind of error: how it is planted into a translation that is right, and which rule should find it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from translation_workflow.quality.finding import Side
from translation_workflow.quality.pair import Pair

Plant = Callable[[Pair], Pair | None]
"""Return the pair with one error in it; None where the entry gives no room for such an error."""


@dataclass(frozen=True)
class Kind:
    """`absent` are the languages that know no such error, with the reason."""

    name: str
    rule: str
    plant: Plant
    side: Side = Side.TARGET
    absent: Mapping[str, str] = field(default_factory=dict)
    in_interface: bool = False


def changed(pair: Pair, target: str | None) -> Pair | None:
    """Return the pair with another translation; None where there is no other."""
    return None if target is None or target == pair.target else replace(pair, target=target)


def swap(pattern: str, by: str | Callable[[re.Match[str]], str]) -> Plant:
    """Replace the first match in the translation as it is stored."""
    expression = re.compile(pattern)
    return lambda pair: changed(pair, expression.sub(by, pair.target, count=1))


def swap_text(pattern: str, by: str | Callable[[re.Match[str]], str]) -> Plant:
    """Replace the first match in what a reader sees of the translation; tags are left alone."""
    expression = re.compile(pattern)
    return lambda pair: changed(pair, _swapped(pair.target, expression, by))


def swap_by_language(choices: Mapping[str, tuple[str, str]]) -> Plant:
    """As `swap_text`, with another pattern for each language."""
    plants = {language: swap_text(*choice) for language, choice in choices.items()}
    return lambda pair: plants[pair.base](pair) if pair.base in plants else None


def _swapped(target: str, expression: re.Pattern[str], by: str | Callable[[re.Match[str]], str]) -> str:
    parts = list(_parts(target))
    for number, part in enumerate(parts):
        if not part.startswith("<") and (new := expression.sub(by, part, count=1)) != part:
            return "".join([*parts[:number], new, *parts[number + 1 :]])
    return target


def _parts(fragment: str) -> Iterator[str]:
    yield from re.split(r"(<[^>]*>)", fragment)
