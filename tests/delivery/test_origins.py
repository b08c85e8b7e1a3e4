"""Every block says where its words come from, and names their language where it is not the edition's."""

from __future__ import annotations

from typing import Any

import pytest

from cms.delivery.documents.build import build
from pages.models import Programme, RolePage
from translation_workflow.editions.models import Edition
from translation_workflow.review.coverage import Origin

from .builders import (
    Words,
    a_module,
    a_page,
    a_programme,
    a_theme,
    an_info_page,
    block,
    edition,
    first_page,
    in_edition,
    text,
)


def blocks(page: Any, row: Edition, coverage: Words | None) -> list[Any]:
    return [
        one.model_dump(mode="json", exclude_unset=True)
        for one in build(page, row, coverage).sections.body or []
    ]


def a_swedish_page(programme: Programme, *body: dict[str, Any]) -> Any:
    return in_edition(an_info_page(first_page(programme), body=list(body)), "sv")


def test_in_the_masters_own_edition_everything_is_master(programme: Programme) -> None:
    """Nothing is translated there, and nobody is asked."""
    page = an_info_page(first_page(programme))
    (one,) = blocks(page, edition(programme, "en"), None)
    assert (one["origin"], "language" in one) == ("master", False)


def test_translated_words_are_translated(programme: Programme) -> None:
    """A translated block is in the edition's language and does not say so again."""
    page = a_swedish_page(programme, text("Hej."))
    (one,) = blocks(page, edition(programme, "sv"), Words())
    assert (one["origin"], "language" in one) == ("translated", False)


def test_a_block_in_the_masters_words_names_their_language(programme: Programme) -> None:
    """A screen reader must not read English aloud as Swedish."""
    page = a_swedish_page(programme, text("Hello."))
    (one,) = blocks(page, edition(programme, "sv"), Words(Origin.MASTER))
    assert (one["origin"], one["language"]) == ("master", "en")


def test_a_block_without_words_is_masters_without_a_language(programme: Programme) -> None:
    """A list of countries is data: there is nothing to translate."""
    countries = block("countries", {"countries": [block("item", "SE")]})
    page = a_swedish_page(programme, block("section", {"heading": "Var", "content": [countries]}))
    (section,) = blocks(page, edition(programme, "sv"), Words(None))
    (one,) = section["value"]["content"]
    assert (one["origin"], "language" in one) == ("master", False)


def test_nested_blocks_have_origins_of_their_own(programme: Programme) -> None:
    """A section may be half translated; which half is what a reader wants to know."""
    done, open_ = text("Klart.", "done"), text("Open.", "open")
    section = block("section", {"heading": "Rubrik", "content": [done, open_]}, "section")
    page = a_swedish_page(programme, section)
    path = f"body.{section['id']}"
    coverage = (
        Words(None)
        .at(path, Origin.PARTIAL)
        .at(f"{path}.content.{done['id']}", Origin.TRANSLATED)
        .at(f"{path}.content.{open_['id']}", Origin.MASTER)
    )
    (one,) = blocks(page, edition(programme, "sv"), coverage)
    assert one["origin"] == "partial"
    inside = [(child["origin"], child.get("language")) for child in one["value"]["content"]]
    assert inside == [("translated", None), ("master", "en")]


def test_provenance_counts_blocks_by_origin_nested_ones_too(programme: Programme) -> None:
    """What a client counts by walking the document is what provenance says."""
    inner = text("Klart.", "inner")
    section = block("section", {"heading": "Rubrik", "content": [inner]}, "section")
    page = a_swedish_page(programme, section, text("Hello.", "hello"))
    coverage = Words().at(f"body.{text('', 'hello')['id']}", Origin.MASTER)
    counts = build(page, edition(programme, "sv"), coverage).provenance
    assert (counts.translated, counts.master, counts.partial, counts.hidden) == (2, 1, 0, 0)


def test_where_the_policy_is_to_omit_untranslated_blocks_are_left_out(programme: Programme) -> None:
    """Blocks without words stay, and so does whatever is partly translated."""
    row = edition(programme, "sv")
    row.fallback = Edition.Fallback.OMIT
    kept, gone, half = text("Klart.", "kept"), text("Open.", "gone"), text("Halv.", "half")
    page = a_swedish_page(programme, kept, gone, half)
    coverage = Words().at(f"body.{gone['id']}", Origin.MASTER).at(f"body.{half['id']}", Origin.PARTIAL)
    assert [one["id"] for one in blocks(page, row, coverage)] == [kept["id"], half["id"]]
    assert build(page, row, coverage).provenance.master == 0


