"""The links of a preview: out of it, in a tab of their own, or nowhere."""

from __future__ import annotations

import re

from django.utils.html import escape

_LINK = re.compile(r'<a\b([^>]*?)\shref="([^"]*)"')


def outward(html: str, *, is_read: bool, nowhere: str) -> str:
    """Return a page whose links do not replace it.

    Those within the page stay. With `is_read` pages of the edition open beside it; without, nobody reads
    them, so that links to them lead nowhere, and their title says so (`nowhere`).
    """

    def turned(tag: re.Match[str]) -> str:
        attributes, address = tag.groups()
        if address.startswith(("#", "mailto:")):
            return tag[0]
        if is_read or not address.startswith("/"):
            # Links to the neighbours have one already, and the answer itself forbids to name its address.
            rel = "" if " rel=" in attributes else ' rel="noreferrer"'
            return f'<a{attributes} href="{address}" target="_blank"{rel}'
        return f'<a{attributes} role="link" aria-disabled="true" title="{escape(nowhere)}"'

    return _LINK.sub(turned, html)
