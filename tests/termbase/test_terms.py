"""Which terms a text speaks of, and how a translation may call them."""

from __future__ import annotations

import pytest

from tests.termbase.sample import shipped_terms
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rules.terms import terms
from translation_workflow.termbase.concept import Concept, Form, Status, Term
from translation_workflow.termbase.terms import Deprecated, Missing, TermFault, Terms


def _faults(source: str, target: str, language: str) -> list[TermFault]:
    return shipped_terms(language).check(source, target)


def _keys(text: str) -> list[list[str]]:
    return [sorted(one.concepts) for one in shipped_terms("pl").recognise(text)]


def test_the_longest_term_wins() -> None:
    """A plan with climate is not one without, though the words of one begin like the other's."""
    assert _keys("a Sustainable Energy and Climate Action Plan") == [["secap"]]
    assert _keys("a Sustainable Energy Action Plan for the climate") == [["seap"]]
    assert _keys("The Covenant of Mayors has mayors") == [["covenant-of-mayors"], ["mayor"]]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Signatories sign", "signatory"),
        ("two SEAPs", "seap"),
        ("the SEAP’s aims", "seap"),
        ("Baseline emission\u00a0inventories", "bei"),
        ("a sustainable energy &\naction plan", "seap"),
        ("nearly zero energy buildings", "nzeb"),
        ("life cycle costing", "life-cycle-costing"),
        ("an award criterion", "award-criteria"),
        ("energy\u00ad efficiency", "energy-efficiency"),
    ],
)
def test_words_are_recognised_as_they_stand_in_texts(text: str, concept: str) -> None:
    """Plurals, genitives, other spaces and hyphens do not hide a term."""
    assert [concept] in _keys(text)


@pytest.mark.parametrize(
    "text", ["seap", "a COM port", "energy, efficiency", "energy. Efficiency", "plan", ""]
)
def test_what_only_looks_like_a_term_is_none(text: str) -> None:
    """Abbreviations are written as they are; no term goes over a comma or a full stop."""
    assert _keys(text) == []


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("monitor their SEAPs", "monitorowaniu swoich SEAPów", "pl"),
        ("monitor their SEAPs", "SEAPy", "pl"),
        ("the SEAP", "SEAP:n", "fi"),
        ("the SEAPs", "SEAPeista", "fi"),
        ("the SEAP", "SEAP-in", "hr"),
        ("the signatory’s duties", "avtalspartens skyldigheter", "sv"),
        ("Covenant Supporters", "avtalets supportrar", "sv"),
        ("energy efficiency", "l’efficacité énergétique", "fr"),
        ("energy efficiency", "dell’efficienza energetica", "it"),
        ("greenhouse gases", "växthusgasutsläpp", "sv"),
        ("energy efficiency", "energie-efficiëntiemaatregelen", "nl"),
        ("landfills", "stortplaatsen", "nl"),
        ("signatories", "semnatarilor", "ro"),
        ("stakeholders", "dionicima", "hr"),
        ("the landfill", "на депото за отпадъци", "bg"),
        ("the Covenant of Mayors", "Споразумението на кметовете", "bg"),
        ("signatories", "allakirjutanutele", "et"),
        ("municipal waste", "komunalnih odpadkov", "sl"),
        ("an energy performance contract (EnPC)", "ett avtal om energiprestanda (EnPC)", "sv"),
        ("the Intelligent Energy Europe programme", "programmet Intelligent Energy Europe", "sv"),
        ("final energy consumption", "consumul total final de energie", "ro"),
        ("stakeholders", "părțile interesate", "ro"),
        ("the stakeholders", "părților interesate", "ro"),
        ("final energy consumption", "het finale energieverbruik", "nl"),
        ("signatories", "podpisnicam", "sl"),
    ],
)
def test_inflected_words_are_no_false_alarm(source: str, target: str, language: str) -> None:
    """Cases, plurals, articles behind, clitics, compounds, acronyms with endings: the term is there."""
    assert _faults(source, target, language) == []


@pytest.mark.parametrize(
    ("source", "target", "language", "use"),
    [
        ("The SEAP is adopted.", "PAED-ul este adoptat.", "ro", "PACED"),
        ("The SECAP is adopted.", "PAEDC a fost adoptat.", "ro", "PACED"),
        ("Ask your energy agency.", "Kysykää energiayhtiöltä.", "fi", "energiatoimisto"),
        ("Covenant of Mayors", "Kaupunginjohtajien yleiskokous", "fi", "kaupunginjohtajien ilmastosopimus"),
        ("Covenant Supporters", "Les supporteurs de la Convention", "fr", "promoteur de la Convention"),
        (
            "energy performance contracting",
            "energiatehokkuussopimus",
            "fi",
            "energiatehokkuutta koskeva sopimus",
        ),
        ("green public procurement (GPP)", "процедури по ЗОП", "bg", "зелени обществени поръчки"),
        ("municipal council", "kommunstyrelsen", "sv", "kommunfullmäktige"),
        ("climate neutrality", "hiilineutraalius", "fi", "ilmastoneutraalius"),
        ("sustainable urban mobility plan", "le PDU", "fr", "PDM"),
    ],
)
def test_deprecated_terms_are_reported_with_the_one_to_use(
    source: str, target: str, language: str, use: str
) -> None:
    """Outdated names and known mistranslations are told of, each once."""
    [fault] = _faults(source, target, language)
    assert isinstance(fault, Deprecated)
    assert fault.use.text == use


