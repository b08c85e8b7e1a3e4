"""What else an edition says: the same text in other words, and other texts in the same words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

# So many of each are told: a label may stand in thousands of places.
MOST = 5


@dataclass(frozen=True)
class Said:
    """The words that one place has for a text of the master; `context` and `string` name these two."""

    context: Hashable
    string: Hashable
    text: str
    words: str


@dataclass(frozen=True)
class Others:
    """What an edition says in all its places that are translated; asked piece by piece."""

    rows: Sequence[Said]

    def elsewhere(self, *, context: Hashable, string: Hashable) -> tuple[str, ...]:
        """Return other places' words for the same text, in the order of the alphabet: no more than MOST."""
        own = self._own.get((context, string))
        counts = self._words.get(string, {})
        found = (words for words, count in counts.items() if count > (words == own))
        return tuple(islice(found, MOST))

    def namesakes(self, words: str, *, string: Hashable) -> tuple[str, ...]:
        """Return other texts that have the same words, in the order of the alphabet: no more than MOST."""
        texts = self._texts.get(words, {})
        return tuple(islice((text for text, other in texts.items() if other != string), MOST))

    @cached_property
    def _own(self) -> Mapping[tuple[Hashable, Hashable], str]:
        return {(row.context, row.string): row.words for row in self.rows}

    @cached_property
    def _words(self) -> Mapping[Hashable, Mapping[str, int]]:
        counts: dict[Hashable, Counter[str]] = defaultdict(Counter)
        for row in self.rows:
            counts[row.string][row.words] += 1
        return {string: dict(sorted(found.items())) for string, found in counts.items()}

    @cached_property
    def _texts(self) -> Mapping[str, Mapping[str, Hashable]]:
        texts: dict[str, dict[str, Hashable]] = defaultdict(dict)
        for row in self.rows:
            texts[row.words][row.text] = row.string
        return {words: dict(sorted(found.items())) for words, found in texts.items()}
