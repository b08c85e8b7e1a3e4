"""Acronyms: those of names stay, others become the language's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from translation_workflow.quality.finding import Fault, Severity
from translation_workflow.quality.original import Original
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import rule

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
# Of the letters of an acronym so many stay in its translation: SEAP is PAED, PAES or PACED.
SHARED = 1 / 3


@rule(
    "acronyms",
    title="Acronyms",
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
    ],
    wrong=[
        Pair("Join ELENA.", "Anslut er till ELENNA.", "sv"),
        Pair("The ISO standard", "Norma", "pl"),
        Pair("The SEAP", "Το XQZ", "el"),
        Pair("Ask ICLEI", "Kysy ICEI", "fi"),
        Pair("Ask the IEE", "Kysy", "fi"),
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
    fresh = [word for word in _ANY_ACRONYM.findall(target) if word not in ours]
    lost = [acronym for acronym in missing if not _is_accounted_for(_stem(acronym), fresh)]
    if not lost or _is_shouting(pair.source_text, ours):
        return ()
    template = (
        "{acronym} of the source is missing, and {fresh} stands in the translation. Compare the two."
        if fresh
        else "{acronym} of the source is missing. Write it, or the acronym of your language."
    )
    return (Fault(template, {"acronym": lost[0], "fresh": fresh[0] if fresh else ""}),)


def _acronyms_of(source: Original) -> list[str]:
    return [word for word in _ACRONYM.findall(source.text) if word not in SHOUTED and len(set(word)) > 1]


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
    """Whether a letter was lost or added at a place: no language makes its acronyms so."""
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
_ANY_ACRONYM = re.compile(r"(?<![\w@./])[A-ZΑ-ΩА-Я][a-z]?[A-ZΑ-ΩА-Я]{1,5}|(?<=\()[A-Z][a-z]{1,7}(?=\))")
