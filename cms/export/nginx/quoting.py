"""Words of nginx's configuration. Whatever comes from content passes here, and stays one word."""

from __future__ import annotations

import re
from collections.abc import Mapping

LONGEST_PLAIN = 200
_TEMPLATE_SAFE = re.compile(r"[^$\x00-\x1f\x7f]*")


def literal(text: str) -> str:
    """Return a word in which nginx looks for no variables: the name of a location, the key of a map."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def place(decoded: str) -> str:
    """Return what begins a location for one address alone, whatever is in it.

    nginx keeps the length of a plain name in one byte; a longer one is written as an expression of its bytes,
    and must stand before other expressions.
    """
    encoded = decoded.encode(errors="surrogatepass")
    if len(encoded) <= LONGEST_PLAIN:
        return f"= {literal(decoded)}"
    return f'~ "\\A{in_expressions(decoded)}\\z"'


def in_expressions(text: str) -> str:
    """Return what stands for a text in an expression: its bytes, none of which means anything else there."""
    return "".join(f"\\x{byte:02x}" for byte in text.encode(errors="surrogatepass"))


def value(text: str) -> str:
    """Return a word in which nginx does look for variables, and finds none.

    Raises ValueError for a dollar, which nginx has no way to write, and for control characters.
    """
    if not _TEMPLATE_SAFE.fullmatch(text):
        raise ValueError(f"{text!r} cannot be written in nginx's configuration.")
    return literal(text)


def address(encoded: str) -> str:
    """Return a percent-encoded address as a word without variables."""
    return value(encoded.replace("$", "%24"))


def headers(given: Mapping[str, str], *, indent: str = "    ") -> str:
    """Return the lines that send headers, with whatever status."""
    return "".join(
        f"{indent}add_header {name} {value(said)} always;\n" for name, said in sorted(given.items())
    )
