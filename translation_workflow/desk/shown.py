"""From a fragment as working text holds it to HTML that may be shown and typed in."""

from __future__ import annotations

import re
from html import unescape

from django.utils.safestring import SafeString

from translation_workflow.source.formatted import formatted, leads_to, link_names
from translation_workflow.source.links import Links
from translation_workflow.source.markup import misfit, plain_text

from .page import Link
from .typed import understood


def shown(words: str) -> SafeString:
    """Return a fragment with its marks; a link is `<a data-id>` and leads nowhere.

    Marks that do not fit, as an older tool may have left them, are put right or left out.
    """
    if misfit(words):
        words = understood(words, links=link_names(words))
    return formatted(words)


def links_of(text: str, links: Links) -> list[Link]:
    """Return the links of a text of the master, with where they lead, in the order of the text."""
    found = []
    for match in _WHOLE_LINK.finditer(text):
        name = unescape(match[1])
        found.append(Link(name, plain_text(match[2]), leads_to(links.get(name, {}))))
    return found


_WHOLE_LINK = re.compile(r'<a id="([^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
