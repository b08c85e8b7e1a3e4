"""Days, numbers and sums of money, written as a language writes them."""

from __future__ import annotations

from copy import copy
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit

ENGLISH = "en"
# Without a country CLDR writes American English, and no edition is America's.
EUROPEAN_ENGLISH = "en_GB"


@cache
def locale_of(language: str) -> Locale:
    """Return what CLDR knows of a language; European English for a language that it does not know."""
    try:
        return Locale.parse(EUROPEAN_ENGLISH if language == ENGLISH else language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(EUROPEAN_ENGLISH)


def parse_day(value: object) -> date | None:
    """Return the day that a document names as `2024-05-31`, None for anything else."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def day(value: object, language: str) -> str:
    """Return a day in words: 31 maj 2014."""
    parsed = parse_day(value)
    return format_date(parsed, "long", locale=locale_of(language)) if parsed else ""


def number(value: object, language: str) -> str:
    """Return a number with the language's separators, and only the decimals that it has."""
    parsed = _decimal(value)
    if parsed is None:
        return str(value)
    return str(format_decimal(parsed, locale=locale_of(language), decimal_quantization=False))


def money(amount: object, currency: object, language: str) -> str:
    """Return a sum in its own currency, without decimals when it is whole."""
    parsed = _decimal(amount)
    if parsed is None:
        return ""
    locale = locale_of(language)
    pattern = copy(locale.currency_formats["standard"])
    is_whole = parsed == parsed.to_integral_value()
    pattern.frac_prec = (0, 0) if is_whole else (2, 2)
    text = pattern.apply(parsed, locale, currency=str(currency or "").upper(), currency_digits=False)
    return str(text).strip()


def minutes(value: object, language: str) -> str:
    """Return a number of minutes as they are said in short: 14 min."""
    parsed = _decimal(value)
    unit = "duration-minute"
    return "" if parsed is None else format_unit(parsed, unit, length="short", locale=locale_of(language))


def country(code: str | None, language: str) -> str:
    """Return a country's name (ISO 3166) in a language; nothing for no country."""
    return str(locale_of(language).territories.get(code or "", ""))


def is_overdue(review_by: object, *, today: date) -> bool:
    """Say whether the day by which somebody had to look again is over."""
    parsed = parse_day(review_by)
    return parsed is not None and parsed < today


def _decimal(value: object) -> Decimal | None:
    try:
        parsed = Decimal(str(value))
    except InvalidOperation:
        return None
    return parsed.normalize() if parsed.is_finite() and abs(parsed.adjusted()) < 30 else None
