"""The markup that rich text may hold, and the one function that reduces text to it.

Only tags whose round trip through extraction and translation a test proves are listed. Links lead
to web and mail addresses or are Wagtail's references to pages and documents.
"""

from __future__ import annotations

import nh3

INLINE_FEATURES = ["bold", "italic", "superscript", "subscript", "link", "document-link"]
PROSE_FEATURES = [*INLINE_FEATURES, "ul", "ol", "blockquote"]

INLINE_TAGS = frozenset({"a", "b", "i", "sub", "sup", "br"})
PROSE_TAGS = INLINE_TAGS | {"p", "ul", "ol", "li", "blockquote"}
LINK_ATTRIBUTES = {"a": {"href", "linktype", "id"}}
LINK_SCHEMES = {"http", "https", "mailto"}


_CLEANER = nh3.Cleaner(
    tags=set(PROSE_TAGS),
    attributes=LINK_ATTRIBUTES,
    url_schemes=LINK_SCHEMES,
    link_rel=None,
    strip_comments=True,
)


def sanitise(html: str) -> str:
    """Return `html` with nothing in it but the allow-list; the words inside other tags stay."""
    return _CLEANER.clean(html)
