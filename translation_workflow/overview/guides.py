"""The guides of the project's `docs`, as HTML: what they link to beside themselves is found in the admin."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

FOLDER = Path(__file__).parents[2] / "docs"
FILES = {"partners": "guide-partners.md", "authors": "guide-authors.md", "roles": "roles.md"}
ENGLISH = "en"
_LINK = re.compile(r'(?P<attribute>href|src)="(?P<where>[^":]+\.(?:md|png))"')


class Guide(NamedTuple):
    """A guide without its heading; `language` is the code of the one that it is in."""

    html: SafeString
    language: str


def guide_in(name: str, language: str) -> Guide:
    """Return a guide in a language, else in English. Raises KeyError for a name that is no guide's."""
    english = FOLDER / FILES[name]
    # Only partners need no English for their work.
    translated = FOLDER / "guides" / f"{name}.{language}.md"
    return Guide(_html(translated), language) if translated.is_file() else Guide(_html(english), ENGLISH)


@cache
def _html(path: Path) -> SafeString:
    text = path.read_text(encoding="utf-8")
    html = MarkdownIt("commonmark").enable("table").render(text.partition("\n")[2])
    # The text is ours, and nobody's who writes in the admin.
    return mark_safe(_LINK.sub(_led, html))


def picture_path(name: str) -> Path | None:
    """Return where the picture of a guide is, None where there is none of this name."""
    known = {path.stem: path for path in (FOLDER / "pictures").glob("guide-*.png")}
    return known.get(name)


def _led(found: re.Match[str]) -> str:
    """Lead a link of the file to where it goes in the admin; one to anything else stays as it is."""
    path = Path(found["where"])
    by_file = {file: name for name, file in FILES.items()}
    if path.name in by_file:
        where = reverse("overview:guide", args=[by_file[path.name]])
    elif picture_path(path.stem):
        where = reverse("overview:guide_picture", args=[path.stem])
    else:
        return found[0]
    return f'{found["attribute"]}="{where}"'
