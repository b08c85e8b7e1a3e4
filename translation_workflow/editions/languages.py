"""The languages that an edition may be written in: plain data, no Django.

Codes are BCP 47 at the edges (`en-GB`); Wagtail stores locales in lower case (`en-gb`). Add a row
here for a language that no edition has used yet; an edition in a listed language needs no code.
"""

from __future__ import annotations

from dataclasses import dataclass

import babel
from babel.messages.plurals import get_plural


@dataclass(frozen=True)
class Language:
    """One row: BCP 47 code, English name, name in the language itself."""

    code: str
    name: str
    native_name: str
    # Whether Wagtail's admin has a catalogue in this very language, so that people may choose it.
    has_admin_interface: bool = True

    @property
    def stored_code(self) -> str:
        """The code as Wagtail and Django hold it, in lower case."""
        return self.code.lower()

    @property
    def base(self) -> str:
        """The language without its country: `en` for `en-GB`."""
        return self.code.split("-")[0]

    @property
    def babel(self) -> babel.Locale:
        """The CLDR data of the language."""
        return babel.Locale.parse(self.code, sep="-")

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self.babel.text_direction)

    @property
    def plural_forms(self) -> str:
        """The value of a catalogue's Plural-Forms header."""
        plural = get_plural(self.babel)
        return f"nplurals={plural.num_plurals}; plural={plural.plural_expr};"


LANGUAGES: tuple[Language, ...] = (
    Language("en", "English", "English"),
    Language("en-GB", "English (UK)", "English (UK)", has_admin_interface=False),
    Language("bg", "Bulgarian", "български"),
    Language("hr", "Croatian", "hrvatski"),
    Language("cs", "Czech", "čeština"),
    Language("da", "Danish", "dansk"),
    Language("nl", "Dutch", "Nederlands"),
    Language("nl-BE", "Dutch (Belgium)", "Nederlands (België)", has_admin_interface=False),
    Language("et", "Estonian", "eesti"),
    Language("fi", "Finnish", "suomi"),
    Language("fr", "French", "français"),
    Language("de", "German", "Deutsch"),
    Language("el", "Greek", "Ελληνικά"),
    Language("hu", "Hungarian", "magyar"),
    Language("it", "Italian", "italiano"),
    Language("lv", "Latvian", "latviešu"),
    Language("lt", "Lithuanian", "lietuvių"),
    Language("pl", "Polish", "polski"),
    Language("pt", "Portuguese", "português"),
    Language("ro", "Romanian", "română"),
    Language("sk", "Slovak", "slovenčina"),
    Language("sl", "Slovenian", "slovenščina"),
    Language("es", "Spanish", "español"),
    Language("sv", "Swedish", "svenska"),
    Language("sv-FI", "Swedish (Finland)", "svenska (Finland)", has_admin_interface=False),
)

_BY_STORED_CODE = {language.stored_code: language for language in LANGUAGES}


class UnknownLanguage(LookupError):
    """A code that no shipped language has."""

    def __init__(self, code: str) -> None:
        known = ", ".join(language.code for language in LANGUAGES)
        super().__init__(f"“{code}” is not a language of this system. Known: {known}.")


def language_for(code: str) -> Language:
    """Return the language of a code in any case. Raises UnknownLanguage."""
    try:
        return _BY_STORED_CODE[code.lower()]
    except KeyError:
        raise UnknownLanguage(code) from None
