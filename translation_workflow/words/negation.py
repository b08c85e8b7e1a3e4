"""How often a text says no. Pure; linear in the length of a text.

Languages that double a negation (“nikt nie”) have two words for one; what counts is whether there is any,
and, between two texts of one language, how many. Prefixes are counted nowhere: “unnecessary” is a word like
others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


def negations_in(text: str, *, language: str) -> int:
    """Return how many words of negation a text without tags has; 0 for a language that is not listed.

    “Not only”, “not least” and their like deny nothing and do not count, nor does the No. before a number.
    """
    words = _NEGATIONS.get(language.split("-", maxsplit=1)[0].lower())
    if words is None or not words.are_in(text.lower()):
        return 0
    return sum(1 for match in words.expression.finditer(text) if match["no"])


def denies(text: str, *, language: str) -> bool:
    """Whether a text has any word of negation; False for a language that is not listed."""
    words = _NEGATIONS.get(language.split("-", maxsplit=1)[0].lower())
    if words is None or not words.are_in(text.lower()):
        return False
    if not words.sign and (words.harmless is None or words.harmless.search(text) is None):
        return True
    return any(match["no"] for match in words.expression.finditer(text))


def has_words_of_negation(language: str) -> bool:
    """Whether the words of negation of a language are known."""
    return language.split("-", maxsplit=1)[0].lower() in _NEGATIONS


@dataclass(frozen=True)
class _Negation:
    words: frozenset[str]
    sign: str
    expression: re.Pattern[str]
    harmless: re.Pattern[str] | None

    def are_in(self, text: str) -> bool:
        """Whether the expression is worth trying: it is many times as dear as this."""
        if not self.words.isdisjoint(_WORD.findall(text)):
            return True
        return bool(self.sign) and self.sign in text.replace("\u2019", "'")


def _negation(words: str, *, but: str = "", sign: str = "", other: str = "") -> _Negation:
    """`words` are whole words parted by blanks. `but` are phrases that deny nothing. `other` is an expression
    for what is no whole word, where `sign` stands in the text.
    """
    listed = frozenset(words.split())
    whole = "|".join(sorted(listed, key=lambda word: (-len(word), word)))
    phrases = rf"\b(?:{but})\b" if but else ""
    harmless = re.compile(phrases, re.IGNORECASE) if but else None
    more = f"|{other}" if other else ""
    expression = rf"{phrases}|(?P<no>\b(?:{whole})\b{more})" if but else rf"(?P<no>\b(?:{whole})\b{more})"
    return _Negation(listed, sign, re.compile(expression, re.IGNORECASE), harmless)


_WORD = re.compile(r"\w+")
_NEGATIONS = {
    "bg": _negation(
        "не няма нямам нямаме нямате нямат нямаше "
        "никой никога нищо никакъв никаква никакво никакви никъде нито "
        "без недей недейте",
        but="не само|не по-късно|не по-малко|не повече от",
    ),
    "de": _negation(
        "nicht nein kein keine keinen keinem keiner keines nie niemals niemand nichts weder ohne"
    ),
    "el": _negation(
        "δεν δε μην μη "
        "όχι ούτε ποτέ κανείς κανένας καμία καμιά κανένα κανέναν τίποτα τίποτε καθόλου χωρίς δίχως",
        but="όχι μόνο|όχι μόνον",
    ),
    "en": _negation(
        "not no never none nobody nothing nowhere neither nor cannot without",
        but=(
            r"not only|not least|no later than|not later than|no less than|not less than|no fewer than|"
            r"no more than|not more than|not exceed|not empty|no doubt|whether or not|"
            r"(?-i:None)(?! of\b)|no(?=\.\s?[0-9])|no matter|not (?:forget|hesitate)|never forget|"
            r"don['’]t (?:forget|hesitate)"
        ),
        sign="n't",
        other=r"n['’]t\b",
    ),
    "es": _negation("no nunca jamás nadie nada ningún ninguna ninguno ni tampoco sin", but="no solo|no sólo"),
    "et": _negation(
        "ei mitte ära ärge ärgu pole polnud polegi ega ilma",
        but="mitte ainult|mitte üksnes",
    ),
    "fi": _negation(
        "ei en et emme ette eivät eikä enkä etkä emmekä ettekä eivätkä älä älkää älköön älkööt ilman "
        "ellei ellen ellet ellemme ellette elleivät eikö eivätkö "
        "ettei etteivät muttei mutteivät vaikkei jollei",
        but="ei vain|ei ainoastaan|eikä vain",
    ),
    "fr": _negation(
        "ne pas non ni jamais rien aucun aucune nul nulle sans",
        but=r"non seulement|non pas seulement|pas seulement|ne[^.;:!?\n]{1,40}?\bpas seulement",
        sign="n'",
        other=r"\bn['’](?=[^\W\d_])",
    ),
    "hr": _negation(
        "ne nije nisu nisam nisi nismo niste nema nemaju nemam nemamo nemate nikad nikada nitko ništa ni "
        "niti nijedan nijedna nijedno nikakav nikakva nikakvo bez nemoj nemojte neće neću nećemo nećete",
        but="ne samo|ne manje od|ne više od",
    ),
    "it": _negation(
        "non no né mai nessun nessuno nessuna nulla niente senza neanche neppure nemmeno",
        but="non solo|non soltanto|non solamente|non appena",
    ),
    "nl": _negation(
        "niet nee neen geen nooit niemand niets nergens noch zonder nimmer",
        but="niet alleen|niet enkel|niet in het minst",
    ),
    "pl": _negation(
        "nie nigdy nikt nikogo nikomu nic niczego niczym żaden żadna żadne żadnego żadnej żadnych żadnym "
        "ani bez",
        but="nie tylko|nie później niż|nie mniej niż|nie więcej niż",
    ),
    "ro": _negation(
        "nu niciodată nimeni nimic niciun nicio nici fără",
        but="nu numai|nu doar",
        sign="n-",
        other=r"\bn-(?=[aouî])",
    ),
    "sl": _negation(
        "ne ni niso nisem nisi nisva nista nismo niste nima nimajo nimam nimamo nimate nikoli nihče nič "
        "niti noben nobena nobeno nobene nobeni nobenega nobenemu nobenem nobenih nobenim nobenimi nobenima "
        "nikakršen brez nočem noče nočejo",
        but="ne samo|ne le|ne zgolj",
    ),
    "sv": _negation(
        "inte nej ej icke aldrig ingen inget inga ingenting ingenstans varken utan",
        but="inte bara|inte enbart|inte endast|inte minst|inte senare än|inte mindre än|inte mer än",
    ),
}
