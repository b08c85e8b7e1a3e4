"""The guides of the project's `docs`, as HTML: what they link to beside themselves is found in the admin."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

FOLDER = Path(__file__).parents[2] / "docs"
FILES = {"partners": "guide-partners.md", "authors": "guide-authors.md", "roles": "roles.md"}
_LINK = re.compile(r'(?P<attribute>href|src)="(?P<where>[^":]+\.(?:md|png))"')


@cache
def guide_html(name: str) -> SafeString:
    """Return a guide without its heading. Raises KeyError for a name that is none."""
    text = (FOLDER / FILES[name]).read_text(encoding="utf-8")
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
