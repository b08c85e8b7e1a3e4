"""Countries by their ISO 3166 codes, as CLDR knows them."""

from functools import cache

from babel import Locale

# What CLDR lists beside countries: groups of them, and codes for tests and for the unknown.
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


@cache
def countries() -> dict[str, str]:
    """Return code → English name, by name."""
    names = Locale("en").territories.items()
    known = [(code, name) for code, name in names if len(code) == 2 and code not in NO_COUNTRIES]
    return dict(sorted(known, key=lambda country: country[1]))
