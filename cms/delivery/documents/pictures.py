"""Pictures as documents show them: a few widths, made when a picture is uploaded and never later."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter

Renditions = list[dict[str, Any]]

WIDTHS = (480, 960, 1600)
SPECS = {width: f"width-{width}|format-webp" for width in WIDTHS}


def filters_for(width: int) -> list[Filter]:
    """Return the renditions that a picture of this width has: none wider than itself, one at least."""
    return [Filter(spec) for wanted, spec in SPECS.items() if wanted <= width] or [Filter(SPECS[WIDTHS[0]])]


def pictures_by_id(keys: Iterable[int]) -> dict[int, Renditions]:
    """Return pictures as the renditions that exist, narrowest first, in two queries (none for no keys).

    Nothing is rendered here. Where no rendition exists the original stands alone.
    """
    keys = list(keys)
    if not keys:
        return {}
    images = get_image_model().objects.filter(pk__in=keys)
    return {image.pk: _renditions(image) for image in images.prefetch_renditions(*SPECS.values())}


def _renditions(image: AbstractImage) -> Renditions:
    found = image.find_existing_renditions(*filters_for(image.width))
    shown = sorted(found.values(), key=lambda rendition: int(rendition.width)) or [image]
    return [{"url": one.file.url, "width": one.width, "height": one.height} for one in shown]


def picture_value(picture: Renditions | None, *, alt: str, decorative: bool) -> dict[str, Any] | None:
    """Return a picture as documents hold it; None without one."""
    if picture is None:
        return None
    return {"alt": "" if decorative else alt, "decorative": decorative, "renditions": picture}


def make_renditions(image: AbstractImage) -> None:
    """Make the renditions that documents will point at. Makes none that exists."""
    image.get_renditions(*filters_for(image.width))


def prepare_when_saved(sender: type[AbstractImage], instance: AbstractImage, **_: Any) -> None:
    """Make a picture's renditions once it is stored; a file that cannot be read is logged, not fatal."""
    transaction.on_commit(partial(make_renditions, instance), robust=True)
