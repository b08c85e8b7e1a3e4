"""Marks that engines leave on words are no words of a translation."""

from __future__ import annotations

import pytest

from translation_workflow.machine.stray import stray_marks


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Save energy.", "#Spremati energija."),
        ("The SEAP is ready.", "*SEAP je spreman."),
        ("A <b>plan</b> of the town", "#plan @of <b>grad</b>"),
        ("See #energy.", "Vidi #energy i #grad."),
        ("“Local” rules", "„*Local” pravila"),
    ],
)
def test_marked_words_are_found(source: str, target: str) -> None:
    """Words that the engine could not say, or not bend."""
    assert stray_marks(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Write to info@eumayors.eu.", "Pišite na info@eumayors.eu."),
        ("Follow #EnergyWeek", "Pratite #EnergyWeek"),
        ("2 * 3 = 6, in C# too", "2 * 3 = 6, i u C#"),
        ("Save &amp; gain &#42;", "Štedi &amp; dobij &#42;"),
        ("Save energy.", "Štedite energiju."),
    ],
)
def test_words_as_they_are_stay_silent(source: str, target: str) -> None:
    """Addresses, sums and the source's own marks are no complaint of an engine."""
    assert not stray_marks(source, target)