def test_a_section_all_of_whose_blocks_are_omitted_is_absent(programme: Programme) -> None:
    """An edition shows no heading over nothing."""
    row = edition(programme, "sv")
    row.fallback = Edition.Fallback.OMIT
    page = a_swedish_page(programme, text("Open."))
    assert "body" not in build(page, row, Words(Origin.MASTER)).sections.model_fields_set


def test_the_masters_edition_omits_nothing(programme: Programme) -> None:
    """The policy is about translations; the master has none."""
    row = edition(programme, "en")
    row.fallback = Edition.Fallback.OMIT
    assert len(blocks(an_info_page(first_page(programme)), row, Words(Origin.MASTER))) == 1


def test_an_edition_in_the_masters_language_has_copies(db: None) -> None:
    """English for the United Kingdom starts as the master's English: a copy, not a gap."""
    programme = a_programme(editions=("en", "en-GB"))
    page = in_edition(an_info_page(first_page(programme)), "en-gb")
    built = build(page, edition(programme, "en-GB"), Words(Origin.COPY))
    assert (built.edition, built.language) == ("en-GB", "en-GB")
    assert built.sections.body is not None
    assert built.sections.body[0].origin == "copy"
    assert "language" not in built.sections.body[0].model_fields_set


def test_a_page_that_exists_in_one_edition_only_is_national(programme: Programme) -> None:
    """Authored there, without a master: its words are the country's own."""
    page = an_info_page(first_page(programme, "sv"), "Klimatcoachning")
    (one,) = blocks(page, edition(programme, "sv"), Words(Origin.MASTER))
    assert (one["origin"], "language" in one) == ("national", False)


@pytest.mark.parametrize(
    ("origin", "language"),
    [(Origin.MASTER, "en"), (Origin.TRANSLATED, None), (Origin.PARTIAL, None), (None, None)],
)
def test_a_title_in_the_masters_words_names_their_language(
    programme: Programme, origin: Origin | None, language: str | None
) -> None:
    """Whatever the blocks below are in; a title in the edition's words says nothing."""
    page = a_swedish_page(programme, text("Hej."))
    built = build(page, edition(programme, "sv"), Words().at("title", origin))
    assert built.title_language == language
    assert ("title_language" in built.model_fields_set) == bool(language)


def test_the_masters_own_titles_and_national_ones_name_no_language(programme: Programme) -> None:
    """They are in their edition's language by what they are."""
    for code, coverage in (("en", None), ("sv", Words(Origin.MASTER))):
        page = an_info_page(first_page(programme, code), f"Page {code}")
        assert build(page, edition(programme, code), coverage).title_language is None


def test_a_copied_title_names_no_language(db: None) -> None:
    """An edition in the master's language shows the master's titles as its own."""
    programme = a_programme(editions=("en", "en-GB"))
    page = in_edition(an_info_page(first_page(programme)), "en-gb")
    assert build(page, edition(programme, "en-GB"), Words(Origin.COPY)).title_language is None


def test_the_line_of_a_supporter_names_its_language(programme: Programme) -> None:
    """The other words of a page outside its sections do as the title does."""
    page = in_edition(a_page(RolePage, "Regions", below=first_page(programme), supporter_line="EU."), "sv")
    built = build(page, edition(programme, "sv"), Words().at("supporter_line", Origin.MASTER))
    assert (built.supporter_line_language, built.title_language) == ("en", None)


def test_ids_of_blocks_and_items_are_the_masters(programme: Programme) -> None:
    """Frontends, translations and adaptations point at them."""
    item = block("item", {"text": "<p>One</p>", "items": [block("item", "<p>Below</p>", "below")]}, "item")
    bullets = block("bullets", {"marker": "letter", "items": [item]}, "bullets")
    theme = a_theme(first_page(programme))
    page = in_edition(a_module(theme, processes_people=[bullets]), "sv")
    sections = build(page, edition(programme, "sv"), Words()).sections
    (one,) = sections.processes.people
    assert one.id == bullets["id"]
    assert one.value.marker == "letter"
    assert one.value.items[0].id == item["id"]
    assert one.value.items[0].value.items[0].id == block("item", "", "below")["id"]
