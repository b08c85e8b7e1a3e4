"""What the sources say by how they are built stands in documents as structure, and not as words alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from .conftest import Loaded

pytestmark = pytest.mark.alike("Blocks that were loaded are the same on both.")

CAPACITY, BELGIUM = "covenant-capacity/sv", "mayors-in-action/nl-BE"


def of_type(value: Any, kind: str) -> Iterator[Any]:
    """Yield the values of all blocks of a type, however deep, in reading order."""
    if isinstance(value, dict):
        if value.get("type") == kind and "value" in value:
            yield value["value"]
        for one in value.values():
            yield from of_type(one, kind)
    elif isinstance(value, list):
        for one in value:
            yield from of_type(one, kind)


def count(section: Any, kind: str) -> int:
    return len([*of_type(section, kind)])


def test_nested_lists_stay_nested(loaded: Loaded) -> None:
    """Two groups with members, three lettered parts, five lines below one of a list, twelve countries."""
    body = loaded.document(CAPACITY, "/")["sections"]["body"]
    assert [len(group["members"]) for group in of_type(body, "audience")] == [2, 2]
    [lettered] = of_type(body, "lettered")
    assert len(lettered) == 3
    structure, countries, _ = [part["value"]["content"] for part in lettered]
    items = [item["value"] for bullets in of_type(structure, "bullets") for item in bullets["items"]]
    assert [len(item["items"]) for item in items] == [0, 5]
    [listed] = of_type(countries, "countries")
    assert len(listed["countries"]) == 12


def test_a_role_has_its_commitments_steps_and_benefits(loaded: Loaded) -> None:
    """Seven, three and six, and two papers without a file."""
    sections = loaded.of_type(CAPACITY, "role")["sections"]
    assert count(sections["commitments"], "commitment") == 7
    assert count(sections["how_to_apply"], "step") == 3
    assert count(sections["why"], "benefit") == 6
    assert [paper["document"] for paper in of_type(sections["documents"], "document")] == [None, None]


def test_twenty_two_are_listed_where_twenty_three_are_stated(loaded: Loaded) -> None:
    """Both are what the source says, and neither is mended."""
    page = loaded.of_type(CAPACITY, "coaching")
    assert page["stated"] == {"applied": 34, "selected": 23}
    assert count(page["sections"]["participants"], "participant") == 22


def test_names_stand_in_the_order_of_the_swedish_alphabet(loaded: Loaded) -> None:
    """Å, Ä and Ö come last, in this order."""
    section = loaded.of_type(CAPACITY, "coaching")["sections"]["participants"]
    names = [*of_type(section, "participant")]
    assert [name[0] for name in names[-3:]] == ["Å", "Ä", "Ö"]
    alphabet = " -abcdefghijklmnopqrstuvwxyzåäö"
    assert names == sorted(names, key=lambda name: [alphabet.index(sign) for sign in name.lower()])


def test_the_partners_of_mayors_in_action_are_data(loaded: Loaded) -> None:
    """Nine, each with its address, and one of them the coordinator."""
    partners = [*of_type(loaded.document(BELGIUM, "/")["sections"]["partners"], "partner")]
    assert len(partners) == 9
    assert all(one["url"].startswith(("http://", "https://")) for one in partners)
    assert [one["role"] for one in partners].count("coordinator") == 1


def test_both_logos_say_what_they_show(loaded: Loaded) -> None:
    """Pictures with an alternative text each."""
    logos = [*of_type(loaded.document(CAPACITY, "/")["sections"]["logos"], "logo")]
    assert [one["image"] and one["image"]["alt"] for one in logos] == ["Logo ICLEI", "Logo IEE"]
    assert all(one["image"]["renditions"] and not one["image"]["decorative"] for one in logos)


def test_mail_addresses_are_plain(loaded: Loaded) -> None:
    """How they are hidden from programs that collect them is the frontend's; a flag asks for it."""
    role = loaded.of_type(CAPACITY, "role")["sections"]["contacts"]
    contacts = loaded.document(BELGIUM, "/")["sections"]["contacts"]
    mails = {one["email"] for section in (role, contacts) for one in of_type(section, "contact_point")}
    assert mails >= {
        "coordinators@eumayors.eu",
        "mayorsinaction@cittametropolitana.genova.it",
        "mayorsinaction@iclei.org",
    }
    assert "[at]" not in json.dumps(loaded.documents)
