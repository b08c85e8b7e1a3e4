"""The values of a catalogue's entries as hashes: what a partner was handed, and what came back.

A snapshot is a string of 16 bytes an entry: eight for place and source text, eight for the words. It
tells what somebody changed, and needs no mark in the file but the text itself.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b, sha256

Values = Mapping[bytes, bytes]
"""Piece → value, both hashed."""

_PAIR = struct.Struct("8s8s")


def piece_hash(context: str, source: str) -> bytes:
    """Return what stands for a text of the master in its place (an address, written)."""
    return blake2b(f"{context}\0{source}".encode(), digest_size=8).digest()


def value_hash(words: str, *, needs_work: bool) -> bytes:
    """Return what stands for a translation; one that needs work is another than the same that does not."""
    return blake2b(f"{'~' if needs_work else '='}{words}".encode(), digest_size=8).digest()


def packed(values: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Return piece and value of each entry, in the order of pieces: moved blocks change nothing."""
    return b"".join(piece + value for piece, value in sorted(values))


def unpacked(entries: bytes | memoryview) -> Values:
    """Return what `packed` packed."""
    return dict(_PAIR.iter_unpack(bytes(entries)))


def entries_digest(entries: bytes) -> str:
    """Return the name of a snapshot: the same values have the same one, on any machine."""
    return sha256(entries).hexdigest()[:32]


@dataclass(frozen=True)
class Taken:
    """An earlier file from the same export: its values, and whether the same person sent it."""

    values: Values = field(repr=False)
    by_the_same: bool = False


def base_of(incoming: Values, exported: Values, taken: Sequence[Taken]) -> Values:
    """Return what the sender of a file knew: the export, and their own earlier file where there is one.

    `taken` is latest first. A file goes on from an earlier one if it has at least half of what that one
    changed. What it has as it was exported, its sender never touched; what neither has was changed by the
    same person if the same person sent both, and else by somebody beside the other.
    """
    for earlier in taken:
        changed = {piece for piece, value in earlier.values.items() if exported.get(piece) != value}
        kept = sum(incoming.get(piece) == earlier.values[piece] for piece in changed)
        if kept and kept * 2 >= len(changed):
            known = {
                piece: value
                for piece, value in earlier.values.items()
                if incoming.get(piece) == value
                or (earlier.by_the_same and incoming.get(piece) != exported.get(piece))
            }
            return {**exported, **known}
    return exported


def likeliest(incoming: Values, exports: Sequence[Values]) -> int | None:
    """Return which export a file was made from, as a position: it has most of that one's values.

    Of several, the last in the order given; None where it has nothing of any.
    """
    alike = [sum(incoming.get(piece) == value for piece, value in one.items()) for one in exports]
    most = max(alike, default=0)
    return len(alike) - 1 - alike[::-1].index(most) if most else None
