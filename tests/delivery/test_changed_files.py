"""A changed picture or paper rebuilds exactly the documents that show it; restricted ones are in none."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from PIL import Image as Drawing
from wagtail.models import Collection, CollectionViewRestriction

from cms.delivery.documents.files import File
from cms.delivery.documents.pictures import make_renditions
from cms.delivery.documents.store import rebuild_edition
from cms.delivery.files import follow_files
from cms.delivery.models import Document
from pages.models import Programme
from translation_workflow.review.signals import pages_went_live

from .builders import a_theme, an_info_page, block, edition, first_page, words
from .samples import a_paper, a_picture

# Wagtail leaves the closing of what it scaled to the garbage collector.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")]


def a_drawing(colour: str = "red", size: tuple[int, int] = (800, 400)) -> ImageFile:
    file = BytesIO()
    Drawing.new("RGB", size, colour).save(file, "PNG")
    file.seek(0)
    return ImageFile(file, name="other.png")


def hashes() -> dict[UUID, str]:
    return dict(Document.objects.filter(is_live=True).values_list("key", "content_id"))


def rebuilt(before: dict[UUID, str]) -> set[UUID]:
    after = hashes()
    return {key for key in after if after[key] != before.get(key)}


def noted() -> int:
    """Do what receivers noted, as the worker does; return how many notes there were."""
    rows = list(DBTaskResult.objects.filter(task_path__endswith="files.follow_files").order_by("enqueued_at"))
    for row in rows:
        follow_files.func(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        row.delete()
    return len(rows)


@pytest.fixture
def picture() -> Any:
    image = a_picture()
    make_renditions(image)
    return image


@pytest.fixture
def paper() -> Any:
    return a_paper()


@pytest.fixture
def pages(programme: Programme, picture: Any, paper: Any) -> dict[str, Any]:
    """A theme with the picture, a page that links to the paper, and one with neither."""
    top = first_page(programme)
    link = f'<p><a linktype="document" id="{paper.pk}">The plan</a></p>'
    found = {
        "theme": a_theme(top, icon=picture),
        "linker": an_info_page(top, "Papers", body=[block("text", link)]),
        "other": an_info_page(top, "Other"),
    }
    rebuild_edition(edition(programme, "en"), coverage=words())
    DBTaskResult.objects.all().delete()
    return found


def body(page: Any) -> str:
    return bytes(Document.objects.get(key=page.translation_key).content.body).decode()


def test_a_replaced_picture_rebuilds_what_shows_it(pages: dict[str, Any], picture: Any) -> None:
    """With renditions of the new file; the old ones are gone."""
    before = hashes()
    picture.file = a_drawing()
    picture.save()
    assert noted() == 1
    assert rebuilt(before) == {pages["theme"].translation_key}
    assert "other.width-480" in body(pages["theme"])
    assert all("other" in one.file.name for one in picture.renditions.all())


def test_a_picture_replaced_in_the_admin_has_its_renditions(
    pages: dict[str, Any], picture: Any, admin_client: Client
) -> None:
    """Wagtail's form takes all renditions away after it saved the picture."""
    before = hashes()
    sent = {"title": "Other", "file": a_drawing(), "focal_point_x": "", "collection": picture.collection_id}
    answer = admin_client.post(reverse("wagtailimages:edit", args=[picture.pk]), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    noted()
    assert rebuilt(before) == {pages["theme"].translation_key}
    assert "other.width-480" in body(pages["theme"])


def test_a_moved_focal_point_rebuilds_what_shows_it(pages: dict[str, Any], picture: Any) -> None:
    """It is in the document; no rendition is made again for it."""
    before, made = hashes(), set(picture.renditions.values_list("pk", flat=True))
    picture.focal_point_x = picture.focal_point_y = 100
    picture.focal_point_width = picture.focal_point_height = 10
    picture.save()
    noted()
    assert rebuilt(before) == {pages["theme"].translation_key}
    assert set(picture.renditions.values_list("pk", flat=True)) == made


def test_a_title_that_nobody_shows_rebuilds_nothing(pages: dict[str, Any], picture: Any, paper: Any) -> None:
    """What a picture is called in the library is the editors' own: nothing is even noted."""
    for file in (picture, paper):
        file.title = "Another"
        file.save()
    assert noted() == 0


def test_a_deleted_picture_is_shown_no_longer(pages: dict[str, Any], picture: Any) -> None:
    """The theme stands without it."""
    before = hashes()
    picture.delete()
    noted()
    assert rebuilt(before) == {pages["theme"].translation_key}
    assert '"icon":null' in body(pages["theme"])


def test_a_replaced_paper_rebuilds_what_links_to_it(pages: dict[str, Any], paper: Any) -> None:
    """A link in the text leads to the new file."""
    before = hashes()
    paper.file = ContentFile(b"a longer plan", name="newer.pdf")
    paper.save()
    noted()
    assert rebuilt(before) == {pages["linker"].translation_key}
    assert "newer.pdf" in body(pages["linker"])


def test_a_deleted_paper_leaves_its_words(pages: dict[str, Any], paper: Any) -> None:
    """The link goes, the words stay."""
    paper.delete()
    noted()
    assert "The plan" in body(pages["linker"])
    assert "<a" not in body(pages["linker"])


def test_what_is_restricted_is_in_no_document(pages: dict[str, Any], picture: Any, paper: Any) -> None:
    """A collection that not everybody may see takes its files out, and gives them back when it opens."""
    open_to_all = hashes()
    closed = Collection.get_first_root_node().add_child(name="Members")
    inner = closed.add_child(name="Plans")
    for file in (picture, paper):
        file.collection = inner
        file.save()
    noted()
    assert hashes() == open_to_all
    restriction = CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    noted()
    assert rebuilt(open_to_all) == {pages["theme"].translation_key, pages["linker"].translation_key}
    assert "/media/" not in body(pages["theme"])
    assert "/documents/" not in body(pages["linker"])
    restriction.delete()
    noted()
    assert hashes() == open_to_all


def test_a_file_of_a_restricted_picture_is_served_to_editors_only(
    pages: dict[str, Any], picture: Any, client: Client, admin_client: Client
) -> None:
    """Whoever kept the address of a rendition gets it no longer."""
    address = picture.renditions.first().url
    assert client.get(address).status_code == 200
    CollectionViewRestriction.objects.create(collection=picture.collection, restriction_type="login")
    assert client.get(address).status_code == 404
    assert admin_client.get(address).status_code == 200


def test_an_original_is_served_to_nobody(picture: Any, client: Client) -> None:
    """It may tell where and by whom it was taken."""
    assert client.get(picture.file.url).status_code == 404


@pytest.mark.parametrize("path", ["..%2f..%2fdb.sqlite3", "%00.webp", "none.webp", "../../db.sqlite3"])
def test_a_bad_address_of_a_picture_is_not_found(client: Client, db: None, path: str) -> None:
    """With a restriction, when it is looked up, too."""
    CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(), restriction_type="login"
    )
    assert client.get(f"/media/images/{path}").status_code == 404


