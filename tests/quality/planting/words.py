"""Errors in words: doubled, lost, not the agreed ones, not those of the rest of the edition."""

from __future__ import annotations

import re
from dataclasses import replace

from translation_workflow.quality.pair import Pair

from .kind import Kind, changed, swap_by_language, swap_text

NEGATIONS = {
    "sv": (r"\b(?:inte|aldrig) ", ""),
    "fi": (r"\b(?:eivät|ei|eikä) (?:enää )?", ""),
    "pl": (r"\b(?:nie|Nie) ", ""),
    "el": (r"\b(?:δεν|μην?) ", ""),
}
# Agreed words of each language, as their stems, and a word that nobody agreed on.
AGREED = {
    "sv": (
        "energikartläggning|avtal om energiprestanda|växthusgas|grön offentlig upphandling|energideklaration",
        "nyckelfråg|rekommenderade steg|borgmästaravtal|energikontor|fjärrvärme",
    ),
    "fi": (
        "energiakatselmu|energiatodistu|kasvihuonekaasu|vihreät julkiset hankinnat|jätevedenpuhdistamo",
        "lähes nollaenergiarakennu|avainkysymyk|suositellut vaiheet|energiatoimisto",
    ),
    "pl": (
        "audyt energetyczn|świadectwo charakterystyki energetyczn|gazów cieplarnian|interesariusz",
        "zielone zamówienia publiczn|oczyszczalnia ściek|kluczowe pytani|zalecane krok",
    ),
    "el": (
        "ενεργειακός έλεγχ|πιστοποιητικό ενεργειακής απόδοσ|αερίων του θερμοκηπί|ενεργειακά γραφεί",
        "πράσινες δημόσιες συμβάσ|επεξεργασίας λυμάτ|βασικά ερωτήματ|προτεινόμενα βήματ",
    ),
}
UNAGREED = {"sv": "någonting", "fi": "jotakin", "pl": "coś", "el": "κάτι"}
DEPRECATED = {"fi": (r"(?i)\benergiatoimisto", "Energiayhtiö")}
ACRONYM = r"\b(?:ISO|EnPC|IPMVP|ELENA|ESCO|NZEB|IEE|ICLEI)\b"
_NEGATED = re.compile(r"\b(?:not|never|no longer|cannot)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.?!;]) (?=[^\W\d_<])")


def _negation_lost(pair: Pair) -> Pair | None:
    pattern = NEGATIONS[pair.base][0]
    if len(_NEGATED.findall(pair.source_text)) != 1 or len(re.findall(pattern, pair.target_text)) != 1:
        return None
    return swap_by_language(NEGATIONS)(pair)


def _cut(pair: Pair) -> Pair | None:
    words = pair.target.split()
    if "<" in pair.target or len(words) < 12:
        return None
    return changed(pair, " ".join(words[: len(words) // 3]).rstrip(".,:;") + ".")


def _sentence_lost(pair: Pair) -> Pair | None:
    sentences = _SENTENCE.split(pair.target)
    if "<" in pair.target or len(sentences) < 2 or len(_SENTENCE.split(pair.source)) != len(sentences):
        return None
    return changed(pair, " ".join(sentences[1:]))


def _said_otherwise(pair: Pair) -> Pair:
    return replace(pair, elsewhere=(f"{pair.target} (2)",))


def _said_of_another(pair: Pair) -> Pair:
    return replace(pair, namesakes=("Something else entirely",))


def _source_moved_on(pair: Pair) -> Pair:
    return replace(pair, made_from=f"Yesterday: {pair.source}")


WORDS = (
    Kind("doubled word", "doubled-word", swap_text(r"(?<= )([^\W\d_]{4,}) ", r"\1 \1 ")),
    Kind("other words elsewhere", "consistency", _said_otherwise),
    Kind("same words for two texts", "one-for-two", _said_of_another),
    Kind(
        "deprecated term",
        "terms",
        swap_by_language(DEPRECATED),
        absent={
            language: f"The glossary deprecates no {name} word for what these texts speak of."
            for language, name in {"sv": "Swedish", "pl": "Polish", "el": "Greek"}.items()
        },
    ),
    Kind(
        "agreed term not used",
        "terms",
        swap_by_language(
            {
                language: (rf"(?i)\b(?:{'|'.join(stems)})\w*", UNAGREED[language])
                for language, stems in AGREED.items()
            }
        ),
    ),
    Kind("acronym changed", "acronyms", swap_text(ACRONYM, "XQZ")),
    Kind("cut short", "length-ratio", _cut),
    Kind("sentence dropped", "sentences", _sentence_lost),
    Kind("negation lost", "negation", _negation_lost),
    Kind("source changed since", "source-changed", _source_moved_on),
)
