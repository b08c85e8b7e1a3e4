"""What an operator sets, and what is said of a wrong value: never the key itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from cms.settings.env import SettingError, read
from translation_workflow.machine.engines import engine_of
from translation_workflow.machine.errors import NotSetUp
from translation_workflow.machine.options import DeepTranslatorOptions, LibreTranslateOptions, Options, Secret

KEY = "0123-secret-key"


def options(**variables: str) -> Options:
    named = {f"CMS_TRANSLATE_{name}": value for name, value in variables.items()}
    return read({"CMS_DATA_DIR": str(Path("/tmp")), **named}).machines


def test_without_a_word_no_engine_is_set() -> None:
    """Nothing is sent anywhere before somebody says where."""
    assert (options().engine, options().keys) == ("", ())
    with pytest.raises(NotSetUp, match=r"No engine is set\. Name one, or set CMS_TRANSLATE_ENGINE"):
        engine_of(options=options())


def test_values_are_typed() -> None:
    """Numbers are numbers, addresses have no slash at their end, keys are secrets."""
    found = options(
        ENGINE="libretranslate",
        CALL_SECONDS="2.5",
        BATCH_SECONDS="60",
        CALLS_PER_SECOND="0.5",
        LIBRETRANSLATE_URL="http://localhost:5000/",
        LIBRETRANSLATE_KEY=f" {KEY} ",
    )
    assert (found.call_seconds, found.batch_seconds, found.calls_per_second) == (2.5, 60.0, 0.5)
    assert found.libretranslate.url == "http://localhost:5000"
    assert found.libretranslate.key.reveal() == KEY
    assert engine_of(options=found).name == "libretranslate"


WRONG = [
    ({"ENGINE": "babelfish"}, "CMS_TRANSLATE_ENGINE: “babelfish” is not known. Expected: one of pseudo"),
    ({"ENGINE": "libretranslate"}, "CMS_TRANSLATE_LIBRETRANSLATE_URL: is missing"),
    ({"ENGINE": "deepl"}, "CMS_TRANSLATE_DEEPL_KEY: is missing"),
    ({"ENGINE": "deep-translator"}, "CMS_TRANSLATE_DEEP_TRANSLATOR_PROVIDER: is missing"),
    ({"CALL_SECONDS": "soon"}, "CMS_TRANSLATE_CALL_SECONDS: “soon” will not do. Expected: a number from 0.1"),
    ({"CALL_SECONDS": "0"}, "CMS_TRANSLATE_CALL_SECONDS"),
    ({"BATCH_SECONDS": "nan"}, "CMS_TRANSLATE_BATCH_SECONDS"),
    ({"CALLS_PER_SECOND": "-1"}, "CMS_TRANSLATE_CALLS_PER_SECOND"),
    ({"CALLS_PER_SECOND": "inf"}, "CMS_TRANSLATE_CALLS_PER_SECOND"),
    ({"DEEP_TRANSLATOR_PROVIDER": "oracle"}, "“oracle” is not known. Expected: one of google"),
    ({"DEEP_TRANSLATOR_PROVIDER": "deepl"}, "CMS_TRANSLATE_DEEP_TRANSLATOR_KEY: is missing"),
    ({"KEY": "x"}, "CMS_TRANSLATE_KEY: is no variable of this system"),
]


@pytest.mark.parametrize(("variables", "sentence"), WRONG)
def test_a_wrong_value_is_told(variables: dict[str, str], sentence: str) -> None:
    """The name, what is wrong, what was expected."""
    with pytest.raises(SettingError) as refusal:
        options(**variables)
    assert sentence in str(refusal.value)


ADDRESSES = [
    "ftp://a.eu",
    "file:///etc/passwd",
    "http://translate.example.org",
    "http://9.9.9.9:5000",
    "https://me:secret@a.eu",
    "https://a.eu/?key=secret",
    "https://a.eu/#x",
    "https://",
    "a.eu",
    "https://a.eu:99999",
    "https://a b.eu",
    "https://a.eu/\nx",
    f"https://a.eu/{'x' * 400}",
]


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_without_protection_or_with_a_password_is_refused(url: str) -> None:
    """Texts and keys go to others over TLS only; and an address that may hold a secret is not repeated."""
    with pytest.raises(SettingError, match="LIBRETRANSLATE_URL: is no address of an engine") as refusal:
        options(LIBRETRANSLATE_URL=url)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("url", ["http://localhost:5000", "http://10.0.0.5:5000", "http://translate:5000"])
def test_machines_beside_us_need_no_certificate(url: str) -> None:
    """This one, one of a private network, one of the same composition."""
    assert options(LIBRETRANSLATE_URL=url).libretranslate.url == url


@pytest.mark.parametrize("key", ["short", "has a space in it", "kéy-with-accents", "with\nnew-line"])
def test_what_is_no_key_is_refused_without_being_told(key: str) -> None:
    """A key that is wrong may be nearly right."""
    with pytest.raises(SettingError, match="CMS_TRANSLATE_DEEPL_KEY: is no key") as refusal:
        options(DEEPL_KEY=key)
    assert key not in str(refusal.value)


def leaves(url: str) -> bool:
    return engine_of(
        "libretranslate", options=Options(libretranslate=LibreTranslateOptions(url))
    ).leaves_house


@pytest.mark.parametrize("url", ["http://localhost:5000", "http://127.0.0.1:1", "http://[::1]:5000"])
def test_on_this_machine_texts_stay_in_the_house(url: str) -> None:
    """The loopback leads nowhere else."""
    assert not leaves(url)


@pytest.mark.parametrize(
    "url",
    ["https://libretranslate.com", "http://10.0.0.5:5000", "http://translate:5000", "https://localhost.eu"],
)
def test_anywhere_else_they_leave_it(url: str) -> None:
    """Whoever's machine it is, it is not this one."""
    assert leaves(url)


def test_services_are_never_in_the_house() -> None:
    """DeepL is DeepL behind any address; the library's providers are outside, but for a server here."""
    key = Secret(KEY)
    from translation_workflow.machine.options import DeepLOptions

    assert engine_of("deepl", options=Options(deepl=DeepLOptions("http://localhost:1", key))).leaves_house
    for provider, url, expected in [
        ("google", "", True),
        ("google", "http://localhost:1", True),
        ("mymemory", "", True),
        ("libre", "", True),
        ("libre", "http://localhost:1", False),
    ]:
        library = Options(deep_translator=DeepTranslatorOptions(provider, url, key))
        assert engine_of("deep-translator", options=library).leaves_house is expected
    assert not engine_of("pseudo").leaves_house


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("babelfish", "There is no engine “babelfish”. There are: pseudo, libretranslate, deepl, deep-trans"),
        ("libretranslate", "Set CMS_TRANSLATE_LIBRETRANSLATE_URL"),
        ("deepl", "Set CMS_TRANSLATE_DEEPL_KEY"),
        ("deep-translator", "Set CMS_TRANSLATE_DEEP_TRANSLATOR_PROVIDER"),
    ],
)
def test_an_engine_that_is_not_set_up_says_what_to_set(name: str, sentence: str) -> None:
    """Who names it learns what is missing."""
    with pytest.raises(NotSetUp) as refusal:
        engine_of(name, options=Options())
    assert sentence in str(refusal.value)