def test_a_word_that_is_wrong_for_one_thing_is_right_for_another() -> None:
    """An energy company may be called so, beside an agency and where there is none."""
    assert _faults("the energy company", "energiayhtiö", "fi") == []
    assert _faults("Energy agencies and companies", "Energiatoimistot ja energiayhtiöt", "fi") == []


def test_abbreviations_are_mended_with_their_endings_and_tags() -> None:
    """Only what is mechanical has a fix: an acronym for another."""
    pair = Pair(
        "<b>SECAPs</b> &amp; SECAP", "<b>PAEDC</b>-urile &amp; PAEDC", "ro", terms=shipped_terms("ro")
    )
    faults = list(terms(pair))
    assert [fault.span for fault in faults] == [(3, 8), (25, 30)]
    assert {fault.fix for fault in faults} == {"<b>PACED</b>-urile &amp; PACED"}
    [word] = terms(Pair("energy agency", "energiayhtiö", "fi", terms=shipped_terms("fi")))
    assert word.fix is None


def test_an_abbreviation_of_two_things_says_neither() -> None:
    """The bare EPC may be a certificate or a contract: it may stand, and either term will do."""
    assert _keys("An EPC") == [["energy-performance-certificate", "energy-performance-contracting"]]
    for target in ("En EPC", "En energideklaration", "Ett avtal om energiprestanda"):
        assert _faults("An EPC", target, "sv") == []
    assert len(_faults("An EPC", "Ett papper", "sv")) == 1


def test_an_abbreviation_stays_where_the_language_has_none() -> None:
    """Finnish has no acronym for NZEB; French has its own for SEAP."""
    assert _faults("An NZEB", "Un NZEB", "sl") == []
    assert isinstance(_faults("A SEAP", "Un SEAP", "fr")[0], Missing)


def test_terms_that_are_quoted_are_left_alone() -> None:
    """A title that stays English is no missing term."""
    title = "“Capacity building of local governments to advance action”"
    assert _faults(f"The project {title} began.", f"Projektet {title} började.", "sv") == []


def test_what_each_edition_calls_in_its_own_words_is_not_missed() -> None:
    """A mayor is whoever holds the office there."""
    assert _keys("The mayor") == [["mayor"]]
    assert _faults("The mayor signs.", "Prezydent podpisuje.", "pl") == []


@pytest.mark.parametrize(("language", "base"), [("nl-BE", "nl"), ("sv-FI", "sv")])
def test_a_country_has_the_terms_of_its_language(language: str, base: str) -> None:
    """Belgian Dutch and Finland's Swedish call things as Dutch and Swedish do."""
    assert shipped_terms(language).agreed("landfill") == shipped_terms(base).agreed("landfill")
    assert _faults("the landfill", "xyz", language)


def test_a_country_may_say_otherwise_than_its_language() -> None:
    """A term that is preferred in Belgium comes before the Dutch one, and one is deprecated there only."""
    concept = Concept(
        "landfill",
        (
            Term("landfill", "en"),
            Term("vuilstort", "nl"),
            Term("stortplaats", "nl-BE"),
            Term("vuilstort", "nl-BE", Status.DEPRECATED),
        ),
    )
    [fault] = Terms([concept], source="en", target="nl-BE").check("landfill", "vuilstort")
    assert isinstance(fault, Deprecated)
    assert fault.use.text == "stortplaats"
    assert Terms([concept], source="en-GB", target="nl").check("landfill", "vuilstort") == []


def test_one_language_has_nothing_to_agree_on_with_itself() -> None:
    """British English is a copy of the master, and no translation."""
    british = shipped_terms("en-GB")
    assert british.recognise("SEAP") == ()
    assert british.check("SEAP", "plan") == []


def test_a_longer_term_is_another_one() -> None:
    """The plan with climate does not stand for the plan without."""
    target = "plan d’action en faveur de l’énergie durable et du climat"
    [fault] = _faults("a Sustainable Energy Action Plan", target, "fr")
    assert isinstance(fault, Missing)


def test_an_inflected_form_may_be_listed() -> None:
    """What no dictionary leads to is told by the glossary."""
    concept = Concept(
        "people", (Term("person", "en"), Term("xo", "sv"), Term("yqi", "sv", Status.ADMITTED, Form.INFLECTED))
    )
    assert Terms([concept], source="en", target="sv").check("person", "yqi") == []


@pytest.mark.parametrize("language", ["fi", "pl", "sv", "el"])
@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "plan " * 20_000,
        "SEAP-" * 20_000,
        "(" * 100_000,
        "energy of the " * 8_000,
        "\n" * 100_000,
    ],
)
def test_long_texts_come_to_an_end(text: str, language: str) -> None:
    """100 kB of anything is read once, on either side."""
    assert isinstance(_faults(text, text, language), list)
    assert isinstance(_faults("SEAP and energy efficiency", text, language), list)
