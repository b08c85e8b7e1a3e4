"""A link leads elsewhere in one country, and the words around it stay the translation's."""

from __future__ import annotations

from typing import Any

import pytest

from pages.models import InfoPage
from tests.programme.starter import block
from tests.scenarios.test_adaptations import Country
from translation_workflow.adaptation.apply import apply
from translation_workflow.adaptation.conflicts import conflicts_in
from translation_workflow.adaptation.decisions import Decision, from_json, to_json
from translation_workflow.adaptation.edit import draft_of, keep_mine, master_of, take_back
from translation_workflow.adaptation.errors import AdaptationRefused
from translation_workflow.adaptation.links import Link, addresses_in, relinked, today
from translation_workflow.adaptation.operations import Verb
from translation_workflow.adaptation.shape import shape_of

from .pages import hide, relink, text
from .pages import replace as replacement

EU, ROME, OURS = "https://eu.example/", "https://rome.example/?a=1&b=2", "https://klimat.example/"
LINKED = f'<p>Ask <a href="{EU}">the office</a> or <a linktype="page" id="7">us</a>.</p>'


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (LINKED, [EU, "page:7"]),
        ({"text": f'<a href="{ROME.replace("&", "&amp;")}">x</a>', "number": 3}, [ROME]),
        ("Ask <b>nobody</b>.", []),
        ([{"type": "item", "id": "i", "value": LINKED}], []),
    ],
)
def test_a_blocks_own_links(value: Any, found: list[str]) -> None:
    """In reading order; those of blocks in it are theirs."""
    assert addresses_in(value) == found


def test_only_the_address_changes() -> None:
    """The words stay, and an address is written as HTML wants it."""
    changed = relinked(LINKED, {EU: ROME, "page:7": "page:8"})
    assert changed == (
        '<p>Ask <a href="https://rome.example/?a=1&amp;b=2">the office</a> or '
        '<a linktype="page" id="8">us</a>.</p>'
    )
    assert addresses_in(changed) == [ROME, "page:8"]


@pytest.mark.parametrize(
    ("addresses", "found"),
    [([EU, "page:7"], EU), (["page:7", ROME], ROME), (["page:7"], ""), (["page:7", ROME, OURS], "")],
)
def test_a_link_is_found_again(addresses: list[str], found: str) -> None:
    """By where it led; else it is the one that nobody knew; of two new ones it could be either."""
    assert today(Link(EU, OURS, (EU, "page:7")), addresses) == found


def test_a_link_leads_elsewhere() -> None:
    """The block counts as touched, so that a frontend is told; the operation survives being written."""
    one = relink("a", EU, to=OURS)
    found = apply({"steps": [text("a", LINKED), text("b", LINKED)]}, [one])
    assert [block["value"] for block in found.streams["steps"]] == [LINKED.replace(EU, OURS), LINKED]
    assert "a" in found.touched
    assert (found.orphaned, found.waiting) == ([], [])
    assert from_json(to_json([Decision(one)]))[0].operation == one


def test_a_link_that_is_gone_is_told_and_one_in_a_hidden_block_waits() -> None:
    """As it is with every other operation."""
    one, streams = relink("a", "https://gone.example/"), {"steps": [text("a", LINKED)]}
    assert apply(streams, [one]).orphaned == [one.id]
    for cover in (hide("a"), replacement("a")):
        assert apply(streams, [cover, relink("a", EU)]).waiting == ["relink a"]
    assert apply({"steps": []}, [relink("a", EU)]).orphaned == ["relink a"]


class LinkedCountry(Country):
    """The first block's text leads to the European office, the translation too."""

    def __init__(self) -> None:
        super().__init__()
        self.write(EU)
        self.world.type('Ask <a id="a1">the office</a>.', 'Fråga <a id="a1">byrån</a>.')
        self.publish()

    def write(self, address: str) -> None:
        one = block("one", "text", f'<p>Ask <a href="{address}">the office</a>.</p>')
        self.show(one, *list(self.blocks.values())[1:])

    def relink(self, leads: str, to: str) -> Decision:
        return self.decide(Verb.RELINK, "one", link=Link(leads, to))


