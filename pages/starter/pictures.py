"""Pictures that ship with a starter programme: a file beside its pages becomes a picture of everybody's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from PIL import Image as Drawing
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

FOLDER = "pictures"
NEEDED, KNOWN = frozenset({"file", "title"}), frozenset({"file", "title", "alt_text"})


class NoPicture(ValueError):
    """What a file names cannot be a picture; the message says so to its author."""


class Pictures:
    """The pictures in a programme's folder. A picture is known by what its file holds.

    Loading the same file twice makes one picture, whatever people call it since. Another drawing therefore
    comes under another name: pages that show the old one keep it until their entry names the new one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER

    def value(self, told: Any) -> dict[str, Any]:
        """Return what a picture's block stores. Raises NoPicture."""
        if not isinstance(told, Mapping) or not told.keys() >= NEEDED or told.keys() - KNOWN:
            raise NoPicture("Expected: file, title and, unless it only decorates, alt_text.")
        alt_text = str(told.get("alt_text") or "").strip()
        picture = self._picture(str(told["file"]), title=str(told["title"]).strip())
        return {"image": picture.pk, "alt_text": alt_text, "decorative": not alt_text}

    def _picture(self, name: str, *, title: str) -> AbstractImage:
        path = self._folder / name
        if path.parent != self._folder or not path.is_file():
            raise NoPicture(f"“{name}” is no file in the folder “{FOLDER}”.")
        model, everybodys = get_image_model(), Collection.get_first_root_node()
        with path.open("rb") as file:
            digest = hash_filelike(file)
            there = model.objects.filter(file_hash=digest, collection=everybodys).order_by("pk").first()
            if there is not None:
                return there
            try:
                Drawing.open(file).verify()
                file.seek(0)
                picture = model(title=title, file=ImageFile(file, name=name), collection=everybodys)
                picture.file_size, picture.file_hash = path.stat().st_size, digest
                picture.full_clean()
            except (ValidationError, OSError) as error:
                raise NoPicture(f"“{name}” cannot be read as a picture: {error}.") from None
            picture.save()
        return picture
