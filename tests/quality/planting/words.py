"""Errors in words: doubled, lost, not the agreed ones, not those of the rest of the edition."""

from __future__ import annotations

import re
from dataclasses import replace

from translation_workflow.quality.pair import Pair
from translation_workflow.words.negation import negations_in

from .kind import Kind, changed, swap_by_language, swap_text

NEGATIONS = {
    "sv": (r"\b(?:inte|aldrig) ", ""),
    "fi": (r"\b(?:eivät|ei|eikä) (?:enää )?", ""),
    "pl": (r"\b(?:nie|Nie) ", ""),
    "el": (r"\b(?:δεν|μην?) ", ""),
}
# A term of the source, and the stems of its agreed translations in sv, fi, pl and el.
AGREED = (
    ("energy audit", "energikartläggning", "energiakatselmu", "audyt energetyczn", "ενεργειακός έλεγχ"),
    ("energy agenc", "energikontor", "energiatoimisto", "agencje energetyczn", "ενεργειακά γραφεί"),
    ("greenhouse gas", "växthusgas", "kasvihuonekaasu", "gazów cieplarnian", "αερίων του θερμοκηπί"),
    ("stakeholder", "intressent", "sidosryhm", "interesariusz", "ενδιαφερόμεν"),
    ("capacity-building", "kapacitetshöjning", "valmiuksien", "potencjału", "ανάπτυξης ικανοτήτων"),
    ("Key questions", "nyckelfråg", "avainkysymyk", "kluczowe pytani", "βασικά ερωτήματ"),
    ("Recommended steps", "rekommenderade steg", "suositellut", "zalecane kroki", "προτεινόμενα βήματ"),
    (
        "green public procurement",
        "grön offentlig",
        "vihreät julkiset",
        "zielone zamówienia",
        "πράσινες δημόσιες",
    ),
    (
        "energy performance certificate",
        "energideklaration",
        "energiatodistu",
        "świadectwo charakterystyki",
        "πιστοποιητικό ενεργειακής",
    ),
)
COLUMNS = ("en", "sv", "fi", "pl", "el")
DEPRECATED = {
    "sv": ("åtgärdsplan för hållbar energi och hållbart klimat", "SEAP"),
    "fi": (r"(?i)\benergiatoimisto", "energiayhtiö"),
    "pl": ("plan działań na rzecz zrównoważonej energii i klimatu", "SEAP"),
    "el": ("σχέδιο δράσης για τη βιώσιμη ενέργεια και το κλίμα", "ΣΔΒΕ"),
}
ACRONYM = r"\b(?:ISO|EnPC|IPMVP|ELENA|ESCO|NZEB|IEE|ICLEI)\b"
_SENTENCE = re.compile(r"(?<=[.?!]) (?=[^\W\d_<])")


def _negation_lost(pair: Pair) -> Pair | None:
    lost = swap_by_language(NEGATIONS)(pair)
    is_lost = lost is not None and not negations_in(lost.target_text, language=pair.language)
    return lost if is_lost and negations_in(pair.source_text, language="en") == 1 else None


def _term_lost(pair: Pair) -> Pair | None:
    column = COLUMNS.index(pair.base)
    stems = [row[column] for row in AGREED if row[0].lower() in pair.source_text.lower()]
    words = re.compile(rf"(?i)\b(?:{'|'.join(stems)})\w*")
    return changed(pair, words.sub("X", pair.target)) if stems else None


def _cut(pair: Pair) -> Pair | None:
    if "<" in pair.target or len(pair.source) < 90:
        return None
    start = pair.target[: len(pair.target) // 3].rpartition(" ")[0]
    return changed(pair, start.rstrip(".,:;(") + ".")


def _sentence_lost(pair: Pair) -> Pair | None:
    sentences = _SENTENCE.split(pair.target)
    if "<" in pair.target or len(sentences) < 2 or len(_SENTENCE.split(pair.source)) != len(sentences):
        return None
    return changed(pair, " ".join(sentences[1:]))


def _said_otherwise(pair: Pair) -> Pair:
    return replace(pair, elsewhere=(f"{pair.target} (2)",))


def _said_of_another(pair: Pair) -> Pair:
    return replace(pair, namesakes=("Something else entirely",))


def _acronym_changed(pair: Pair) -> Pair | None:
    # A text in capitals may be one word, said loudly.
    return None if pair.source_text.isupper() else swap_text(ACRONYM, "XQZ")(pair)


def _source_moved_on(pair: Pair) -> Pair:
    return replace(pair, made_from=f"Yesterday: {pair.source}")


WORDS = (
    Kind("doubled word", "doubled-word", swap_text(r"(?<= )([^\W\d_]{5,}) ", r"\1 \1 ")),
    Kind("other words elsewhere", "inconsistent", _said_otherwise),
    Kind("same words for two texts", "two-sources", _said_of_another),
    Kind("deprecated term", "terms", swap_by_language(DEPRECATED)),
    Kind("agreed term not used", "terms", _term_lost),
    Kind("acronym changed", "acronyms", _acronym_changed),
    Kind("cut short", "length-ratio", _cut),
    Kind("sentence dropped", "sentences", _sentence_lost),
    Kind("negation lost", "negation", _negation_lost),
    Kind("source changed since", "source-changed", _source_moved_on),
)