def test_a_change_that_is_taken_back_notes_nothing(pages: dict[str, Any], picture: Any) -> None:
    """It is noted in the transaction of the change."""

    @transaction.atomic
    def replace() -> None:
        picture.file = a_drawing()
        picture.save()
        raise RuntimeError("refused")

    with pytest.raises(RuntimeError, match="refused"):
        replace()
    assert noted() == 0


def test_a_picture_that_cannot_be_read_stops_nobody(pages: dict[str, Any], picture: Any) -> None:
    """It is logged; the documents show none."""
    picture.file.storage.delete(picture.file.name)
    picture.renditions.all().delete()
    follow_files.func(File.PICTURE, [picture.pk], False)
    assert '"icon":null' in body(pages["theme"])


@pytest.mark.parametrize("others", [1, 5])
def test_the_queries_do_not_grow_with_the_pages(
    programme: Programme, picture: Any, others: int, django_assert_max_num_queries: Any
) -> None:
    """One transaction an edition, however many pages show the picture."""
    for number in range(others):
        a_theme(first_page(programme), f"Theme {number}", icon=picture)
    rebuild_edition(edition(programme, "en"), coverage=words())
    picture.focal_point_x = picture.focal_point_y = 100
    picture.focal_point_width = picture.focal_point_height = 10
    picture.save()
    with django_assert_max_num_queries(30):
        assert follow_files.func(File.PICTURE, [picture.pk], False) == others


def test_another_title_in_the_navigation_rebuilds_what_shows_it(
    programme: Programme, pages: dict[str, Any]
) -> None:
    """The page itself and those that name it; the manifest reads titles from the rows."""
    theme, other = pages["theme"], pages["other"]
    link = f'<p><a linktype="page" id="{theme.pk}">Buildings</a></p>'
    linker = an_info_page(first_page(programme), "Linker", body=[block("text", link)])
    related = a_theme(first_page(programme), "Energy", related_themes=[block("theme", theme.pk)])
    rebuild_edition(edition(programme, "en"), coverage=words())
    before = hashes()
    theme.title = "Houses"
    theme.save_revision().publish()
    theme.refresh_from_db()
    pages_went_live.send(sender=None, pages=[(edition(programme, "en"), theme)])
    # A link in the text has words of its own: its document is built, and is the same.
    assert rebuilt(before) == {theme.translation_key, related.translation_key}
    assert linker.translation_key not in rebuilt(before)
    assert other.translation_key not in rebuilt(before)
    assert Document.objects.get(key=theme.translation_key).title == "Houses"
