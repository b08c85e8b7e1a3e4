"""The draft of a page as readers would get it: shown to its people only, and never kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.delivery.models import Content, Document
from tests.adaptation.screening import Desk, at, rich
from tests.catalogues.screening import client_of, partner_of
from tests.programme.starter import block
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Verb
from translation_workflow.editions.models import Edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def url_of(desk: Desk, **asked: str) -> str:
    names = [desk.edition.pk, desk.world.page.translation_key]
    return f"{reverse('preview_adaptation', args=names)}?{urlencode(asked)}"


def preview(desk: Desk, **asked: str) -> str:
    answer = desk.client.get(url_of(desk, **asked))
    assert answer.status_code == 200
    return str(answer.content.decode())


def type_in(desk: Desk, what: str, at_block: str, words: str, **asked: str) -> dict[str, str]:
    """Type into a form without sending it, as the preview panel tells it; return what names the form."""
    named = {"open": what, "at": at_block, **asked}
    data = {"version": desk.version, "reason": "law", "note": "", "content": rich(words)}
    answer = desk.client.post(url_of(desk, **named), data)
    assert answer.json() == {"is_valid": True, "is_available": True}
    return named


def test_it_is_the_page_of_the_draft(desk: Desk) -> None:
    """Hidden blocks are not in it, ours are, and nothing of it is live."""
    desk.world.type("One.", "Ett.")
    desk.world.work()
    desk.world.publish()
    documents = list(Document.objects.values_list("key", "content_id"))
    desk.world.type("One.", "Ett igen.")
    desk.send("hide", desk.two["id"])
    desk.send("insert", desk.one["id"], side="after", kind="text", content=rich("Vårt."))
    shown = preview(desk)
    assert "<p>Ett igen.</p>" in shown
    assert "<p>Vårt.</p>" in shown
    assert "Two." not in shown
    assert "Preview." in shown
    assert "Nothing of it is live" in shown
    assert list(Document.objects.values_list("key", "content_id")) == documents
    assert not Content.objects.filter(body__contains="Vårt".encode()).exists()


def test_it_is_for_its_people_and_kept_by_nobody(desk: Desk) -> None:
    """No cache, no search engine, no other site's frame, no address that another site learns."""
    answer = desk.client.get(url_of(desk))
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "form-action 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Robots-Tag"] == "noindex"
    shown = answer.content.decode()
    assert '<meta name="robots" content="noindex">' in shown
    assert 'rel="canonical"' not in shown
    assert "application/json" not in shown
    assert "<form" not in shown


@pytest.mark.parametrize("method", ["get", "post"])
def test_others_do_not_find_it(desk: Desk, method: str) -> None:
    """A partner of another edition, the master's own edition, a page of nobody."""
    other = Edition.objects.get(programme=desk.edition.programme, code="fi")
    stranger = client_of(partner_of(other, name="aino"))
    assert getattr(stranger, method)(url_of(desk)).status_code == 404
    for edition, key in (
        (desk.world.master, desk.world.page.translation_key),
        (desk.edition, "00000000-0000-4000-8000-000000000000"),
    ):
        address = reverse("preview_adaptation", args=[edition.pk, key])
        assert getattr(desk.client, method)(address).status_code == 404


def test_what_is_typed_is_in_it_and_not_saved(desk: Desk) -> None:
    """The page has the words before anybody sends them; the draft and its history have not."""
    named = type_in(desk, "replace", desk.one["id"], "Medan jag skriver.")
    shown = preview(desk, **named)
    assert "Medan jag skriver." in shown
    assert "One." not in shown
    assert "not saved yet" in shown
    assert "Medan jag skriver." not in preview(desk)
    assert not Layer.objects.exists()
    type_in(desk, "replace", desk.one["id"], "Och vidare.")
    assert "Och vidare." in preview(desk, **named)


def test_what_is_not_complete_is_left_out_and_told(desk: Desk) -> None:
    """An insert that says nothing yet, and a replacement that the place refuses."""
    named = type_in(desk, "insert", desk.one["id"], "", side="after", kind="text")
    assert "Without what you are typing" in preview(desk, **named)
    desk.client.post(url_of(desk, open="hide", at=desk.one["id"]), {"version": desk.version})
    assert "not complete yet" in preview(desk, open="hide", at=desk.one["id"])
    desk.send("replace", desk.one["id"], content=rich("Vårt."))
    named = type_in(desk, "replace", desk.one["id"], "En gång till.")
    shown = preview(desk, **named)
    assert "Without what you are typing: " in shown
    assert "Vårt." in shown
    assert "En gång till." not in shown


