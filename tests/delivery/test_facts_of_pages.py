"""What a page type says besides its sections."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cms.delivery.documents.build import build
from cms.delivery.documents.pictures import make_renditions
from pages.models import CoachingProgrammePage, Programme, RolePage

from .builders import a_module, a_page, a_theme, an_info_page, block, edition, first_page, text
from .samples import a_picture


def document(page: Any, programme: Programme, code: str = "en") -> dict[str, Any]:
    built = build(page, edition(programme, code))
    return built.model_dump(mode="json", by_alias=True, exclude_unset=True)


def test_every_document_says_what_it_is_and_where_it_stands(programme: Programme) -> None:
    """Key, programme, edition, language, path and title are on all of them."""
    page = a_module(a_theme(first_page(programme), "Waste"), "Advanced")
    own = document(page, programme)
    assert own["key"] == str(page.translation_key)
    assert (own["type"], own["programme"]) == ("module", "covenant-capacity")
    assert (own["edition"], own["language"]) == ("en", "en")
    assert (own["path"], own["title"]) == ("/waste/advanced/", "Advanced")


def test_a_programme_page_is_the_root_and_tells_its_period(programme: Programme) -> None:
    """Days are ISO 8601; a day that nobody knows is null."""
    page = first_page(programme)
    page.period_start = date(2011, 6, 1)
    own = document(page, programme)
    assert own["path"] == "/"
    assert own["period"] == {"start": "2011-06-01", "end": None}


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
def test_a_theme_has_a_key_a_kind_and_a_picture(programme: Programme) -> None:
    """The picture stands beside the theme's name, so that it needs no words of its own."""
    icon = a_picture(600, 300)
    make_renditions(icon)
    own = document(a_theme(first_page(programme), icon=icon), programme)
    assert (own["theme_key"], own["kind"]) == ("buildings", "sector")
    assert (own["icon"]["alt"], own["icon"]["decorative"]) == ("", True)
    assert [(one["width"], one["height"]) for one in own["icon"]["renditions"]] == [(480, 240)]


def test_a_module_groups_processes_and_guidance(programme: Programme) -> None:
    """The parts of a group are named inside it; a group without any is absent."""
    fields = {"processes_people": [text("Talk.")], "level": 2, "minutes": 15, "points": 3}
    own = document(a_module(a_theme(first_page(programme)), **fields), programme)
    assert (own["level"], own["minutes"], own["points"]) == (2, 15, 3)
    assert list(own["sections"]) == ["processes"]
    assert list(own["sections"]["processes"]) == ["people"]


def test_a_role_has_its_supporter_line(programme: Programme) -> None:
    """The line of political support is the page's own, not a block."""
    page = a_page(
        RolePage, "Region", below=first_page(programme), lead=[text("Join.")], supporter_line="With the EU."
    )
    assert document(page, programme)["supporter_line"] == "With the EU."


def test_a_coaching_programme_keeps_stated_numbers_apart_from_the_names_listed(
    programme: Programme,
) -> None:
    """23 were selected and 22 are listed: both are what the source says."""
    page = a_page(
        CoachingProgrammePage,
        "Klimatcoachning",
        below=first_page(programme),
        stated_applied=34,
        stated_selected=23,
        support_amount=Decimal("50000.00"),
        support_currency="SEK",
        participants=[block("participant", name) for name in ("Ånge", "Älvsbyn")],
        date_changed=date(2013, 7, 19),
    )
    own = document(page, programme)
    assert own["stated"] == {"applied": 34, "selected": 23}
    assert own["support_amount"] == {"amount": "50000", "currency": "SEK"}
    assert [one["value"] for one in own["sections"]["participants"]] == ["Ånge", "Älvsbyn"]
    assert (own["participant_order"], own["fact_owner"]) == ("collation", "")
    assert own["date_changed"] == "2013-07-19"


def test_an_amount_that_nobody_stated_is_null(programme: Programme) -> None:
    """No amount is not an amount of nothing."""
    page = a_page(CoachingProgrammePage, "Coaching", below=first_page(programme))
    assert document(page, programme)["support_amount"] is None


def test_an_information_page_has_a_body_and_nothing_else(programme: Programme) -> None:
    """Legal notices are plain pages."""
    assert list(document(an_info_page(first_page(programme)), programme)["sections"]) == ["body"]


@pytest.mark.parametrize(("code", "names"), [("en", ["Sweden", "Greece"]), ("sv", ["Sverige", "Grekland"])])
def test_countries_are_named_in_the_editions_language(
    programme: Programme, code: str, names: list[str]
) -> None:
    """Countries are data: their names come with the language, in the order of the author."""
    page = first_page(programme, code)
    codes = [block("item", "SE"), block("item", "GR")]
    page.body = [
        block("section", {"heading": "Where", "content": [block("countries", {"countries": codes})]})
    ]
    page.save()
    (section,) = document(page, programme, code)["sections"]["body"]
    listed = section["value"]["content"][0]["value"]["countries"]
    assert [one["value"]["name"] for one in listed] == names
    assert [one["id"] for one in listed] == [one["id"] for one in codes]


def test_facts_carry_the_day_on_which_they_age(programme: Programme) -> None:
    """Whether a fact is overdue is for clients to say: a document knows no today."""
    fact = {"text": "<p>20 %</p>", "source": "EU", "review_by": "2027-01-01"}
    page = a_module(a_theme(first_page(programme)), introduction=[block("fact", fact)])
    (own,) = document(page, programme)["sections"]["introduction"]
    assert own["value"]["review_by"] == "2027-01-01"
