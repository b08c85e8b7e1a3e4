"""Names in the order in which each language sorts them."""

from __future__ import annotations

import pytest

from cms.reader.collation import ALPHABETS, collated

SWEDISH = [
    "Boxholm",
    "Dals-Ed",
    "Emmaboda",
    "Fagersta",
    "Färgelanda",
    "Grästorp",
    "Gullspång",
    "Habo",
    "Hjo",
    "Hylte",
    "Härjedalen",
    "Hörby",
    "Lysekil",
    "Markaryd",
    "Mullsjö",
    "Munkedal",
    "Osby",
    "Perstorp",
    "Skurup",
    "Ånge",
    "Älvsbyn",
    "Östra Göinge",
]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("sv", SWEDISH),
        ("sv-FI", ["Zürich", "Åbo", "Äkäslompolo", "Öja"]),
        ("fi", ["Turku", "Zoo", "Åland", "Äänekoski"]),
        ("et", ["Rõuge", "Saaremaa", "Zoo", "Tartu", "Valga", "Võru", "Õru", "Äksi"]),
        ("hr", ["Cres", "Čakovec", "Ćuprija", "Donji", "Đakovo", "Split", "Šibenik", "Zadar", "Županja"]),
        ("sl", ["Celje", "Črnomelj", "Žalec"]),
        ("pl", ["Lublin", "Łódź", "Malbork", "Świdnica", "Toruń", "Zamość", "Źródła", "Żagań"]),
        ("ro", ["Arad", "Iași", "Înșurăței", "Sibiu", "Șimleu", "Tulcea", "Țăndărei"]),
        ("el", ["Αθήνα", "Άργος", "Βόλος", "Ωρωπός"]),
        ("bg", ["Айтос", "Бургас", "Варна", "Ямбол"]),
        ("fr", ["Écully", "Évreux", "Grenoble"]),
    ],
)
def test_names_stand_as_the_language_sorts_them(language: str, names: list[str]) -> None:
    """Letters with marks stand where the language's alphabet has them, in whatever order they come."""
    assert collated(reversed(names), language=language, name=str) == names


def test_a_language_without_an_alphabet_keeps_the_editors_order() -> None:
    """Where the order is not known, the editor's is kept."""
    assert collated(["b", "a"], language="ja", name=str) == ["b", "a"]


def test_spaces_come_before_letters() -> None:
    """A shorter name stands before a longer one that begins with it."""
    assert collated(["Östra", "Öst", "Öst B"], language="sv", name=str) == ["Öst", "Öst B", "Östra"]


def test_every_language_of_the_editions_has_an_alphabet() -> None:
    """None of the programmes' languages falls back."""
    assert set(ALPHABETS) >= {"en", "bg", "hr", "et", "fi", "fr", "el", "it", "pl", "ro", "sl", "sv", "nl"}
