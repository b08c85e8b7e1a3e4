"""Whether answers stand with the texts they are of: seen by what no translation changes.

Names, figures and abbreviations that stand in one text of a call only are looked for in its answer. Texts
without any look the same in any order: what that hides, only people see.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

# A figure, or a word with two capitals: `2030`, `1.5`, `SEAP`, `LIFE`, `CO2`.
_LASTING = re.compile(r"\b(?=\w*\d|\w*[A-Z]\w*[A-Z])\w{2,40}\b")


def are_mixed_up(texts: Sequence[str], answers: Sequence[str]) -> bool:
    """Whether more answers hold what belongs to another text than hold what belongs to their own."""
    lasting = [frozenset(_LASTING.findall(text)) for text in texts]
    number = Counter(word for words in lasting for word in words)
    home = {word: at for at, words in enumerate(lasting) for word in words if number[word] == 1}
    found = [
        (home[word], at)
        for at, answer in enumerate(answers)
        for word in frozenset(_LASTING.findall(answer))
        if word in home
    ]
    strayed = sum(at != home_at for home_at, at in found)
    return strayed > len(found) - strayed
