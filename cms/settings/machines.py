"""The variables of the environment that are about translation engines (`CMS_TRANSLATE_…`).

Keys are never quoted, however wrong they are.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from translation_workflow.machine.options import (
    ENGINES,
    PROVIDERS,
    DeepLOptions,
    DeepTranslatorOptions,
    LibreTranslateOptions,
    Options,
    Secret,
)

from .fault import SettingError

PREFIX = "CMS_TRANSLATE_"
NAMES = tuple(
    PREFIX + name
    for name in (
        "ENGINE",
        "CALL_SECONDS",
        "BATCH_SECONDS",
        "CALLS_PER_SECOND",
        "LIBRETRANSLATE_URL",
        "LIBRETRANSLATE_KEY",
        "DEEPL_URL",
        "DEEPL_KEY",
        "DEEP_TRANSLATOR_PROVIDER",
        "DEEP_TRANSLATOR_URL",
        "DEEP_TRANSLATOR_KEY",
        "DEEP_TRANSLATOR_REGION",
    )
)
_NEEDS_KEY = frozenset({"deepl", "microsoft"})


def read_machines(variables: Mapping[str, str]) -> Options:
    """Return the typed options. Raises SettingError for the first wrong value."""
    given = _Given(variables)
    if unknown := sorted(name for name in variables if name.startswith(PREFIX) and name not in NAMES):
        raise SettingError(unknown[0], "is no variable of this system.", f"one of {', '.join(NAMES)}.")
    options = Options(
        engine=given.choice("ENGINE", ENGINES),
        call_seconds=given.number("CALL_SECONDS", 20, least=0.1, most=300),
        batch_seconds=given.number("BATCH_SECONDS", 300, least=1, most=3600),
        calls_per_second=given.number("CALLS_PER_SECOND", 5, least=0.01, most=1000),
        libretranslate=LibreTranslateOptions(
            given.address("LIBRETRANSLATE_URL"), given.key("LIBRETRANSLATE_KEY")
        ),
        deepl=DeepLOptions(given.address("DEEPL_URL"), given.key("DEEPL_KEY")),
        deep_translator=_deep_translator(given),
    )
    _check_default(options)
    return options


def _deep_translator(given: _Given) -> DeepTranslatorOptions:
    options = DeepTranslatorOptions(
        provider=given.choice("DEEP_TRANSLATOR_PROVIDER", PROVIDERS),
        url=given.address("DEEP_TRANSLATOR_URL"),
        key=given.key("DEEP_TRANSLATOR_KEY"),
        region=given.text("DEEP_TRANSLATOR_REGION"),
    )
    if options.provider in _NEEDS_KEY and not options.key:
        _missing("DEEP_TRANSLATOR_KEY", f"a key for {options.provider}.")
    return options


def _check_default(options: Options) -> None:
    if options.engine == "libretranslate" and not options.libretranslate.url:
        _missing("LIBRETRANSLATE_URL", "http://localhost:5000.")
    if options.engine == "deepl" and not options.deepl.key:
        _missing("DEEPL_KEY", "a key of DeepL's API.")
    if options.engine == "deep-translator" and not options.deep_translator.provider:
        _missing("DEEP_TRANSLATOR_PROVIDER", f"one of {', '.join(PROVIDERS)}.")


def _missing(name: str, expected: str) -> None:
    raise SettingError(PREFIX + name, "is missing.", expected)


class _Given:
    """The variables, read by kind."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables

    def text(self, name: str) -> str:
        return self.variables.get(PREFIX + name, "").strip()

    def choice(self, name: str, choices: Sequence[str]) -> str:
        value = self.text(name)
        if value and value not in choices:
            raise SettingError(PREFIX + name, f"“{value}” is not known.", f"one of {', '.join(choices)}.")
        return value

    def number(self, name: str, default: float, *, least: float, most: float) -> float:
        value = self.text(name)
        try:
            number = float(value) if value else default
        except ValueError:
            number = math.nan
        if not least <= number <= most:
            raise SettingError(
                PREFIX + name, f"“{value}” will not do.", f"a number from {least:g} to {most:g}."
            )
        return number

    def key(self, name: str) -> Secret:
        value = self.text(name)
        if not (value.isascii() and value.isprintable()) or " " in value or 0 < len(value) < SHORTEST_KEY:
            raise SettingError(
                PREFIX + name,
                "is no key.",
                f"{SHORTEST_KEY} or more letters, digits and signs without spaces, as the service gave it.",
            )
        return Secret(value)

    def address(self, name: str) -> str:
        value = self.text(name).rstrip("/")
        if value and not _is_address(value):
            # An address may hold a password, and is not quoted.
            raise SettingError(
                PREFIX + name,
                "is no address of an engine.",
                "https://host.example, without user name, ? or #; http:// on this machine or network only.",
            )
        return value


LONGEST_ADDRESS = 300
SHORTEST_KEY = 8
"""A shorter one would be found, and masked, in any word."""


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or "@" in parts.netloc or "?" in value or "#" in value or not value.isprintable():
        return False
    if (
        any(sign.isspace() for sign in value)
        or port == 0
        or not value.isascii()
        or len(value) > LONGEST_ADDRESS
    ):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_near(host))


def _is_near(host: str) -> bool:
    """Whether texts and keys may go to a host in the clear: it is this machine, or one beside it."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith((".internal", ".local", ".lan"))
