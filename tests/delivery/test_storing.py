"""What is published is stored as bytes; what is equal writes nothing; what is gone leaves a tombstone."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any

import brotli
import pytest

from cms.delivery.documents.store import (
    publish_document,
    rebuild_below,
    rebuild_edition,
    rebuild_referring,
    retire_documents,
)
from cms.delivery.errors import EditionWithoutPages, PageOfAnotherEdition
from cms.delivery.models import Content, Document, Reference
from pages.models import ContactPoint, Programme, ThemePage

from .builders import (
    a_module,
    a_programme,
    a_theme,
    an_info_page,
    block,
    edition,
    first_page,
    in_edition,
    text,
    words,
)
from .snippet_builders import a_snippet

SAYS = words()


def stored(page: Any, programme: Programme, code: str = "en") -> Document:
    return Document.objects.select_related("content").get(
        edition=edition(programme, code), key=page.translation_key
    )


def body(page: Any, programme: Programme, code: str = "en") -> dict[str, Any]:
    return json.loads(bytes(stored(page, programme, code).content.body))


def linking_to(target: Any, below: Any, title: str = "Linking") -> Any:
    return an_info_page(below, title, body=[text(f'<a linktype="page" id="{target.pk}">there</a>')])


def rename(page: Any, **changes: Any) -> Any:
    for name, value in changes.items():
        setattr(page, name, value)
    page.save()
    return type(page).objects.get(pk=page.pk)


def test_a_document_is_stored_by_the_hash_of_its_bytes(programme: Programme) -> None:
    """Compressed beside, so that nobody has to do it again."""
    page = a_theme(first_page(programme))
    publish_document(edition(programme, "en"), page)
    content = stored(page, programme).content
    assert hashlib.sha256(bytes(content.body)).hexdigest() == content.sha256
    assert gzip.decompress(bytes(content.gzip)) == bytes(content.body)
    assert brotli.decompress(bytes(content.brotli)) == bytes(content.body)


def test_the_same_content_is_the_same_bytes(programme: Programme) -> None:
    """No clock and no order of chance: building twice gives one content, and writes nothing."""
    page = a_theme(first_page(programme))
    assert publish_document(edition(programme, "en"), page).written == 1
    again = publish_document(edition(programme, "en"), page)
    assert (again.written, again.unchanged) == (0, 1)
    assert Content.objects.count() == 1


def test_what_was_published_before_stays_readable_by_its_hash(programme: Programme) -> None:
    """A client that read a manifest a moment ago still finds all of it."""
    page = a_theme(first_page(programme))
    publish_document(edition(programme, "en"), page)
    before = stored(page, programme).content_id
    publish_document(edition(programme, "en"), rename(page, title="Houses"))
    assert stored(page, programme).content_id != before
    assert Content.objects.filter(sha256=before).exists()


def test_a_retired_document_stays_as_a_tombstone(programme: Programme) -> None:
    """Known, but not live: that is how 410 differs from 404."""
    page = a_theme(first_page(programme))
    publish_document(edition(programme, "en"), page)
    assert retire_documents([(edition(programme, "en"), page.translation_key)]).retired == 1
    assert not stored(page, programme).is_live


def test_retiring_what_is_not_there_does_nothing(programme: Programme) -> None:
    """A page that was never live in an edition has nothing to take away."""
    page = a_theme(first_page(programme))
    assert retire_documents([(edition(programme, "sv"), page.translation_key)]).retired == 0


def test_a_link_appears_when_its_target_comes_and_goes_with_it(programme: Programme) -> None:
    """Whoever links to a page is built again when that page is published, and when it is retired."""
    root, row = first_page(programme), edition(programme, "en")
    target = a_theme(root)
    target.unpublish()
    page = linking_to(target, root)
    publish_document(row, page)
    assert "data-key" not in str(body(page, programme))
    target.refresh_from_db()
    target.save_revision().publish()
    publish_document(row, ThemePage.objects.get(pk=target.pk))
    assert f'data-key="{target.translation_key}"' in str(body(page, programme))
    ThemePage.objects.get(pk=target.pk).unpublish()
    retire_documents([(row, target.translation_key)])
    assert "data-key" not in str(body(page, programme))


def test_a_moved_page_takes_the_pages_below_it_along(programme: Programme) -> None:
    """Their paths changed too, and so did the links to them."""
    root, row = first_page(programme), edition(programme, "en")
    theme = a_theme(root)
    module = a_module(theme)
    page = linking_to(module, root)
    rebuild_edition(row)
    publish_document(row, rename(theme, slug="houses"))
    assert stored(module, programme).path == "/houses/start-up/"
    assert 'href="/houses/start-up/"' in str(body(page, programme))


def test_two_pages_may_exchange_their_paths(programme: Programme) -> None:
    """A live path belongs to one document at any moment, and to the right one afterwards."""
    root, row = first_page(programme), edition(programme, "en")
    first, second = a_theme(root, "Water"), a_theme(root, "Waste")
    rebuild_edition(row)
    rename(first, slug="parked")
    rename(second, slug="water")
    publish_document(row, rename(first, slug="waste"))
    assert stored(first, programme).path == "/waste/"
    assert stored(second, programme).path == "/water/"


def test_a_path_that_a_vanished_page_held_is_free(programme: Programme) -> None:
    """Its tombstone keeps the path, and is in nobody's way."""
    root, row = first_page(programme), edition(programme, "en")
    gone = a_theme(root, "Water")
    publish_document(row, gone)
    gone.unpublish()
    rename(gone, slug="old")
    new = a_theme(root, "Rivers", slug="water")
    publish_document(row, new)
    assert stored(new, programme).is_live
    assert not stored(gone, programme).is_live


