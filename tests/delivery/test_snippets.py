"""Snippets appear in the edition's language where there is such a row, and say so where there is none."""

from __future__ import annotations

from typing import Any

from cms.delivery.documents.build import build
from pages.models import (
    ContactPoint,
    FinanceInstrument,
    Partnership,
    Programme,
    SocialAccount,
    Statistic,
    Tool,
)
from translation_workflow.editions.models import Edition

from .builders import Words, a_module, a_programme, a_theme, block, edition, first_page, in_edition
from .snippet_builders import a_snippet, translated


def on_first_page(programme: Programme, section: str, one: dict[str, Any], code: str = "sv") -> Any:
    """The block as the edition's first page shows it, or None where it shows none."""
    page = in_edition(first_page(programme), code, **{section: [one]})
    blocks = getattr(build(page, edition(programme, code), Words(None)).sections, section)
    return blocks[0].model_dump(mode="json", exclude_unset=True) if blocks else None


def test_a_figure_is_shown_as_data(programme: Programme) -> None:
    """A decimal is a string without trailing zeros; days are ISO 8601; no row id is to be seen."""
    figure = a_snippet(Statistic, programme)
    value = on_first_page(programme, "statistics", block("statistic", figure.pk))["value"]
    assert value == {
        "key": str(figure.translation_key),
        "language": "en",
        "label": "signatories",
        "value": "5700.5",
        "unit": "towns",
        "qualifier": "about",
        "as_of": "2014-05-01",
        "source": "",
        "review_by": "2030-01-31",
    }


def test_a_translated_snippet_replaces_the_masters(programme: Programme) -> None:
    """The page names the master's row; its translation is what Swedish readers get."""
    contact = a_snippet(ContactPoint, programme)
    translated(contact, "sv", label="Hjälp")
    one = on_first_page(programme, "contacts", block("contact_point", contact.pk))
    assert (one["value"]["label"], one["origin"]) == ("Hjälp", "translated")
    assert "language" not in one["value"]


def test_an_untranslated_snippet_says_that_its_words_are_the_masters(programme: Programme) -> None:
    """On the block and on the thing itself, which other blocks embed."""
    contact = a_snippet(ContactPoint, programme)
    one = on_first_page(programme, "contacts", block("contact_point", contact.pk))
    assert (one["origin"], one["language"], one["value"]["language"]) == ("master", "en", "en")


def test_a_translation_that_still_holds_the_masters_words_is_not_one(programme: Programme) -> None:
    """The engine makes the row before anybody translated it."""
    contact = a_snippet(ContactPoint, programme)
    translated(contact, "sv")
    one = on_first_page(programme, "contacts", block("contact_point", contact.pk))
    assert (one["origin"], one["value"]["language"]) == ("master", "en")


def test_a_half_translated_snippet_is_partial(programme: Programme) -> None:
    """One of two words is the master's."""
    figure = a_snippet(Statistic, programme)
    translated(figure, "sv", label="undertecknare")
    assert on_first_page(programme, "statistics", block("statistic", figure.pk))["origin"] == "partial"


def test_a_snippet_without_words_is_nobodys_translation(programme: Programme) -> None:
    """A handle needs no translation, and its block no language."""
    account = a_snippet(SocialAccount, programme, call_to_action="")
    one = on_first_page(programme, "social", block("social_account", account.pk))
    assert (one["origin"], "language" in one) == ("master", False)


def test_a_partner_is_an_organisation_with_its_part(programme: Programme) -> None:
    """The organisation's key, its localised name, its country in the edition's language."""
    partnership = a_snippet(Partnership, programme)
    translated(partnership.organisation, "sv", localised_name="Kommuner för hållbarhet")
    value = on_first_page(programme, "partners", block("partner", partnership.pk))["value"]
    assert value == {
        "key": str(partnership.organisation.translation_key),
        "name": "ICLEI",
        "localised_name": "Kommuner för hållbarhet",
        "url": "https://iclei.example/",
        "country": {"code": "DE", "name": "Tyskland"},
        "role": "coordinator",
    }


def test_a_tool_stands_inside_its_block(programme: Programme) -> None:
    """A translated note about an untranslated tool is partly translated; the tool names its language."""
    tool = a_snippet(Tool, programme)
    used = block("tool", {"tool": tool.pk, "note": "<p>Räknar.</p>"})
    theme = a_theme(first_page(programme))
    page = in_edition(a_module(theme, guidance_project_tools=[used]), "sv")
    sections = build(page, edition(programme, "sv"), Words()).sections
    (one,) = sections.guidance.project_tools
    assert (one.origin, one.value.tool.language, one.language) == ("partial", "en", None)


def test_an_instrument_of_the_editions_own_is_national(programme: Programme) -> None:
    """It was written for this country, in its language; its key is the same in every build."""
    theme = a_theme(first_page(programme))
    instrument = a_snippet(FinanceInstrument, programme, code="sv")
    module = a_module(theme, processes_finance=[block("finance_instrument", instrument.pk)])
    page = in_edition(module, "sv")
    first, second = (
        build(page, edition(programme, "sv"), Words(None)).sections.processes.finance[0] for _ in range(2)
    )
    assert (first.origin, first.value.country.name) == ("national", "Sverige")
    assert first.value.key == second.value.key


def test_where_the_policy_is_to_omit_an_untranslated_snippet_is_left_out(programme: Programme) -> None:
    """Its words are words like any other."""
    Edition.objects.filter(code="sv").update(fallback=Edition.Fallback.OMIT)
    contact = a_snippet(ContactPoint, programme)
    assert on_first_page(programme, "contacts", block("contact_point", contact.pk)) is None


def test_a_deleted_snippet_takes_its_block_along(programme: Programme) -> None:
    """Nothing is left to show, and no null stands in for it."""
    assert on_first_page(programme, "contacts", block("contact_point", 99999)) is None


def test_another_programmes_edition_is_not_concerned(programme: Programme) -> None:
    """Both programmes have Swedish; a snippet belongs to one of them."""
    other = a_programme("mayors-in-action")
    contact = a_snippet(ContactPoint, other)
    translated(contact, "sv", label="Hjälp")
    one = on_first_page(programme, "contacts", block("contact_point", a_snippet(ContactPoint, programme).pk))
    assert one["value"]["label"] == "Helpdesk"
