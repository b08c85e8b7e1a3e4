"""Errors in the working text of the running system: the command tells them, and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail_localize.models import StringTranslation

from tests.programme.shipped import translated
from translation_workflow.editions.models import Edition
from translation_workflow.quality.piece import Piece
from translation_workflow.quality.pieces import pieces_of

from .planting import KINDS, Kind

pytestmark = [pytest.mark.django_db, pytest.mark.alike("rules read words")]

NAME = "covenant-capacity/sv"


@pytest.fixture
def swedish() -> Edition:
    """The Swedish edition as the first start leaves it."""
    translated("sv")
    return Edition.objects.get(code="sv", programme__slug="covenant-capacity")


def check(name: str = NAME) -> list[dict[str, Any]]:
    """What the command tells a machine of an edition."""
    out = StringIO()
    with suppress(CommandError):
        call_command("check_translations", name, "--json", stdout=out, stderr=StringIO())
    found: list[dict[str, Any]] = json.loads(out.getvalue())
    return found


def room(pieces: list[Piece]) -> Iterator[tuple[Kind, Piece, str]]:
    """Yield kinds of error that are in the words alone, each with a piece of its own and the wrong words."""
    texts = Counter(piece.pair.source for piece in pieces)
    free = {(piece.context, piece.string): piece for piece in pieces if texts[piece.pair.source] == 1}
    for kind in KINDS:
        for place, piece in free.items():
            pair = kind.plant(piece.pair)
            if pair is not None and pair == replace(piece.pair, target=pair.target):
                yield kind, free.pop(place), pair.target
                break


def test_the_shipped_edition_is_silent(swedish: Edition) -> None:
    """Of the Swedish edition as it ships, nothing is told."""
    assert pieces_of(swedish)
    assert check() == []


@pytest.mark.usefixtures("swedish")
def test_the_shipped_master_is_silent() -> None:
    """Of the master's own text, with the room that its places have, nothing is told."""
    assert check("covenant-capacity/en") == []


def test_exactly_what_was_planted_is_told(swedish: Edition) -> None:
    """Each planted error is told at its place by its rule, and no other place is named."""
    planted = {}
    for kind, piece, words in room(pieces_of(swedish)):
        row = StringTranslation.objects.filter(
            locale=swedish.locale, context=piece.context, translation_of=piece.string
        )
        assert row.update(data=words) == 1
        planted[str(piece.address), piece.pair.source] = kind
    assert len(planted) >= 25
    told: dict[tuple[str, str], set[str]] = {}
    for found in check():
        told.setdefault((found["address"], found["source"]), set()).add(found["rule"])
    assert told.keys() == planted.keys()
    assert {place: kind.rule for place, kind in planted.items() if kind.rule not in told[place]} == {}


def test_what_one_text_says_against_another_is_told_of_both(swedish: Edition) -> None:
    """One of two places changed, and a text given another's words: each of the places is told."""
    rows = StringTranslation.objects.filter(locale=swedish.locale)
    place = rows.filter(translation_of__data="Directive 2010/31/EU, article 9").order_by("pk").first()
    assert place is not None
    assert rows.filter(pk=place.pk).update(data="Direktiv 2010/31/EU, art. 9") == 1
    assert rows.filter(translation_of__data="give up").update(data="renovera i etapper, med ett pass") == 1
    assert sorted((found["rule"], found["source"]) for found in check()) == [
        ("inconsistent", "Directive 2010/31/EU, article 9"),
        ("inconsistent", "Directive 2010/31/EU, article 9"),
        ("two-sources", "give up"),
        ("two-sources", "renovate in stages, with a passport"),
    ]
