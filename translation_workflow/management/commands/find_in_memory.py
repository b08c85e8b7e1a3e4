"""Look something up in the translation memory of an edition's language."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from translation_workflow.management.editions import translations_among
from translation_workflow.management.outcome import as_json
from translation_workflow.management.tables import as_table
from translation_workflow.memory.concordance import Occurrence, concordance
from translation_workflow.memory.match import Match
from translation_workflow.memory.matches import matches
from translation_workflow.memory.score import USEFUL

SHOWN = 60


class Command(BaseCommand):
    help = (
        "Show what people translated for a text of the master, or for texts much like it, in the language "
        "of an edition. With --concordance: where a phrase stands in any text or translation, in any "
        "inflection. The exit status is 0 whatever is found."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition", help="programme/code, for example covenant-capacity/sv")
        parser.add_argument("text", help="a text of the master as catalogues have it, or a phrase")
        parser.add_argument("--concordance", action="store_true", help="look for a phrase on both sides")
        parser.add_argument("--limit", type=_between(1, 1000), default=5, help="so many at most (5)")
        parser.add_argument(
            "--at-least",
            type=_between(1, 100),
            default=USEFUL,
            help=f"how alike a text must be, 1 to 100 ({USEFUL}; 100: the same text only)",
        )
        parser.add_argument("--json", action="store_true", help="the outcome for machines")

    def handle(self, *args: Any, edition: str, text: str, limit: int, json: bool, **options: Any) -> None:
        [chosen] = translations_among([edition], everything=False)
        if options["concordance"]:
            found = concordance(text, chosen, limit=limit)
            data = [_occurrence(one) for one in found]
            rows = [_columns(one.match) for one in found]
        else:
            offers = matches(text, chosen, limit=limit, at_least=options["at_least"])
            data = [_match(one) for one in offers]
            rows = [{"score": one.score, **_columns(one)} for one in offers]
        if json:
            self.stdout.write(as_json(data))
        elif rows:
            self.stdout.write(as_table({str(number): row for number, row in enumerate(rows, start=1)}))
        else:
            self.stdout.write(f"Memory has nothing like this in {chosen.native_name}.")


def _between(lowest: int, highest: int) -> Callable[[str], int]:
    def number(given: str) -> int:
        if not given.isascii() or not given.isdigit() or not lowest <= int(given) <= highest:
            raise ArgumentTypeError(f"“{given}” is no whole number from {lowest} to {highest}.")
        return int(given)

    return number


def _columns(match: Match) -> dict[str, Any]:
    return {
        "text": _shortened(match.source),
        "words": _shortened(match.words),
        "state": match.state.label,
        "origin": match.origin.label,
        "edition": match.edition or "",
        "days": (timezone.now() - match.at).days,
    }


def _match(match: Match) -> dict[str, Any]:
    return {
        "score": match.score,
        "source": match.source,
        "words": match.words,
        "state": str(match.state),
        "origin": str(match.origin),
        "edition": str(match.edition) if match.edition else None,
        "object": match.key,
        "path": match.path,
        "written": match.at.isoformat(),
    }


def _occurrence(one: Occurrence) -> dict[str, Any]:
    told = {name: value for name, value in _match(one.match).items() if name != "score"}
    return {**told, "in_source": one.in_source, "in_words": one.in_words, "together": one.together}


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