def test_rebuilding_below_a_page_follows_a_new_order(programme: Programme) -> None:
    """Positions grow in the order that readers see."""
    root, row = first_page(programme), edition(programme, "en")
    first, second = a_theme(root, "Water"), a_theme(root, "Waste")
    rebuild_edition(row)
    first.move(ThemePage.objects.get(pk=second.pk), pos="right")
    rebuild_below(row, first_page(programme))
    order = Document.objects.filter(edition=row, type="theme").order_by("position")
    assert [one.key for one in order] == [second.translation_key, first.translation_key]


def test_rebuilding_an_edition_retires_what_is_no_longer_live(programme: Programme) -> None:
    """Whatever happened in between: afterwards documents and pages agree."""
    row = edition(programme, "en")
    page = a_theme(first_page(programme))
    rebuild_edition(row)
    page.unpublish()
    outcome = rebuild_edition(row)
    assert (outcome.written, outcome.unchanged, outcome.retired) == (0, 1, 1)


def test_a_page_that_not_everybody_may_read_is_retired(programme: Programme) -> None:
    """Restricted pages have no public document."""
    page, row = a_theme(first_page(programme)), edition(programme, "en")
    publish_document(row, page)
    page.view_restrictions.create(restriction_type="login")
    assert publish_document(row, page).retired == 1


def test_a_changed_snippet_rebuilds_those_that_show_it_and_no_others(programme: Programme) -> None:
    """Which documents refer to what is kept beside them."""
    row, contact = edition(programme, "en"), a_snippet(ContactPoint, programme)
    page = first_page(programme)
    rename(page, contacts=[block("contact_point", contact.pk)])
    a_theme(page)
    rebuild_edition(row)
    contact.label = "Front desk"
    contact.save()
    assert rebuild_referring([(row, contact.translation_key)]).written == 1
    assert "Front desk" in str(body(page, programme))


def test_references_are_those_of_the_latest_content(programme: Programme) -> None:
    """A link that was taken out is not followed any more."""
    root, row = first_page(programme), edition(programme, "en")
    page = linking_to(a_theme(root), root)
    publish_document(row, page)
    publish_document(row, rename(page, body=[text("No link.")]))
    assert not Reference.objects.exists()


def test_another_programmes_edition_of_the_same_language_is_silent(programme: Programme) -> None:
    """Two programmes have Swedish; a publication in one writes nothing in the other."""
    other = a_programme("mayors-in-action")
    rebuild_edition(edition(programme, "sv"), coverage=SAYS)
    rebuild_edition(edition(other, "sv"), coverage=SAYS)
    assert stored(first_page(other, "sv"), other, "sv").path == "/"
    assert Document.objects.filter(edition=edition(programme, "sv")).count() == 1


def test_a_page_of_another_edition_is_refused(programme: Programme) -> None:
    """By a sentence that says which."""
    with pytest.raises(PageOfAnotherEdition, match="covenant-capacity/sv"):
        publish_document(edition(programme, "sv"), first_page(programme))


def test_an_edition_without_pages_has_nothing_to_build(db: None) -> None:
    """Publishing into it is a mistake; rebuilding it is not."""
    programme = a_programme()
    row = edition(programme, "sv")
    first_page(programme, "sv").delete()
    assert rebuild_edition(row).written == 0
    with pytest.raises(EditionWithoutPages, match="Submit the master"):
        publish_document(row, first_page(programme))


@pytest.mark.parametrize("pages", [2, 12])
def test_rebuilding_takes_the_same_queries_for_few_pages_and_for_many(
    programme: Programme, django_assert_max_num_queries: Any, pages: int
) -> None:
    """Looked up in bulk, written in bulk."""
    contact = a_snippet(ContactPoint, programme)
    root = rename(first_page(programme), contacts=[block("contact_point", contact.pk)])
    theme = a_theme(root)
    for number in range(pages):
        page = linking_to(theme, root, f"Info {number}")
        in_edition(page, "sv")
    with django_assert_max_num_queries(30):
        rebuild_edition(edition(programme, "sv"), coverage=SAYS)
