"""Pictures carry renditions that were made before, sizes, and the words of the place they stand in."""

from __future__ import annotations

from typing import Any

import pytest

from cms.delivery.documents.build import build
from cms.delivery.documents.pictures import make_renditions
from pages.models import Programme, RolePage

from .builders import a_page, block, edition, first_page
from .samples import a_picture

# Wagtail leaves the closing of what it scaled to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")


def shown(programme: Programme, image: Any, *, decorative: bool = False) -> Any:
    raw = {"image": image.pk, "alt_text": "A school", "decorative": decorative}
    fields = {"lead": [], "illustration": [block("image", raw)]}
    page = a_page(RolePage, "Region", below=first_page(programme), **fields)
    (one,) = build(page, edition(programme, "en")).sections.illustration
    return one.value


def test_a_picture_has_widths_up_to_its_own(programme: Programme) -> None:
    """Narrowest first, never wider than what was uploaded, in a format for the web."""
    image = a_picture(1000, 500)
    make_renditions(image)
    found = shown(programme, image).renditions
    assert [(one.width, one.height) for one in found] == [(480, 240), (960, 480)]
    assert all(one.url.startswith("/media/") and one.url.endswith(".webp") for one in found)


def test_the_words_are_those_of_the_place(programme: Programme) -> None:
    """The same picture means something else elsewhere; one that only decorates has none."""
    image = a_picture()
    make_renditions(image)
    assert shown(programme, image).alt == "A school"


def test_a_picture_that_decorates_has_no_words(programme: Programme) -> None:
    """An empty text tells screen readers to pass it over."""
    image = a_picture()
    make_renditions(image)
    value = shown(programme, image, decorative=True)
    assert (value.alt, value.decorative) == ("", True)


def test_building_renders_nothing(programme: Programme) -> None:
    """A transaction is no place to scale pictures, and originals are served to nobody: so there is none."""
    image = a_picture(700, 350)
    assert shown(programme, image) is None
    assert not image.renditions.exists()


def test_a_focal_point_is_told_in_parts_of_the_picture(programme: Programme) -> None:
    """Renditions are not cropped: a frontend that crops keeps it in sight, at any width."""
    image = a_picture(1000, 500)
    image.focal_point_x, image.focal_point_y = 250, 400
    image.focal_point_width = image.focal_point_height = 100
    image.save()
    make_renditions(image)
    focus = shown(programme, image).focus
    assert (focus.x, focus.y) == (0.25, 0.8)


def test_a_picture_without_a_focal_point_says_so(programme: Programme) -> None:
    """The key is there, so that nobody has to ask whether it may be."""
    image = a_picture()
    make_renditions(image)
    assert shown(programme, image).focus is None


@pytest.mark.django_db(transaction=True)
def test_an_upload_makes_the_renditions() -> None:
    """They are there before any page can show the picture."""
    image = a_picture(1000, 500)
    assert sorted(image.renditions.values_list("width", flat=True)) == [480, 960]
