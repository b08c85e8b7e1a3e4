"""Web and mail addresses that readers see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice

from translation_workflow.quality.finding import MOST, Fault, Severity, shortened
from translation_workflow.quality.original import Original
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import rule
from translation_workflow.words.said import said

from .exchange import Exchange, Mark


@rule(
    "addresses",
    title=said("Web and mail addresses"),
    severity=Severity.BLOCKING,
    right=[
        Pair("See https://eumayors.eu/plan?a=1&amp;b=2.", "Se https://eumayors.eu/plan?a=1&amp;b=2!", "sv"),
        Pair("Write to info@eumayors.eu (or call)", "Kirjoita info@eumayors.eu, tai soita", "fi"),
        Pair("On www.eumayors.eu: all", "Wszystko na www.eumayors.eu/", "pl"),
        Pair("Trees e.g. oaks", "Träd, t.ex. ekar, bl.a.", "sv"),
    ],
    wrong=[
        Pair("See https://eumayors.eu/plan.", "Se https://eumayors.eu/plna.", "sv"),
        Pair("Write to info@eumayors.eu.", "Kirjoita info@eumayors.fi.", "fi"),
        Pair("On www.eumayors.eu: all", "Wszystko na stronie", "pl"),
        Pair("Ask your town.", "Demandez à maire@ville.fr.", "fr"),
        Pair("See eumayors.eu for all", "Δείτε eumayors.com για όλα", "el"),
    ],
)
def addresses(pair: Pair) -> Iterable[Fault]:
    """A translation leads where its source leads. For a country's own page somebody dismisses this."""
    wanted, found = pair.original.ask(_wanted), addresses_in(pair.target)
    if not wanted and not found:
        return ()
    return list(islice(_faults(Exchange(wanted, found, pair.target)), MOST))


def addresses_in(words: str) -> list[Mark]:
    """Return the addresses of a text in reading order, without the punctuation behind them."""
    if _HINT.search(words) is None:
        return []
    found = ((_trimmed(match[0]), match.start()) for match in _ADDRESS.finditer(words))
    return [
        Mark(_key(written), written, (at, at + len(written)))
        for written, at in found
        # Of a scheme by itself people write, too.
        if "." in written
    ]


def _wanted(source: Original) -> list[Mark]:
    return addresses_in(source.stored)


def _faults(exchange: Exchange) -> Iterator[Fault]:
    fix = exchange.fix()
    for mark in exchange.strange():
        template = said(
            "the address {mark} is not in the source text. Write it as there; "
            "if it is your country's own, say so and put this finding aside."
        )
        yield Fault(template, {"mark": shortened(unescape(mark.written))}, mark.span, fix)
    for mark in exchange.missing():
        template = said("the address {mark} is missing. Write it as in the source text.")
        yield Fault(template, {"mark": shortened(unescape(mark.written))}, None, fix)


def _trimmed(written: str) -> str:
    while True:
        end = _REFERENCE_AT_END.search(written[-12:])
        if end is not None:
            written = written[: -len(end[0])]
        bare = written.rstrip(_PUNCTUATION if "(" in written else f"{_PUNCTUATION})")
        while bare and not bare[-1].isprintable():
            bare = bare[:-1]
        if bare == written and end is None:
            return written
        written = bare


def _key(written: str) -> str:
    """Return an address as it leads somewhere, however it is written."""
    whole = unescape(written).rstrip("/")
    if not whole.isprintable():
        # Signs that nobody sees lead nowhere: another rule tells of them.
        whole = "".join(sign for sign in whole if sign.isprintable())
    scheme, separator, rest = whole.partition("://")
    host, slash, path = (rest if separator else scheme).partition("/")
    return f"{scheme.lower() if separator else ''}{separator}{host.lower()}{slash}{path}"


_PUNCTUATION = ".,;:!?]}'\"»«”“’‘„…·"
_REFERENCE_AT_END = re.compile(r"&(?:gt|lt|quot|nbsp|#\d{1,5}|#x[0-9a-f]{1,4});$")
# Of names without a beginning, those that nothing else ends with: “t.ex” and “np.it” are words.
_DOMAIN = r"(?:eu|com|org|net|info|int)"
# Nearly every text has no address, which is seen faster so.
_HINT = re.compile(rf"[.:@](?:(?<=@)|(?<=:)//|(?<=[wW]\.)\w|(?i:{_DOMAIN})\b)")
# What may stand in an address: no white space, no quotation marks, nothing written for “<” and the like.
_SIGN = r"(?:[^\s<>\"'‘’“”«»„\\&]|&(?!(?:lt|gt|quot|nbsp);))"
# Every repetition has an end, or begins where no other can, so that no text takes long.
_ADDRESS = re.compile(
    r"(?<![\w.+-])(?:"
    r"(?:https?|ftp)://" + _SIGN + r"{1,2000}"
    r"|www\." + _SIGN + r"{1,2000}"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?:[A-Za-z0-9-]{1,63}\.){1,8}" + _DOMAIN + r"(?![\w@-])(?!\.\w)(?:/" + _SIGN + r"{0,2000})?"
    r")",
    re.IGNORECASE,
)
