"""Texts are asked for in as few calls as an engine's limits allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from .engine import Limits

T = TypeVar("T")


def chunks(items: Sequence[T], *, lengths: Sequence[int], limits: Limits) -> Iterator[list[T]]:
    """Yield the items in order, in groups of so many and so many characters; a longer one is alone."""
    group: list[T] = []
    size = 0
    for item, length in zip(items, lengths, strict=True):
        if group and (len(group) == limits.texts or size + length > limits.characters):
            yield group
            group, size = [], 0
        group.append(item)
        size += length
    if group:
        yield group
