"""Pictures as documents show them: a few widths, made when a picture is uploaded and never later."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter

from .files import seen_by_everybody

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Picture:
    """A picture's renditions, narrowest first, and what it is about, as `{x, y}` in parts of its size."""

    renditions: list[dict[str, Any]]
    focus: dict[str, float] | None = None


WIDTHS = (480, 960, 1600)
SPECS = {width: f"width-{width}|format-webp" for width in WIDTHS}


def filters_for(width: int) -> list[Filter]:
    """Return the renditions that a picture of this width has: none wider than itself, one at least."""
    return [Filter(spec) for wanted, spec in SPECS.items() if wanted <= width] or [Filter(SPECS[WIDTHS[0]])]


def pictures_by_id(keys: Iterable[int]) -> dict[int, Picture]:
    """Return pictures that anybody may see as the renditions that exist, in three queries (none for no keys).

    Nothing is rendered here. One that has no rendition is left out: originals are served to nobody. What
    makes its renditions has the documents that show it built anew.
    """
    keys = list(keys)
    if not keys:
        return {}
    images = seen_by_everybody(get_image_model().objects.filter(pk__in=keys))
    found = {image.pk: _picture(image) for image in images.prefetch_renditions(*SPECS.values())}
    return {pk: picture for pk, picture in found.items() if picture.renditions}


def _picture(image: AbstractImage) -> Picture:
    found = image.find_existing_renditions(*filters_for(image.width)).values()
    return Picture(
        [
            {"url": one.file.url, "width": one.width, "height": one.height}
            for one in sorted(found, key=lambda rendition: int(rendition.width))
        ],
        _focus(image),
    )


def _focus(image: AbstractImage) -> dict[str, float] | None:
    point = image.get_focal_point()
    if point is None or not (image.width and image.height):
        return None
    parts = {"x": point.centroid_x / image.width, "y": point.centroid_y / image.height}
    return {name: round(min(max(part, 0), 1), 4) for name, part in parts.items()}


def picture_value(picture: Picture | None, *, alt: str, decorative: bool) -> dict[str, Any] | None:
    """Return a picture as documents hold it; None without one."""
    if picture is None:
        return None
    return {
        "alt": "" if decorative else alt,
        "decorative": decorative,
        "focus": picture.focus,
        "renditions": picture.renditions,
    }


def make_renditions(image: AbstractImage) -> None:
    """Make the renditions that documents will point at. Makes none that exists."""
    image.get_renditions(*filters_for(image.width))


def drop_renditions(keys: Iterable[int]) -> None:
    """Take away what was made for documents of pictures whose files are others now."""
    rendition = get_image_model().get_rendition_model()
    rendition.objects.filter(image__in=list(keys), filter_spec__in=SPECS.values()).delete()


def renew_renditions(keys: Iterable[int]) -> None:
    """Make the renditions that pictures lack; a file that cannot be read is logged, and has none."""
    # What was read with its renditions does not ask the cache, which may remember some that are gone.
    images = get_image_model().objects.filter(pk__in=list(keys)).prefetch_renditions(*SPECS.values())
    for image in images:
        try:
            make_renditions(image)
        except Exception:
            logger.exception("There are no renditions of the picture %s.", image.pk)


def prepare_when_uploaded(
    sender: type[AbstractImage], instance: AbstractImage, created: bool, **_: Any
) -> None:
    """Make a new picture's renditions once it is stored; a file that cannot be read is logged, not fatal."""
    if not created:
        return
    transaction.on_commit(partial(make_renditions, instance), robust=True)
