"""E-mail addresses that people and screen readers read as ever, and that simple harvesters pass by."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def mail_link(address: str, *, obfuscate: bool) -> SafeString:
    """Return a working link. Obfuscated, no letter of it stands in the source as itself.

    References to characters are the one disguise that costs nobody anything: browsers, screen
    readers, copying and printing see the address, and no script is needed.
    """
    if not obfuscate:
        return format_html('<a href="mailto:{0}">{0}</a>', address)
    return format_html('<a href="{}">{}</a>', _as_references(f"mailto:{address}"), _as_references(address))


def _as_references(text: str) -> SafeString:
    """Write each character by its number, in turn decimal and hexadecimal; so nothing is left to escape."""
    written = (f"&#{ord(sign)};" if place % 2 else f"&#x{ord(sign):x};" for place, sign in enumerate(text))
    return mark_safe("".join(written))
