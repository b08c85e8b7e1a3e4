"""Translation memory: a look-up against comparing with everything, and many at once against one by one."""

from __future__ import annotations

import gc
import random
from collections.abc import Sequence
from functools import partial
from statistics import median

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein
from wagtail_localize.models import String

from tests.memory.rows import remember, sentences
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.memory import known
from translation_workflow.memory.matches import matches, matches_for
from translation_workflow.memory.score import USEFUL, signs_of, worth

from .measuring import BOTH, Values, cpu, measure

UNITS = 30_000
LOOKUPS = 100
TOP = 5
ROUNDS = 3


@measure(
    "memory_lookup",
    databases=BOTH,
    memory_lookup_vs_bruteforce="times",
    memory_lookup_vs_bounded="times",
    ours_ms="ms of CPU",
    bruteforce_ms="ms of CPU",
    bounded_ms="ms of CPU",
    first_s="s of CPU",
)
def memory_lookup() -> Values:
    """The five best of 30,000 units; RapidFuzz over all of them gives the same ones above 75.

    *Bounded*: RapidFuzz is told that only what is above 75 is wanted, so that it can leave off early.
    """
    edition, texts = _stage()
    asked = _asked(texts)
    first = cpu(partial(matches, asked[0], edition))
    ours, brute, bounded = [], [], []
    for number in range(ROUNDS):
        some = asked[number::ROUNDS]
        gc.collect()
        ours.append(cpu(lambda some=some: [matches(text, edition) for text in some]) / len(some))
        gc.collect()
        brute.append(cpu(lambda some=some: [_compared_with_all(text, texts) for text in some]) / len(some))
        gc.collect()
        bounded.append(
            cpu(lambda some=some: [_compared_with_all(text, texts, cutoff=USEFUL / 100) for text in some])
            / len(some)
        )
    for text in asked:
        _check([(match.source, match.score) for match in matches(text, edition)], _best(text, texts))
    return {
        "memory_lookup_vs_bruteforce": sum(ours) / sum(brute),
        "memory_lookup_vs_bounded": sum(ours) / sum(bounded),
        "ours_ms": 1e3 * median(ours),
        "bruteforce_ms": 1e3 * median(brute),
        "bounded_ms": 1e3 * median(bounded),
        "first_s": first,
    }


@measure(
    "memory_batch",
    databases=BOTH,
    memory_batch_ratio="times",
    batch_ms="ms of CPU",
    singles_ms="ms of CPU",
)
def memory_batch() -> Values:
    """A hundred segments at once, and the same a hundred times one."""
    edition, texts = _stage()
    asked = _asked(texts)
    matches_for(asked, edition)
    batch, singles = [], []
    for _ in range(ROUNDS):
        gc.collect()
        batch.append(cpu(lambda: matches_for(asked, edition)))
        gc.collect()
        singles.append(cpu(lambda: [matches(text, edition) for text in asked]))
    one_by_one = {text: matches(text, edition) for text in asked}
    assert matches_for(asked, edition) == one_by_one, "At once other answers come than one by one."
    return {
        "memory_batch_ratio": median(batch) / median(singles),
        "batch_ms": 1e3 * median(batch),
        "singles_ms": 1e3 * median(singles),
    }


def _stage() -> tuple[Edition, list[str]]:
    known.forget()
    edition = add_edition(add_programme("remembered", name="Remembered", master="en"), code="sv")
    texts = sentences(UNITS)
    remember(texts, edition)
    _ = edition.programme.master_locale, edition.kind
    return edition, list(String.objects.order_by("pk").values_list("data", flat=True))


def _asked(texts: Sequence[str]) -> list[str]:
    """Return texts to look up: a fifth as they are, others rewritten a little or more, some unlike any."""
    chance = random.Random(5)
    asked = []
    for number, text in enumerate(chance.sample(texts, LOOKUPS)):
        words = text.split(" ")
        for _ in range(0 if number % 5 == 0 else 1 + number % 5 * len(words) // 12):
            words[chance.randrange(len(words))] = chance.choice(["summer", "energy", "the", "21"])
        asked.append(" ".join(words))
    return asked


def _compared_with_all(text: str, texts: Sequence[str], *, cutoff: float | None = None) -> object:
    return process.extract(
        text, texts, scorer=Levenshtein.normalized_similarity, limit=TOP, score_cutoff=cutoff
    )


def _best(text: str, texts: Sequence[str]) -> list[tuple[str, float]]:
    """Return the best texts by what they are worth, comparing with all of them."""
    found = process.extract(
        text, texts, scorer=Levenshtein.normalized_similarity, limit=None, score_cutoff=USEFUL / 100
    )
    asked = signs_of(text, language="en")
    worths = [(other, worth(100 * like, asked, signs_of(other, language="en"))) for other, like, _ in found]
    return sorted(worths, key=lambda one: -one[1])[:TOP]


def _check(ours: Sequence[tuple[str, int]], theirs: Sequence[tuple[str, float]]) -> None:
    """Refuse a look-up that found others; of equal ones, any may come first."""
    assert len(ours) == len(theirs), f"{len(ours)} were found of {len(theirs)}."
    for (text, score), (other, value) in zip(ours, theirs, strict=True):
        assert score == int(round(value, 6)), f"“{text}” has {score}; “{other}” would have {value}."