def test_what_was_typed_on_an_older_state_is_forgotten(desk: Desk) -> None:
    """After another change the preview has the draft alone, until something is typed again."""
    named = type_in(desk, "replace", desk.one["id"], "Gammalt.")
    desk.send("hide", desk.two["id"])
    assert "Gammalt." not in preview(desk, **named)


def test_nobody_sees_what_a_colleague_types(desk: Desk) -> None:
    """Two people with the same form open have a preview each."""
    named = type_in(desk, "replace", desk.one["id"], "Sivs ord.")
    colleague = client_of(partner_of(desk.edition, name="sven"))
    assert "Sivs ord." not in colleague.get(url_of(desk, **named)).content.decode()


def test_a_page_that_was_never_live_can_be_seen(desk: Desk) -> None:
    """Its draft is there before anybody publishes it; links of the frame lead nowhere where nobody reads."""
    Document.objects.all().delete()
    Page.objects.filter(locale=desk.edition.locale).update(live=False)
    Edition.objects.filter(pk=desk.edition.pk).update(status="draft")
    shown = preview(desk)
    assert "One." in shown
    assert 'aria-disabled="true"' in shown
    assert 'href="/towns' not in shown


def test_a_page_that_is_left_out_says_so(desk: Desk) -> None:
    """Readers would find nothing, and so does whoever looks at the preview."""
    desk.press("leave_out", leave_out="yes")
    shown = preview(desk)
    assert "readers will not find it" in shown
    assert "One." not in shown


def test_a_page_that_is_not_made_yet_says_so(desk: Desk) -> None:
    """The worker makes it; until then there is nothing to see."""
    page = desk.world.page
    Page.objects.get(translation_key=page.translation_key, locale=desk.edition.locale).delete()
    assert "no such page yet" in preview(desk)


def test_links_do_not_lead_out_of_the_preview_unseen(desk: Desk) -> None:
    """Pages open in a tab of their own; links within the page stay in it."""
    desk.world.publish()
    shown = preview(desk)
    links = [tag.split(">")[0] for tag in shown.split("<a ")[1:]]
    assert links
    for link in links:
        assert 'href="#' in link or 'target="_blank"' in link, link
        assert link.count("rel=") == link.count("target="), link


def test_what_is_translated_is_not_called_untranslated(desk: Desk) -> None:
    """Working words count, though nobody published them."""
    desk.world.publish()

    def told() -> str:
        return preview(desk).split('class="freshness">')[1].split("<p>")[1].split(" ")[0]

    # The title, two paragraphs, and a part with its heading.
    assert told() == "5"
    desk.world.type("One.", "Ett.")
    assert "<p>Ett.</p>" in preview(desk)
    assert told() == "4"


def test_the_screen_offers_it(desk: Desk) -> None:
    """In Wagtail's panel, and as a link of its own; an open form is what the panel listens to."""
    screen = desk.page()
    assert f'data-w-preview-url-value="{url_of(desk).rstrip("?")}"' in screen
    assert screen.count("data-edit-form") == 1
    screen = desk.page(open="hide", at=desk.one["id"])
    asked = urlencode({"open": "hide", "at": desk.one["id"]}).replace("&", "&amp;")
    assert f'data-w-preview-url-value="{url_of(desk)}{asked}"' in screen
    assert screen.count("data-edit-form") == 1


@pytest.mark.parametrize("blocks", [2, 40])
def test_it_costs_the_same_for_many_blocks(
    desk: Desk, blocks: int, django_assert_max_num_queries: Any
) -> None:
    """Long pages and long layers are looked up at once."""
    desk.show(*(block(f"n{number}", "text", f"<p>Number {number}.</p>") for number in range(blocks)))
    for number in range(min(blocks, 5)):
        desk.send("hide", block(f"n{number}", "text", "")["id"])
    with django_assert_max_num_queries(34):
        preview(desk)


def test_hiding_a_typed_block_is_seen_at_once(desk: Desk) -> None:
    """A form without content is a change too."""
    desk.send("replace", desk.one["id"], content=rich("Vårt."))
    assert at(desk.by(Verb.REPLACE)) == desk.one["id"]
    named = type_in(desk, "hide", desk.two["id"], "")
    assert "Two." not in preview(desk, **named)
