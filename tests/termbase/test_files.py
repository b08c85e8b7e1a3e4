"""Glossary files: two layouts, and what is refused with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from translation_workflow.termbase.concept import Form, Status
from translation_workflow.termbase.glossary.entry import Glossary
from translation_workflow.termbase.glossary.errors import GlossaryRefused
from translation_workflow.termbase.glossary.load import SHIPPED_FILE
from translation_workflow.termbase.glossary.read import read_file, read_glossary

LISTED = "concept\tlanguage\tterm\tstatus\tform\tattested\tnote\n"
TABLE = "id\ten\tabbr_en\tpl\tsv\tattested\tnote\n"


def _read(text: str | bytes) -> Glossary:
    return read_glossary(text.encode() if isinstance(text, str) else text, name="agreed.tsv")


def _terms(glossary: Glossary) -> list[tuple[str, str, str, str]]:
    terms = [entry.term for entry in glossary.terms]
    return [(term.language, term.text, term.status.value, term.form.value) for term in terms]


def test_a_plain_table_holds_several_terms_in_a_cell() -> None:
    """Alternatives, abbreviations, plurals and other words behind a term become terms of their own."""
    glossary = _read(
        TABLE
        + "seap\tplan\tSEAP\tplan działań (SEAP)\tplan\tpl\tA note\n"
        + "council\tcouncil\t\trada gminy/miasta\tsupporter (pl. supportrar)\t\t\n"
        + "mayor\tmayor\t\twójt / burmistrz\tmyndighet (kommun)\t\t\n"
    )
    assert _terms(glossary) == [
        ("en", "plan", "preferred", "word"),
        ("en", "SEAP", "preferred", "abbreviation"),
        ("pl", "plan działań", "preferred", "word"),
        ("pl", "SEAP", "preferred", "abbreviation"),
        ("sv", "plan", "preferred", "word"),
        ("en", "council", "preferred", "word"),
        ("pl", "rada gminy", "preferred", "word"),
        ("pl", "rada miasta", "admitted", "word"),
        ("sv", "supporter", "preferred", "word"),
        ("sv", "supportrar", "preferred", "inflected"),
        ("en", "mayor", "preferred", "word"),
        ("pl", "wójt", "preferred", "word"),
        ("pl", "burmistrz", "admitted", "word"),
        ("sv", "myndighet", "preferred", "word"),
        ("sv", "kommun", "admitted", "word"),
    ]
    assert [entry.term.text for entry in glossary.terms if entry.term.is_attested] == ["plan działań", "SEAP"]
    assert glossary.concepts[0].note == "A note"
    assert not glossary.explicit


def test_a_listed_glossary_says_everything() -> None:
    """Status, form, attestation and notes stand in columns, in any order, whatever ends the lines."""
    text = LISTED + "seap\t\t\tfree\t\t\tWhy\nseap\tNL-be\tPlan\tdeprecated\t\tyes\tOld\n\n"
    glossary = _read(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    [entry] = glossary.terms
    assert (entry.term.language, entry.term.status, entry.term.form) == (
        "nl-BE",
        Status.DEPRECATED,
        Form.WORD,
    )
    assert (entry.term.is_attested, entry.term.note, entry.line) == (True, "Old", 3)
    assert glossary.concepts[0].is_free
    swapped = _read(
        "term\tconcept\tlanguage\tstatus\tform\tattested\tnote\nPlan\tseap\ten\tpreferred\t\t\t\n"
    )
    assert swapped.terms[0].term.text == "Plan"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        (b"\xff\xfe\x00", 1, "UTF-8"),
        (LISTED.encode() + b"seap\ten\tPl\xe5n\tpreferred\t\t\t\n", 2, "UTF-8"),
        ("PK\x03\x04", 1, "unknown"),
        (LISTED.replace("status", "stauts") + "seap\ten\tplan\tpreferred\t\t\t\n", 1, "“stauts” is unknown"),
        (LISTED.replace("\tnote", "") + "seap\ten\tplan\tpreferred\t\t\n", 1, "“note” is missing"),
        (LISTED.replace("note", "term") + "seap\ten\tplan\tpreferred\t\t\t\n", 1, "twice"),
        (TABLE.replace("pl", "polish") + "seap\tplan\t\t\t\t\t\n", 1, "“polish” is no language"),
        (TABLE.replace("pl", "xx") + "seap\tplan\t\t\t\t\t\n", 1, "“xx” is no language"),
        (TABLE.replace("abbr_en", "abbr_xx") + "seap\tplan\t\t\t\t\t\n", 1, "“abbr_xx” is no language"),
        (LISTED + "seap\txx\tplan\tpreferred\t\t\t\n", 2, "“xx” is no language"),
        (LISTED + "seap\ten\tplan\tpreferred\t\t\n", 2, "6 cells in this line, and 7 columns"),
        (TABLE + "seap\tplan\tSEAP\tplan\t\t\t\t\n", 2, "8 cells"),
        (
            TABLE + "seap\tplan\t\t\t\t\t\nbei\tx\t\t\t\t\t\nseap\ty\t\t\t\t\t\n",
            4,
            "“seap” is told in line 2",
        ),
        (LISTED + "a\t\t\t\t\t\t\na\ten\tx\tpreferred\t\t\t\na\t\t\t\t\t\t\n", 4, "“a” is told in line 2"),
        (LISTED + "a\ten\tx\tpreferred\t\t\t\na\ten\tx\tdeprecated\t\t\t\n", 3, "told in line 2"),
        (LISTED + "a\ten\tx\tpreferred\t\t\t\na\ten\ty\tpreferred\t\t\t\n", 3, "“x” in line 2 is"),
        (LISTED + "a\ten\tx\tgood\t\t\t\n", 2, "status: “good” is unknown"),
        (LISTED + "a\ten\tx\tpreferred\tshort\t\t\n", 2, "form: “short” is unknown"),
        (LISTED + "a\ten\tx\tpreferred\t\tperhaps\t\n", 2, "attested: “perhaps” is unknown"),
        (LISTED + "a\ten\t\tpreferred\t\t\t\n", 2, "term is missing"),
        (LISTED + "a\t\tx\tpreferred\t\t\t\n", 2, "is no language"),
        (LISTED + "a\ten\t123\tpreferred\t\t\t\n", 2, "no letter"),
        (LISTED + f"a\ten\t{'x' * 201}\tpreferred\t\t\t\n", 2, "longer than 200"),
        (LISTED + f"a\ten\tx\tpreferred\t\t\t{'y' * 1001}\n", 2, "longer than 1,000"),
        (LISTED + "a\ten\tx\x00y\tpreferred\t\t\t\n", 2, "nobody sees"),
        (LISTED + "A B\ten\tx\tpreferred\t\t\t\n", 2, "no key"),
        (TABLE + "seap\tplan\t\t\t\tfi\t\n", 2, "“fi” is none of the languages"),
        (TABLE + "seap\t\t\t\t\t\t\n", 2, "no term in this line"),
        (LISTED, 1, "no term in this file"),
    ],
)
def test_faults_have_file_line_and_a_sentence(text: str | bytes, line: int, words: str) -> None:
    """Whoever sent a wrong file learns where it is wrong, and that nothing was taken."""
    with pytest.raises(GlossaryRefused) as refused:
        _read(text)
    assert any(fault.line == line and words in fault.sentence for fault in refused.value.faults), (
        refused.value
    )
    assert str(refused.value).startswith(f"agreed.tsv:{refused.value.faults[0].line}: ")
    assert "Nothing of this file was taken." in str(refused.value)


def test_all_faults_are_told_at_once_but_not_thousands() -> None:
    """Somebody who mends a file wants all of them, and somebody who sent another file wants few."""
    with pytest.raises(GlossaryRefused) as refused:
        _read(LISTED + "a\txx\tx\tgood\t\t\t\n" * 500)
    assert len(refused.value.faults) == 1000
    assert str(refused.value).count("\n") < 30


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    """A wrong name or a folder is told like any other fault."""
    for path in (tmp_path / "none.tsv", tmp_path):
        with pytest.raises(GlossaryRefused, match="cannot be read"):
            read_file(path)


def test_the_shipped_glossary_is_whole() -> None:
    """Every concept of it has an English term, and a preferred one where anything is deprecated."""
    glossary = read_file(SHIPPED_FILE)
    english = {entry.concept for entry in glossary.terms if entry.term.language == "en"}
    assert english == {entry.key for entry in glossary.concepts}
    assert len(english) >= 47
    preferred = {
        (entry.concept, entry.term.language)
        for entry in glossary.terms
        if entry.term.status is Status.PREFERRED
    }
    for entry in glossary.terms:
        if entry.term.status is Status.DEPRECATED:
            assert (entry.concept, entry.term.language) in preferred
            assert entry.term.note
