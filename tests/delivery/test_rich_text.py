"""Rich text is markup from an allow-list, with links that lead somewhere in the same edition."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cms.delivery.documents.build import build
from pages.models import Programme

from .builders import (
    Words,
    a_module,
    a_theme,
    an_info_page,
    block,
    edition,
    first_page,
    in_edition,
    text,
)
from .samples import a_paper


def shown(programme: Programme, words: str, code: str = "sv") -> str:
    """What an edition shows of a paragraph."""
    page = an_info_page(first_page(programme), body=[text(words)])
    own = page if code == "en" else in_edition(page, code)
    section = build(own, edition(programme, code), Words()).sections.body
    assert section is not None
    return str(section[0].value).removeprefix("<p>").removesuffix("</p>")


def link(target: Any) -> str:
    return f'<a linktype="page" id="{target.pk}">there</a>'


@pytest.mark.parametrize("code", ["en", "sv"])
def test_co2_is_whole(programme: Programme, code: str) -> None:
    """A subscript is part of the word, in bold text too."""
    assert shown(programme, "<b>CO<sub>2</sub></b>-minskning", code) == "<b>CO<sub>2</sub></b>-minskning"


def test_a_link_leads_to_the_same_page_of_the_same_edition(programme: Programme) -> None:
    """The master's link names the master's page; Swedish readers get to the Swedish one, at its own path."""
    theme = a_theme(first_page(programme))
    module = a_module(theme)
    in_edition(theme, "sv", slug="byggnader")
    in_edition(module, "sv", slug="uppstart")
    expected = f'<a href="/byggnader/uppstart/" data-key="{module.translation_key}">there</a>'
    assert shown(programme, link(module)) == expected


def test_a_link_to_the_first_page_is_a_slash(programme: Programme) -> None:
    """Paths begin at the edition's own root."""
    assert '<a href="/"' in shown(programme, link(first_page(programme)))


def test_where_the_target_is_not_live_the_words_stay_and_the_link_goes(programme: Programme) -> None:
    """A page that the edition has not published is no reason to send readers into another language."""
    assert shown(programme, f"See {link(a_theme(first_page(programme)))}.") == "See there."


def test_a_link_to_a_deleted_page_keeps_its_words(programme: Programme) -> None:
    """Nothing is left to lead to."""
    assert shown(programme, '<a linktype="page" id="99999">there</a>') == "there"


def test_a_private_page_is_not_linked(programme: Programme) -> None:
    """What not everybody may read has no document."""
    theme = a_theme(first_page(programme))
    theme.view_restrictions.create(restriction_type="login")
    assert shown(programme, link(theme), "en") == "there"


def test_a_link_to_a_paper_leads_to_its_file(programme: Programme, client: Client) -> None:
    """Papers are files, the same in every edition; the address is one that answers."""
    paper = a_paper()
    assert shown(programme, f'<a linktype="document" id="{paper.pk}">plan</a>') == (
        f'<a href="{paper.url}">plan</a>'
    )
    assert b"".join(client.get(paper.url).streaming_content) == b"plan"


@pytest.mark.parametrize("href", ["https://a.example/?a=1&amp;b=2", "http://a.example", "mailto:a@b.example"])
def test_links_to_the_web_and_to_mail_are_kept(programme: Programme, href: str) -> None:
    """Exactly these schemes."""
    assert shown(programme, f'<a href="{href}">x</a>') == f'<a href="{href}">x</a>'


@pytest.mark.parametrize(
    "href",
    ["javascript:a(1)", "JaVaScRiPt:a(1)", "data:text/html,x", "//evil.example", "/x/", "#x", ""],
)
def test_other_links_leave_their_words(programme: Programme, href: str) -> None:
    """Neither scripts nor paths that mean nothing in the reader's edition."""
    assert shown(programme, f'<a href="{href}">words</a>') == "words"


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("<script>alert(1)</script>a", "a"),
        ('<img src="x" onerror="alert(1)">a', "a"),
        ('<b onclick="x()">a</b>', "<b>a</b>"),
        ("<!-- a --><i>b</i>", "<i>b</i>"),
        ("a &amp; b &lt; c &#8364;", "a &amp; b &lt; c €"),
        (
            '<a href="https://a.example" onclick="x">a <b>b</b></a>',
            '<a href="https://a.example">a <b>b</b></a>',
        ),
    ],
)
def test_markup_outside_the_allow_list_never_leaves(programme: Programme, stored: str, expected: str) -> None:
    """What was stored without the editor's own cleaning is cleaned when it is built."""
    assert shown(programme, stored) == expected


def test_page_choosers_name_the_editions_own_page_or_nothing(programme: Programme) -> None:
    """Key, title and path as the edition has them; null while it has none."""
    water, waste = a_theme(first_page(programme), "Water"), a_theme(first_page(programme), "Waste")
    in_edition(water, "sv", title="Vatten", slug="vatten")
    related = [block("theme", water.pk), block("theme", waste.pk)]
    page = in_edition(a_theme(first_page(programme), related_themes=related), "sv")
    section = build(page, edition(programme, "sv"), Words()).sections.related_themes
    first, second = section
    assert (first.value.key, first.value.title, first.value.path) == (
        water.translation_key,
        "Vatten",
        "/vatten/",
    )
    assert second.value is None
