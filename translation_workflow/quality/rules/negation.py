"""A “not” that was lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from translation_workflow.quality.finding import Fault, Severity
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import rule
from translation_workflow.words.negation import denies, has_words_of_negation
from translation_workflow.words.said import said

# What denies without a word of negation: prefixes and endings, “lack”, “avoid”, “stop”.
_SOFT: Mapping[str, str] = {
    "bg": r"\bне\w|\bбез\w|липсва|\bизбягва|\bпредотврат|\bникак|отказ|забран",
    "el": r"χωρίς|\b[αά]ν?[δκπμτ]\w+τ|λείπ|έλλειψ|αποφ[εύ]|αποτρ|απαγορ|άγνωσ|αδύνατ|ανεπαρ|εκτός",
    "en": r"\b(?:un|in|im|non|dis)\w|n['’]t|less\b|lack|avoid|fail|refus|rather than|instead",
    "et": r"\bmitte\w|\beba|\bpuudu|\bpuudub|\bväldi|\bkeel|\w(?:tu|mata|ta)\b|ilma|vähem",
    "fi": r"\bei\w|\bepä|\w(?:ton|tön|ttom\w+|ttöm\w+|matta|mättä|matt?om\w+|mätt?öm\w+)\b|puuttu|vältt|"
    r"kielt|vailla|sijaan",
    "fr": r"\b(?:in|im|ir|il|non|dé|mé)\w|manqu|évit|empêch|interdi|refus|absen|plutôt|loin",
    "hr": r"\bne\w|\bbez\w|nedosta|izbjeg|spriječ|zabran|odbi|umjesto|\bni\w",
    "it": r"\b(?:in|im|ir|il|s|dis)\w|manca|evit|imped|viet|rifiut|anzich|invece|assen",
    "nl": r"\b(?:on|niet)\w|ontbre|vermij|voorkom|verbod|verbied|weiger|zonder|\w+loos\b|"
    r"\w+loze\b|gebrek|in plaats",
    "pl": r"\bnie\w|\bbez\w|brak|unika|zapobie|zakaz|odmow|odmaw|zamiast|żad",
    "ro": r"\b(?:ne|in|im)\w|lips|evit|împiedic|interzi|refuz|în loc",
    "sl": r"\bne\w|\bbrez\w|manjka|izog|prepreč|prepoved|zavrn|namesto|\bni\w",
    # “Och”, “om”, “oss”, “ofta”, “område”, “order” and their like begin with an o that denies nothing.
    "sv": r"\bo(?!ch\b|m(?!öj|ot)|ss\b|fta|ckså|lik|rd|ff|r[ts])\w|\b(?:inak|inkor|inkom|miss|icke)\w|"
    r"sakna|brist|undvik|slipp|hindr|förbj|förbud|vägra|\w+lös(?:a|t)?\b|i stället|snarare|fri\b",
}
# What denies in long texts, too: endings that hardly any other word has.
_SURE: Mapping[str, str] = {
    "bg": r"\bне\w{3,}(?:ван|ран|рен|чен|щен)[аио]?(?:т[аоея])?\b",
    "et": r"\w{3}mata\b",
    "fi": r"\w{3}(?:matta|mättä|maton|mätön|mattom\w+|mättöm\w+)\b",
    "fr": r"\bsinon\b|\bdépourvu",
    "hr": r"\bne\w{3,}(?:ran|van|jen|čen|šen)[aeiou]?\w{0,2}\b",
    "it": r"\bpriv[aoei] d(?:i|el|ell[aoe]|ei|egli)\b",
    "nl": r"\bonge\w{3,}\b",
    "pl": r"\bnie\w{3,}(?:owan|on|an)(?:[yaei]|ych|ymi?|ego|ej|ą)\b",
    "sl": r"\bne\w{3,}(?:ran|van|jen|čen|šen)[aeiou]?\w{0,2}\b",
    "sv": r"\bo(?![mbv]|r[dgijs]|ff|p[eptr]|l[ij])\w{3,}(?:ad|ade|at)\b|\w{3}lös[at]?\b",
}
SHORT = 10
_WITHOUT = re.compile(r"\bwithout\b", re.IGNORECASE)
_SURELY = {language: re.compile(expression, re.IGNORECASE) for language, expression in _SURE.items()}
_SOFTLY = {language: re.compile(expression, re.IGNORECASE) for language, expression in _SOFT.items()}


# Longer than short.
_LONG = "Did you know that two thirds of all public buildings are not insulated?"


@rule(
    "negation",
    title=said("A lost negation"),
    severity=Severity.WARNING,
    right=[
        Pair("The town does not pay.", "Staden betalar inte.", "sv"),
        Pair("No town pays.", "Żadne miasto nie płaci.", "pl"),
        Pair("The town pays without delay.", "Kaupunki maksaa viipymättä.", "fi"),
        Pair("The town does not pay.", "Ο δήμος δεν πληρώνει.", "el"),
        Pair("Not only towns pay.", "Kommuner och andra betalar.", "sv"),
        Pair("It is not possible.", "Det är omöjligt.", "sv"),
        Pair("Do not forget the roof. Don’t hesitate to ask.", "Muista katto. Kysykää rohkeasti.", "fi"),
        Pair("Two towns are not enough.", "Dve mesti nista dovolj.", "sl"),
        Pair("Is it heated? If not, why?", "Est-il chauffé\u202f? Sinon, pourquoi\u202f?", "fr"),
        Pair(_LONG, "Tiesitkö, että kaksi kolmasosaa rakennuksista on eristämättä?", "fi"),
        Pair(_LONG, "Kas teadsite, et kaks kolmandikku hoonetest on soojustamata?", "et"),
        Pair(_LONG, "Visste du att två tredjedelar av alla byggnader är oisolerade?", "sv"),
        Pair(_LONG, "Sapevate che due terzi degli edifici sono privi di isolamento?", "it"),
        Pair(_LONG, "Czy wiesz, że dwie trzecie budynków są nieocieplone?", "pl"),
    ],
    wrong=[
        Pair("The town does not pay.", "Градът плаща.", "bg"),
        Pair("The town does not pay.", "Grad plaća.", "hr"),
        Pair("The town does not pay.", "Linn maksab.", "et"),
        Pair("The town does not pay.", "Kaupunki maksaa.", "fi"),
        Pair("The town does not pay.", "La ville paie.", "fr"),
        Pair("The town does not pay.", "Ο δήμος πληρώνει.", "el"),
        Pair("The town does not pay.", "Il comune paga.", "it"),
        Pair("The town does not pay.", "Miasto płaci.", "pl"),
        Pair("The town does not pay.", "Orașul plătește.", "ro"),
        Pair("The town does not pay.", "Mesto plača.", "sl"),
        Pair("The town doesn’t pay.", "Staden betalar.", "sv"),
        Pair("The town cannot pay.", "De stad betaalt.", "nl-BE"),
        Pair("The town does not pay.", "The town pays.", "en-GB"),
        Pair(_LONG, "Visste du att två tredjedelar av alla byggnader omfattas och är isolerade?", "sv"),
        Pair(_LONG, "Tiesitkö, että kaksi kolmasosaa rakennuksista on eristetty?", "fi"),
    ],
)
def negation(pair: Pair) -> Iterable[Fault]:
    """The source denies something, and no word of the translation does."""
    denied = pair.original.negations
    if not denied or not has_words_of_negation(pair.language):
        return ()
    if denies(pair.target_text, language=pair.language) or pair.is_copy:
        return ()
    # Many languages have an adverb for what English does “without”.
    if denied == len(_WITHOUT.findall(pair.source_text)):
        return ()
    # Long texts have some such word nearly always, and it seldom stands for the “not”.
    kinds = (_SURELY, _SOFTLY) if len(pair.source_text.split()) <= SHORT else (_SURELY,)
    if any(pair.base in kind and kind[pair.base].search(pair.target_text) for kind in kinds):
        return ()
    template = said(
        "the source says “not”, “no” or the like, and the translation does not. Compare what they say."
    )
    return (Fault(template),)
