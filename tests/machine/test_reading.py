"""What is seen in an answer, and what is not."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

import polib
import pytest
from django.conf import settings

from translation_workflow.machine.mask import mask
from translation_workflow.machine.options import LibreTranslateOptions, Options, Secret
from translation_workflow.machine.order import are_mixed_up
from translation_workflow.machine.read import Unfit, read_answer
from translation_workflow.machine.tongue import Languages, language_fault

from .faulty import KEY

ITALIAN = Languages("en", "it")
TEXT = "The agency helps municipalities to save energy every year."
GOOD = "L’agenzia aiuta i comuni a risparmiare energia ogni anno."


def read(answer: str | None, text: str = TEXT, languages: Languages = ITALIAN) -> str:
    return read_answer(answer, mask(text), text=text, languages=languages)


def test_an_answer_is_put_together() -> None:
    """As plain text, it is escaped; in one line, where its text is in one."""
    assert read(GOOD) == GOOD
    assert read("Calore & luce", "Heat &amp; light") == "Calore &amp; luce"
    assert read("Calore \n e luce", "Heat and light") == "Calore e luce"
    assert read("Calore\ne luce", "Heat\nand light") == "Calore\ne luce"


def test_references_of_engines_that_answer_in_html_are_read() -> None:
    """Where the text itself has none: `&#39;` would be shown to readers otherwise."""
    assert read("L&#39;energia &amp; noi", "Energy and us") == "L'energia &amp; noi"
    assert read("Scrivete &amp;", "Write &amp;amp;") == "Scrivete &amp;amp;"


def test_letters_in_two_parts_are_put_together() -> None:
    """Some engines write accents as signs of their own."""
    assert read("La citta\u0300 verde", "The green city") == "La città verde"


LONG = f"{TEXT} " * 6
REFUSED = [
    (None, TEXT, "said nothing"),
    ("\u200b", TEXT, "said nothing"),
    (GOOD * 20, TEXT, "far longer"),
    ("Sì.", LONG, "far shorter"),
    (f"{GOOD}\r", TEXT, "control characters"),
    (f"{GOOD}<br>", TEXT, "tags that were not sent"),
    (f"{GOOD}<!-- x -->", TEXT, "tags that were not sent"),
    (f"{GOOD} &lt;img src=x onerror=alert(1)&gt;", TEXT, "tags that were not sent"),
    (TEXT, TEXT, "still in the language"),
    ("Byrån hjälper kommuner att spara energi varje år i hela landet.", TEXT, "another language"),
    ("Агенцията помага на общините да пестят енергия всяка година.", TEXT, "another language"),
]


@pytest.mark.parametrize(("answer", "text", "sentence"), REFUSED)
def test_an_answer_that_is_refused_says_why(answer: str | None, text: str, sentence: str) -> None:
    """One sentence, for people."""
    with pytest.raises(Unfit, match=sentence):
        read(answer, text)


def test_a_few_words_may_be_in_any_language() -> None:
    """A name or a title of five words is the same in many; nobody can say."""
    assert read("Covenant of Mayors Europe", "Covenant of Mayors Europe")


def test_the_shipped_translation_is_in_its_language() -> None:
    """No real sentence is taken for another language; and each English one is seen not to be Swedish."""
    pairs = [
        (entry.msgid, entry.msgstr)
        for path in (settings.SHIPPED_CATALOGUES / "sv" / "content").rglob("*.po")
        for entry in polib.pofile(str(path))
        # A sum of figures and units has hardly a language.
        if entry.msgstr and "×" not in entry.msgstr
    ]
    fault = partial(language_fault, languages=Languages("en", "sv"))
    assert [said for text, said in pairs if fault(said, text=text)] == []
    unseen = [
        text for text, _ in pairs if sum(map(str.isalpha, text.split())) >= 9 and not fault(text, text=text)
    ]
    assert unseen == []


NAMES = [
    ("it", "Plan renewables and heat networks", "Piano renewables e network di caldo"),
    ("sv", "Manual: Covenant CapaCITY, SEAP and EnPC", "Handbok: Covenant CapaCITY, SEAP och EnPC"),
    (
        "it",
        "Tool: Display Campaign, ManagEnergy, ELENA and JESSICA",
        "Strumento: Display Campaign, ManagEnergy, ELENA e JESSICA",
    ),
    ("fi", "EnPC, LED, SEAP and Covenant CapaCITY guide", "EnPC, LED, SEAP ja Covenant CapaCITY opas"),
]


@pytest.mark.parametrize(("target", "text", "answer"), NAMES)
def test_names_are_in_no_language(target: str, text: str, answer: str) -> None:
    """What stands in the text too, and abbreviations, say nothing of the language of an answer."""
    assert read(answer, text, Languages("en", target)) == answer


def test_a_text_that_was_hardly_translated_is_seen() -> None:
    """A word or two in another language do not make it one."""
    with pytest.raises(Unfit, match="still in the language"):
        read("L'agenzia helps municipalities to save energy every year.")


@pytest.mark.parametrize("form", [KEY, KEY.upper(), quote(KEY, safe="")])
def test_a_key_in_an_answer_is_refused(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine may put our key beside the words: it would be kept, and shown to whoever reads the draft."""
    monkeypatch.setattr(settings, "MACHINES", Options(libretranslate=LibreTranslateOptions("", Secret(KEY))))
    with pytest.raises(Unfit, match="holds a key"):
        read(f"{GOOD} {form}")
    assert read(GOOD) == GOOD


ORDERS = [
    (["By 2030", "In 1990"], ["Nel 1990", "Entro il 2030"], True),
    (["By 2030", "In 1990"], ["Entro il 2030", "Nel 1990"], False),
    (["The SEAP", "a house", "the LIFE programme"], ["una casa", "il LIFE", "Il SEAP"], True),
    (["The SEAP of 2030", "The SEAP of 2050"], ["Il SEAP del 2030", "Il SEAP del 2050"], False),
    (["a house", "a tree"], ["un albero", "una casa"], False),
    (["One SEAP", "a tree"], ["Un PAES", "un albero"], False),
    ([], [], False),
]


@pytest.mark.parametrize(("texts", "answers", "expected"), ORDERS)
def test_order_is_seen_by_what_lasts(texts: list[str], answers: list[str], expected: bool) -> None:
    """Figures and abbreviations tell; “a house” and “a tree” exchanged do not, and nothing claims they do."""
    assert are_mixed_up(texts, answers) is expected