@pytest.mark.django_db
def test_the_translation_stays_and_leads_elsewhere() -> None:
    """Also after the master's words changed and were translated anew: nothing is replaced."""
    country = LinkedCountry()
    country.relink(EU, OURS)
    country.publish()
    assert country.served[0] == (f'<p>Fråga <a href="{OURS}">byrån</a>.</p>', "adapted")
    one = block("one", "text", f'<p>Ask <a href="{EU}">the office</a> first.</p>')
    country.show(one, *list(country.blocks.values())[1:])
    assert country.conflicts == []
    country.world.type('Ask <a id="a1">the office</a> first.', 'Fråga först <a id="a1">byrån</a>.')
    country.world.confirm('Ask <a id="a1">the office</a> first.')
    country.publish()
    assert country.words[0] == f'Fråga först <a href="{OURS}">byrån</a>.'


@pytest.mark.django_db
def test_a_link_that_the_master_changed_is_a_conflict() -> None:
    """What is served stays; keeping settles it, and taking it back follows the master."""
    country = LinkedCountry()
    made = country.relink(EU, OURS)
    country.publish()
    country.write(ROME)
    assert country.conflicts == [made.id]
    assert country.words[0] == f'Fråga <a href="{OURS}">byrån</a>.'
    country.layer.refresh_from_db()
    keep_mine(country.layer, made.id, version=country.layer.version)
    assert country.conflicts == []
    country.publish()
    assert country.words[0] == f'Fråga <a href="{OURS}">byrån</a>.'
    country.layer.refresh_from_db()
    take_back(country.layer, {made.id}, version=country.layer.version)
    country.publish()
    assert country.words[0] == f'Fråga <a href="{ROME.replace("&", "&amp;")}">byrån</a>.'


@pytest.mark.django_db
def test_a_link_leads_to_a_page_of_the_edition() -> None:
    """Which may be the country's own; its address follows it."""
    country = LinkedCountry()
    above = country.world.translated(country.world.first)
    own = InfoPage(title="Byrån", slug="byran", locale=country.world.edition.locale)
    own.body = [block("own", "text", "<p>Eget.</p>")]
    above.add_child(instance=own)
    own.save_revision().publish()
    country.relink(EU, f"page:{own.pk}")
    country.publish()
    assert country.words[0].startswith('Fråga <a href="/byran/" data-key=')


@pytest.mark.django_db
def test_a_link_between_pages_is_known_by_the_masters_page() -> None:
    """Whose translation the edition's readers are sent to."""
    country = Country()
    first = country.world.first
    linked = block("one", "text", f'<p>See <a linktype="page" id="{first.pk}">all</a>.</p>')
    country.show(linked, *list(country.blocks.values())[1:])
    country.world.type('See <a id="a1">all</a>.', 'Se <a id="a1">allt</a>.')
    country.decide(Verb.RELINK, "one", link=Link(f"page:{first.pk}", OURS))
    country.publish()
    assert country.words[0] == f'Se <a href="{OURS}">allt</a>.'


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("leads", "to", "sentence"),
    [
        ("https://other.example/", OURS, "the master's block has no such link"),
        (EU, "javascript:alert(1)", "“javascript:alert(1)” is no address. Expected:"),
        (EU, 'https://x.example/"onclick="x', "is no address"),
        (EU, "mailto:nobody", "is no address"),
        (EU, "page:999999", "“page 999999” belongs to another programme or edition"),
    ],
)
def test_what_is_no_link_or_no_address_is_refused(leads: str, to: str, sentence: str) -> None:
    """With a sentence, and nothing is kept."""
    country = LinkedCountry()
    with pytest.raises(AdaptationRefused, match="not possible") as refused:
        country.relink(leads, to)
    assert sentence in str(refused.value)
    assert draft_of(country.layer).decisions == []


@pytest.mark.django_db
def test_a_link_is_decided_once() -> None:
    """The second is told to change the first."""
    country = LinkedCountry()
    made = country.relink(EU, OURS)
    with pytest.raises(AdaptationRefused, match="that link is decided already"):
        country.relink(EU, ROME)
    country.layer.refresh_from_db()
    kept = from_json(draft_of(country.layer).decisions)
    assert kept == [made]
    master = shape_of(master_of(country.world.edition, country.page.translation_key))
    assert conflicts_in(kept, master) == []
