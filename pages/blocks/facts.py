"""Statements that may age: each can carry the day on which somebody has to look at it again."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, DateBlock, ListBlock, StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from pages.countries import countries

from .text import LineBlock


class FactBlock(StructBlock):
    text = LineBlock(label=_("Statement"))
    source = CharBlock(label=_("Source"), required=False, max_length=200)
    review_by = DateBlock(
        label=_("Review by"),
        required=False,
        help_text=_("After this day the statement is reported as overdue."),
    )

    class Meta:
        icon = "info-circle"
        label = _("Fact")


def country_choices() -> list[tuple[str, str]]:
    """ISO 3166 codes with English names; documents name them in the edition's language."""
    return list(countries().items())


class CountriesBlock(StructBlock):
    countries = ListBlock(
        ChoiceBlock(choices=country_choices, label=_("Country")), label=_("Countries"), min_num=1
    )

    class Meta:
        icon = "globe"
        label = _("Countries")
        help_text = _("Names appear in the language of each edition by themselves.")


def statistic() -> SnippetChooserBlock:
    return SnippetChooserBlock("pages.Statistic", label=_("Figure"), icon="order")


def milestone() -> SnippetChooserBlock:
    return SnippetChooserBlock("pages.PolicyMilestone", label=_("Policy milestone"), icon="calendar")


def finance_instrument() -> SnippetChooserBlock:
    return SnippetChooserBlock("pages.FinanceInstrument", label=_("Finance instrument"))


def legal_instrument() -> SnippetChooserBlock:
    return SnippetChooserBlock("pages.LegalInstrument", label=_("Legal instrument"))
