"""Pictures that ship with a starter programme: drawn, loaded once, and refused with a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from wagtail.images import get_image_model

from pages.starter.draw import drawings, size_of
from pages.starter.pictures import NoPicture, Pictures

DRAWN = pytest.mark.parametrize("drawing", drawings(), ids=lambda path: path.stem)


@pytest.fixture
def pictures(db: None, tmp_path: Path, settings: Any) -> Pictures:
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "pictures").mkdir()
    shutil.copy(drawings()[0].with_suffix(".png"), tmp_path / "pictures" / "one.png")
    (tmp_path / "pictures" / "two.png").write_text("no picture")
    (tmp_path / "secret.png").write_text("not to be read")
    return Pictures(tmp_path)


@DRAWN
def test_a_drawing_has_its_picture_beside_it(drawing: Path) -> None:
    """Somebody drew it: the picture that ships is as large as the drawing says."""
    with Image.open(drawing.with_suffix(".png")) as picture:
        assert picture.size == size_of(drawing)


@DRAWN
def test_a_drawing_runs_nothing(drawing: Path) -> None:
    """It holds no script, loads nothing from elsewhere, and says nothing in one language only."""
    text = drawing.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not [sign for sign in ("<script", "http", "<text", "onload", "<foreignObject") if sign in text]


def test_a_picture_is_loaded_once(pictures: Pictures) -> None:
    """The second time, and under whatever title people gave it, it is the same one."""
    first = pictures.value({"file": "one.png", "title": "One", "alt_text": "Something drawn."})
    get_image_model().objects.update(title="Called otherwise since")
    assert pictures.value({"file": "one.png", "title": "One", "alt_text": "Something drawn."}) == first
    assert first["alt_text"] == "Something drawn."
    assert not first["decorative"]
    assert get_image_model().objects.get().width == 1200


def test_a_picture_without_words_only_decorates(pictures: Pictures) -> None:
    """Whoever cannot see it is told nothing, on purpose."""
    assert pictures.value({"file": "one.png", "title": "One"})["decorative"]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("one.png", "Expected: file, title and"),
        ({"file": "one.png"}, "Expected: file, title and"),
        ({"file": "one.png", "title": "One", "size": 3}, "Expected: file, title and"),
        ({"file": "none.png", "title": "None"}, "“none.png” is no file"),
        ({"file": "../secret.png", "title": "Out"}, "“../secret.png” is no file"),
        ({"file": "two.png", "title": "Two"}, "“two.png” cannot be read as a picture"),
    ],
)
def test_what_is_no_picture_is_refused(pictures: Pictures, told: Any, sentence: str) -> None:
    """Its author reads what is wrong, and nothing is left behind."""
    with pytest.raises(NoPicture, match=sentence):
        pictures.value(told)
    assert not get_image_model().objects.exists()
