"""Numbers up to twelve, tens and a hundred in words, with inflection and as ordinals, and Roman ones. Pure.

They say that “3” may stand for “three”, never that a text lacks a number: a stem covers more words than it
should.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# For each language the words for 1, 2, 3 …; “-” after one says that letters may follow.
_WORDS: Mapping[str, str] = {
    "bg": (
        "един- една едно едни първ- веднъж| дв- втор-| три- трет-| четири- четвърт- четвор-| пет-| "
        "шест-| седем- седм-| осем- осм-| девет-| десет-| единадесет- единайсет-| дванадесет- "
        "дванайсет-"
    ),
    "el": (
        "ένα- έναν ένας ενός μία μια μίας μιας πρώτ- πρωτ- μονο-| δύο δυο δεύτερ- δευτέρ- δι- διπλ-| "
        "τρεις τρία τριών τρίτ- τρι-| τέσσερ- τεσσάρ- τέταρτ- τετάρτ- τετρα-| πέντε πέμπτ- πεντα-| "
        "έξι έκτ- εξα-| επτά εφτά έβδομ- εβδόμ-| οκτώ οχτώ όγδο- ογδό-| εννέα εννιά ένατ- ενάτ-| δέκα "
        "δέκατ- δεκάτ- δεκα-| έντεκα ενδέκατ-| δώδεκα δωδέκατ-"
    ),
    "en": (
        "one first once single a an| two second- twice both pair couple half double dual bi-| three "
        "third- triple thrice tri-| four- quarter-| five fifth-| six sixth-| seven seventh-| eight-| "
        "nine nin-| ten tenth-| eleven-| twelve twelfth- dozen"
    ),
    "et": (
        "üks ühe- üht- esime- esmas-| kaks kahe- kaht- teine teise- teist mõlema-| kolm-| neli nelja- "
        "neljas| viis viie- viies| kuus kuue- kuut| seitse- seitsme-| kaheksa-| üheksa-| kümme- "
        "kümne-| üksteist- üheteist-| kaksteist- kaheteist-"
    ),
    "fi": (
        "yksi yhde- yhteen yhtenä yhtä yhdis- ensim- ensin kerran| kaksi kahde- kahte- kahta kahdesti toinen "
        "toise- toista toiset molem- kaksi-| kolme- kolma- kolmi-| neljä- neli- neljän-| viisi viide- "
        "viite- viiden-| kuusi- kuude- kuute-| seitsem- seitsen-| kahdeksa-| yhdeksä-| kymmen-| "
        "yksitoista yhdentoista yhdettätoista yhdes-| kaksitoista kahdentoista kahdes-"
    ),
    "fr": (
        "un une premier- première- seul- unique-| deux deuxième- second- double- bi-| trois "
        "troisième- triple- tri-| quatre quatrième- quart-| cinq cinquième-| six sixième-| sept "
        "septième-| huit huitième-| neuf neuvième-| dix dixième-| onze onzième-| douze douzième- "
        "douzaine-"
    ),
    "hr": (
        "jedan jedna jedno jedn- prv- jednom| dva dvije dvij- dvj- drug- oba obje dvo- dvaju dvama| "
        "tri treć- tro- triju trima| četiri četvrt- četve- četvo- četiriju| pet-| šest-| sedam sedm-| "
        "osam osm-| devet-| deset-| jedanaest-| dvanaest-"
    ),
    "it": (
        "un uno una primo prim- unic- singol-| due secondo second- entramb- doppi- bi-| tre terz- "
        "tri-| quattro quart-| cinque quint-| sei sest-| sette settim-| otto ottav-| nove non| dieci "
        "decim-| undici undicesim-| dodici dodicesim-"
    ),
    "nl": (
        "een één eerste- eens enig-| twee- tweede- beide- dubbel- half| drie- derde-| vier-| vijf-| "
        "zes-| zeven-| acht-| negen-| tien-| elf-| twaalf- dozijn"
    ),
    "pl": (
        "jed- pierwsz- raz| dw- drug- oba obie obu podwój-| trzy- trze- trój- troje trojg-| cztery "
        "czter- czwart- czwor-| pięć pięci- piąt-| sześć sześci- szóst-| siedem siedmi- siódm-| osiem "
        "ośmi- ósm-| dziewięć- dziewięci- dziewiąt-| dziesięć dziesięci- dziesiąt-| jedenaś- "
        "jedenast-| dwanaś- dwunast- dwunaś-"
    ),
    "ro": (
        "un o unu una unui unei prim- singur-| doi două doua al doilea ambel- ambii dubl-| trei treia "
        "treilea tripl-| patru patra patrulea| cinci cincea cincilea| șase șasea șaselea| șapte "
        "șaptea șaptelea| opt opta optulea| nouă noua nouălea| zece zecea zecelea| unsprezece-| "
        "doisprezece- douăsprezece-"
    ),
    "sl": (
        "en ena eno ene eni eneg- enem enkrat prv-| dva dve dveh dvema drug- oba obe dvo-| tri treh "
        "trem tremi tretj- tro-| štiri štir- četrt-| pet petih petim peti peta peto pete-| šest-| "
        "sedem sedm-| osem osm-| devet-| deset-| enajst-| dvanajst-"
    ),
    "sv": (
        "en ett först- enda ena| två- andra båda tvåan dubbel- par| tre tredje- tre-| fyra fjärde- "
        "fyr-| fem femte- fem-| sex sjätte- sex-| sju sjunde- sju-| åtta åttonde-| nio nionde-| tio "
        "tionde-| elva elfte-| tolv- dussin-"
    ),
}
# The same for 20, 30 … 100.
_TENS: Mapping[str, str] = {
    "bg": "двадесет- двайсет-| тридесет- трийсет-| четиридесет- четирийсет-| петдесет-| шестдесет- шейсет-| "
    "седемдесет-| осемдесет-| деветдесет-| сто стоте стотиц-",
    "el": "είκοσι εικοσ-| τριάντα| σαράντα| πενήντα| εξήντα| εβδομήντα| ογδόντα| ενενήντα| "
    "εκατό εκατόν εκατοντ-",
    "en": "twenty- twenties| thirty- thirties| forty- forties| fifty- fifties| sixty- sixties| "
    "seventy- seventies| eighty- eighties| ninety- nineties| hundred-",
    "et": "kakskümme- kahekümne-| kolmkümme- kolmekümne-| nelikümme- neljakümne-| viiskümme- viiekümne-| "
    "kuuskümme- kuuekümne-| seitsekümme- seitsmekümne-| kaheksaküm-| üheksaküm-| sada saja sadu",
    "fi": "kaksikym- kahdenkym- kahtakym- kahteenkym-| kolmekym- kolmenkym-| neljäkym- neljänkym-| "
    "viisikym- viidenkym-| kuusikym- kuudenkym-| seitsemänkym-| kahdeksankym-| yhdeksänkym-| "
    "sata sataa sadan satoj- sadat sadassa sadasta sadalle",
    "fr": "vingt-| trente-| quarante-| cinquante-| soixante-| soixante- septante| vingt- huitante| "
    "vingt- nonante| cent cents centaine-",
    "hr": "dvadeset-| trideset-| četrdeset-| pedeset-| šezdeset-| sedamdeset-| osamdeset-| devedeset-| "
    "sto stotin-",
    "it": "venti ventesim-| trenta trentesim-| quaranta-| cinquanta-| sessanta-| settanta-| ottanta-| "
    "novanta-| "
    "cento centinai-",
    "nl": "twintig-| dertig-| veertig-| vijftig-| zestig-| zeventig-| tachtig-| negentig-| honderd-",
    "pl": "dwadzie- dwudzie-| trzydzie-| czterdzie-| pięćdzies-| sześćdzies-| siedemdzies-| osiemdzies-| "
    "dziewięćdzies-| sto stu setk-",
    "ro": "douăzeci-| treizeci-| patruzeci-| cincizeci-| șaizeci-| șaptezeci-| optzeci-| nouăzeci-| "
    "sută suta sute-",
    "sl": "dvajset-| trideset-| štirideset-| petdeset-| šestdeset-| sedemdeset-| osemdeset-| devetdeset-| "
    "sto stotin-",
    "sv": "tjugo-| trettio-| fyrtio-| femtio-| sextio-| sjuttio-| åttio-| nittio-| hundra-",
}
_NAMED = (*range(1, 13), *range(20, 101, 10))
_MOST_LETTERS = 14
_ROMAN = re.compile(r"\b(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})(?:e|ème|er|re)?\b")
_ROMAN_ONES = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}


def named_numbers(text: str, *, language: str) -> set[int]:
    """Return which of 1 to 12, 20, 30 … 100 words of a text may name; none in an unlisted language."""
    exact, stems = _tables(language.split("-", maxsplit=1)[0].lower())
    if not exact and not stems:
        return set()
    found: set[int] = set()
    for word in _WORD.findall(text.lower()):
        found |= exact.get(word, set())
        for length in range(2, min(len(word), _MOST_LETTERS) + 1):
            found |= stems.get(word[:length], set())
    return found


def roman_numbers(text: str) -> set[int]:
    """Return the numbers from 1 to 39 that stand in a text in Roman letters."""
    found = (match for match in _ROMAN.finditer(text) if match[0] != "I")
    return {10 * len(match[1]) + _ROMAN_ONES[match[2]] for match in found} - {0}


_WORD = re.compile(r"[^\W\d_]+")
_Table = dict[str, set[int]]
_known: dict[str, tuple[_Table, _Table]] = {}


def _tables(base: str) -> tuple[_Table, _Table]:
    """Return word → numbers, and stem → numbers, of a language."""
    if base not in _known:
        exact: _Table = {}
        stems: _Table = {}
        words_of_all = f"{_WORDS.get(base, '')}|{_TENS.get(base, '')}".split("|")
        for number, words in zip(_NAMED, words_of_all, strict=False):
            for word in words.split():
                table, key = (stems, word[:-1]) if word.endswith("-") else (exact, word)
                table.setdefault(key, set()).add(number)
        _known[base] = exact, stems
    return _known[base]
