"""Acronyms: those of names stay, others become the language's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from translation_workflow.quality.finding import Fault, Severity
from translation_workflow.quality.original import Original
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import rule
from translation_workflow.words.said import said

# Many languages say these in words; the agreed ones are the termbase's matter.
IN_WORDS = frozenset(
    [
        "SEAP",
        "SECAP",
        "CoM",
        "BEI",
        "MEI",
        "RVA",
        "GHG",
        "RES",
        "EPC",
        "EPCs",
        "EnPC",
        "ESCO",
        "NZEB",
        "GPP",
        "LCC",
        "SUMP",
        "MSW",
        "NGO",
        "SME",
        "ICT",
        "FAQ",
        "CHP",
        "PPP",
        "VAT",
        "CEO",
        "USA",
        "LED",
        "PDF",
        "HVAC",
        "R&D",
        "CSR",
        "KPI",
        "SMS",
        "GDP",
        "LPG",
        "CNG",
        "EIA",
        "SEA",
        "NEEAP",
        "TV",
        "DIY",
        "HTML",
        "URL",
        "API",
        "CSV",
        "ZIP",
        "XML",
        "NOT",
        "AND",
        "ALL",
        "THE",
        "ONE",
    ]
)
# Words in capitals, which somebody wants to be heard.
SHOUTED = frozenset(
    [
        "ALL",
        "AND",
        "ANY",
        "BEFORE",
        "BOTH",
        "DO",
        "EACH",
        "EVERY",
        "FREE",
        "IF",
        "IN",
        "IS",
        "MUST",
        "NEW",
        "NO",
        "NOT",
        "NOTE",
        "ON",
        "ONE",
        "ONLY",
        "OR",
        "PLEASE",
        "YES",
    ]
)
# Said alike in all languages.
EVERYWHERE = frozenset(["CSV", "GIS", "GPS", "ISO", "LED", "PDF", "USB"])
# Of the letters of an acronym so many stay in its translation: SEAP is PAED, PAES or PACED.
SHARED = 1 / 3


@rule(
    "acronyms",
    title=said("Acronyms"),
    severity=Severity.WARNING,
    right=[
        Pair("Join ELENA and the IEE.", "Anslut er till ELENA och IEE.", "sv"),
        Pair("The SEAPs of EU towns", "Plany SEAP miast UE", "pl"),
        Pair("The SEAP", "Le PAED", "fr"),
        Pair("The ISO standard", "ISO:n standardi", "fi"),
        Pair("The SEAP", "Το ΣΔΑΕ", "el"),
        Pair("NATO in figures", "L’OTAN en chiffres", "fr"),
        Pair("The Fund (ERDF)", "Fonden (Eruf)", "sv"),
        Pair("READ THIS TEXT", "Läs detta", "sv"),
        Pair("LEDs save 1 GWh", "Lysdioder sparar 1 GWh", "sv"),
        Pair("Ask the IEE.", "Demandez à l’EIE.", "fr"),
        Pair("Ask the EIB.", "Zapytaj EBI.", "pl"),
        Pair("Ask NATO.", "Kysykää OTANilta.", "fi"),
    ],
    wrong=[
        Pair("Join ELENA.", "Anslut er till ELENNA.", "sv"),
        Pair("The ISO standard", "Norma", "pl"),
        Pair("The SEAP", "Το XQZ", "el"),
        Pair("Ask ICLEI", "Kysy ICEI", "fi"),
        Pair("Ask the IEE", "Kysy", "fi"),
        Pair("ICLEI helps.", "ICELI auttaa.", "fi"),
        Pair("Use LEDs.", "Käytä LDE-valoja.", "fi"),
        Pair("Use ELENA and JASPERS", "Käytä JASPERS", "fi"),
    ],
)
def acronyms(pair: Pair) -> Iterable[Fault]:
    """An acronym stands in the translation, inflected perhaps, or another one for it."""
    ours = pair.original.ask(_acronyms_of)
    if not ours or pair.is_copy:
        return ()
    target = pair.target_text
    folded = target.lower()
    missing = [acronym for acronym in dict.fromkeys(ours) if _stem(acronym).lower() not in folded]
    if not missing or pair.source_text.isupper():
        return ()
    known = pair.original.ask(_words_of)
    fresh = [word for word in _fresh_in(target) if word not in known]
    lost = [acronym for acronym in missing if not _is_accounted_for(_stem(acronym), fresh)]
    if not lost or _is_shouting(pair.source_text, ours):
        return ()
    template = (
        said("{acronym} of the source is missing, and {fresh} stands in the translation. Compare the two.")
        if fresh
        else said("{acronym} of the source is missing. Write it, or the acronym of your language.")
    )
    return (Fault(template, {"acronym": lost[0], "fresh": fresh[0] if fresh else ""}),)


def _acronyms_of(source: Original) -> list[str]:
    return [word for word in _ACRONYM.findall(source.text) if word not in SHOUTED and len(set(word)) > 1]


def _words_of(source: Original) -> frozenset[str]:
    return frozenset(_WORD.findall(source.text))


def _fresh_in(text: str) -> list[str]:
    """Return what may stand for an acronym, without a small ending that is a word's and no unit's."""
    return [match[1] or match[2] for match in _ANY_ACRONYM.finditer(text) if not _UNIT.fullmatch(match[0])]


def _stem(acronym: str) -> str:
    return acronym[:-1] if acronym[-1] == "s" else acronym


def _is_accounted_for(acronym: str, fresh: list[str]) -> bool:
    if any(not word.isascii() for word in fresh):
        return True
    if any(_is_slip(acronym, word) for word in fresh):
        return False
    if not fresh:
        return len(acronym) < 3 or acronym in IN_WORDS
    return any(_shared(acronym, word) >= SHARED for word in fresh)


def _shared(one: str, other: str) -> float:
    common = Counter(one.upper()) & Counter(other.upper())
    return common.total() / max(len(one), len(other))


def _is_slip(one: str, other: str) -> bool:
    """Whether a letter was lost, added or changed places with the next: no language makes its acronyms so.

    Of three letters other languages do make their own so: EIB is EBI in Polish.
    """
    if len(one) == len(other):
        start = next((at for at, letter in enumerate(one) if letter != other[at]), 0)
        return (
            one[start : start + 2] == other[start : start + 2][::-1]
            and one[start + 2 :] == other[start + 2 :]
            and (len(one) > 3 or one in EVERYWHERE)
        )
    longer, shorter = sorted((one, other), key=len, reverse=True)
    if not 4 < len(longer) == len(shorter) + 1:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _is_shouting(text: str, found: list[str]) -> bool:
    """Whether most of the words are in capitals: then they are words."""
    return 2 * len(found) > len(text.split()) > 2


# Up to six letters, most of them capitals: SEAPs, EnPC, CoM. CO₂ is a formula.
_ACRONYM = re.compile(r"(?<![\w@./-])(?!CO[2₂]?(?!\w))[A-Z][a-z]?[A-Z]{1,5}s?(?![\w@/]|\.\w)")
# In brackets a capital letter is enough: “(Eruf)” is Swedish for ERDF.
_ANY_ACRONYM = re.compile(
    r"(?<![\w@./])([A-ZΑ-ΩА-Я][a-z]?[A-ZΑ-ΩА-Я]{1,5})(?:[^\W\d_A-ZΑ-ΩА-Я]{0,8})(?![^\W\d_])"
    r"|(?<=\()([A-Z][a-z]{1,7})(?=\))"
)
_UNIT = re.compile(r"[kMGTP]?(?:W(?:h|p|e|th)?|Wh[ep]|J|B|Hz|VA)|EUR|USD|GBP|SEK|PLN|CO")
_WORD = re.compile(r"\w+")
