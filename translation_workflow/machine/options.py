"""What an operator decides about engines: plain data, read from the environment by `cms.settings`."""

from __future__ import annotations

from dataclasses import dataclass, field


class Secret:
    """A key that nobody writes down by accident: as text it is dots."""

    __slots__ = ("_value",)

    def __init__(self, value: str = "") -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the key itself, for the one place that sends it."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __str__(self) -> str:
        return "…" if self._value else ""

    def __repr__(self) -> str:
        return f"Secret({str(self)!r})"

    def __reduce__(self) -> str:
        raise TypeError("A secret is not pickled.")


@dataclass(frozen=True)
class LibreTranslateOptions:
    """`url` is where the server listens, empty for none; `key` is only for servers that want one."""

    url: str = ""
    key: Secret = field(default_factory=Secret)


@dataclass(frozen=True)
class DeepLOptions:
    """`url` is empty for DeepL's own, which the key decides."""

    url: str = ""
    key: Secret = field(default_factory=Secret)


@dataclass(frozen=True)
class DeepTranslatorOptions:
    """`provider` is one of `PROVIDERS`; `url` is for `libre` alone, and `region` for `microsoft`."""

    provider: str = ""
    url: str = ""
    key: Secret = field(default_factory=Secret)
    region: str = ""


PROVIDERS = ("google", "mymemory", "libre", "deepl", "microsoft")
"""Providers of deep-translator that translate sentences, through connections that we can bound."""

ENGINES = ("pseudo", "libretranslate", "deepl", "deep-translator")


@dataclass(frozen=True)
class Options:
    """`engine` is the one that is asked where nobody names another; empty for none.

    A call ends after `call_seconds`, a batch after `batch_seconds`. `calls_per_second` is kept by each
    process for itself.
    """

    engine: str = ""
    call_seconds: float = 20.0
    batch_seconds: float = 300.0
    calls_per_second: float = 5.0
    libretranslate: LibreTranslateOptions = field(default_factory=LibreTranslateOptions)
    deepl: DeepLOptions = field(default_factory=DeepLOptions)
    deep_translator: DeepTranslatorOptions = field(default_factory=DeepTranslatorOptions)

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys, as they are: for who takes them out of texts."""
        secrets = (self.libretranslate.key, self.deepl.key, self.deep_translator.key)
        return tuple(secret.reveal() for secret in secrets if secret)
