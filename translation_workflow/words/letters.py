"""What readers of a language hold for different letters, and which words say nothing: plain data.

`own` are letters with marks that are letters of their own: whoever looks for “mål” does not mean “mal”. All
other marks are optional. `often_plain` says that readers often type without the marks of their own letters
(the keyboard at hand is an English one, a telephone's is slow): then the plain form finds the word, too,
with less weight. `accents` are the letters that such plain letters may stand for. `same` are ways of writing
that readers do not tell apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Letters:
    own: frozenset[str] = frozenset()
    often_plain: bool = False
    accents: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()


# What Unicode does not take apart.
PLAIN = {"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}


def _letters(
    own: str = "",
    *,
    often_plain: bool = False,
    accents: str = "",
    same: Mapping[str, str] | None = None,
    silent: str = "",
) -> Letters:
    """`accents` are groups parted by blanks: a plain letter, then those that it may stand for."""
    groups = {group[0]: group[1:] for group in accents.split()}
    return Letters(frozenset(own), often_plain, groups, same or {}, frozenset(silent.split()))


# The collations of Swedish and Finnish put æ and ø with ä and ö.
NORDIC = {"æ": "ä", "ø": "ö"}

LETTERS: Mapping[str, Letters] = {
    "bg": _letters("й", silent="и в на с за от до по ли че да не се е са как какво това ще към при или"),
    "cs": _letters(
        "áčďéěíňóřšťúůýž",
        often_plain=True,
        accents="aá cč dď eéě ií nň oó rř sš tť uúů yý zž",
        silent="a i v na s z do se je jak",
    ),
    "da": _letters("åæø", same={"ä": "æ", "ö": "ø"}, silent="og i på til for af en et at er som hvordan med"),
    "de": _letters(
        "äöü",
        often_plain=True,
        accents="aä oö uü",
        silent="und in auf der die das den dem für von mit wie ist ein eine zu",
    ),
    "el": _letters(
        accents="αά εέ ηή ιίϊΐ οό υύϋΰ ωώ",
        silent=(
            "και να το τα ο η οι του της των τον την τους τις στο στη στην στον στα στις με "
            "σε για από πως που τι είναι θα ένα μια"
        ),
    ),
    "en": _letters(
        silent=(
            "the of and in to for on at by is are be an or with how what which our your we do "
            "does from this that it"
        ),
    ),
    "es": _letters(
        "ñ",
        often_plain=True,
        accents="aá eé ií nñ oó uúü",
        silent="y en de la el los las un una para con por que como del al",
    ),
    "et": _letters("õäöüšž", silent="ja on ei et ka kui kuidas mis või oma see"),
    # š and ž are sorted and typed as s and z; “å” stands in names and is a letter all the same.
    "fi": _letters("åäö", same=NORDIC, silent="ja on ei se että tai kun kuin miten mikä mitä myös"),
    "fr": _letters(
        accents="aàâ cç eéèêë iîï oô uùûü",
        silent=(
            "le la les l de des du d un une et en à au aux pour par sur dans avec que qu qui "
            "comment quel quelle est ce n s c j m t"
        ),
    ),
    "hr": _letters(
        "čćđšž",
        often_plain=True,
        accents="cčć dđ sš zž",
        silent="i u na za s sa od do o je su se da kako što ili koji koja koje te",
    ),
    "hu": _letters(
        "áéíóöőúüű", often_plain=True, accents="aá eé ií oóöő uúüű", silent="a az és egy hogy is nem"
    ),
    "it": _letters(
        accents="aà eèé iì oò uù",
        silent=(
            "il lo la i gli le l un uno una di del dello della dei degli delle d a al e ed in "
            "nel nella nell per con su da che come dell all dall sull è"
        ),
    ),
    "lt": _letters("ąčęėįšųūž", often_plain=True, accents="aą cč eęė iį sš uųū zž", silent="ir į iš su kaip"),
    "lv": _letters(
        "āčēģīķļņšūž", often_plain=True, accents="aā cč eē gģ iī kķ lļ nņ sš uū zž", silent="un ar no uz kā"
    ),
    "nl": _letters(silent="de het een en van in op te voor met is zijn hoe wat bij aan door of die dat uw"),
    "pl": _letters(
        "ąćęłńóśźż",
        often_plain=True,
        accents="aą cć eę lł nń oó sś zźż",
        silent="i w we na z ze do o od za po dla jak się jest są czy to oraz przez co",
    ),
    "pt": _letters(
        "", accents="aáâãà cç eéê ií oóôõ uú", silent="e o a os as de do da em para com que como um uma"
    ),
    "ro": _letters(
        "ăâîșț",
        often_plain=True,
        accents="aăâ iî sș tț",
        # The cedilla of old keyboards is the comma of today's.
        same={"ş": "ș", "ţ": "ț"},
        silent="și de la în pe cu un o al a ale din pentru care cum este sunt ce sau să prin",
    ),
    "sk": _letters(
        "áäčďéíĺľňóôŕšťúýž",
        often_plain=True,
        accents="aáä cč dď eé ií lľĺ nň oóô rŕ sš tť uú yý zž",
        silent="a v na s z do sa je ako",
    ),
    "sl": _letters(
        "čšž",
        often_plain=True,
        accents="cč sš zž",
        silent="in v na za s z od do o je so se da kako kaj ali ki pri po",
    ),
    "sv": _letters(
        "åäö", same=NORDIC, silent="och i på för av en ett att är som hur med till det den de vad om"
    ),
}


def letters_of(language: str) -> Letters:
    """Return what holds in a language, BCP 47; of one that is not listed, that all marks are optional."""
    return LETTERS.get(language.split("-", maxsplit=1)[0].lower(), Letters())
