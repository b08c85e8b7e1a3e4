"""What is put to the end of words, for those that dictionaries do not know: plain data.

A language has its endings as its readers' tokens are written (`words/fold.py`: Greek without accents, with
one sigma). Two words are forms of one where the same beginning is followed by two of these endings. The lists
hold what nouns and adjectives take, the Finnish ones with what the stem does before them. One that is too
long costs little, for the beginnings must be the same.
"""

from __future__ import annotations

from collections.abc import Mapping

_SOUTH_SLAVIC = """
    a e i o u y om em ov ev ova eva ovi evi ove eve ama ima ami imi ah ih im og oga ega eg emu omu oj ej
    ja je ju jo jem jom ji ijo ijom ijama iji ijah iju ije ija
"""

ENDINGS: Mapping[str, frozenset[str]] = {
    language: frozenset({"", *endings.split()})
    for language, endings in {
        "bg": """
            а я и е о у ът ят та то те ия ият ите ове овете ен на но ни ния ната ното ните ие иета
            ията ето ото ата ища ищата еви
        """,
        "el": """
            α ασ εσ η ησ ο οσ ον ου οι ουσ ων ε ι ισ εωσ εισ εων ια ιασ ιεσ ιων ιο ιου ματοσ ματα
            ματων μα υ ντα ντεσ ντων ντοσ ντασ ουσασ ουσα ουσεσ ουσων οντα οντασ οντεσ οντων οντοσ
        """,
        "en": "s es",
        "et": """
            a e i u d de te t da id le l lt lle s st sse ks ni na ga ta iks ide idele idelt ides idest
            idega ele elt el es est ed tele teks esse ega ena eni ast as ad ade adele aga aks al alt
            ale use usele uses usest useks used uste usi usega is ist il ilt ile ut ude udele
        """,
        "fi": """
            a ä n t i et essa essä esta estä elle eltä en ien in an än on ön un yn ja jä jen den iden
            ita itä ssa ssä sta stä lla llä lta ltä lle ksi na nä tta ttä seen siin iin issa issä ista
            istä illa illä ilta iltä ille iksi ina inä ineen eja ejä ejen eita eiden eihin eissa eista
            eille ssaan nsa nsä mme nne ni kin kaan ksen kset at ät isiin ihin oihin öihin oita öitä
            ojen öjen oissa öissä oista öistä oilla öillä oilta öiltä oille öille nen set sen sia sien
            sissa sista silla sille silta tu tut tua tun tuja tujen tuihin tuissa lut lun lussa dut
            dun ttu ttuja ttujen ksia ksien ksissa ksessa ksella kselle kseen kseksi s us uden uutta
            uudesta uus uuden yys yyden yyttä
        """,
        "fr": "s e es x aux al ale ales",
        "hr": _SOUTH_SLAVIC + " ovima evima cima ci ce k ka ku ke kom kov",
        "it": "a e i o he hi",
        # With what an open syllable does to the vowel before: finaal, finale.
        "nl": """
            s en n e es 's eren aal ale eel ele oor ore aar are aam ame oos oze aak ake oon one ief ieve
        """,
        "pl": """
            a ą e ę i o ó u y ów om em am ami ach owi owie owych ie iem iom iami iach ia ią ię io ej
            ego emu ych ym ymi ich im imi iego iemu iej ją ji ja ję jom jami jach mi cie cią ci
        """,
        "ro": """
            a ă e i o u ul ului ii ilor le lor lui uri urile urilor urii ea ei eie ele elor ia iei ie
            iile iilor ile esc ești easca ească
        """,
        "sl": _SOUTH_SLAVIC + " am ema oma eh",
        "sv": """
            a e s n t en et ens ets er ers or ors ar ars na nas erna ernas orna ornas arna arnas ns ts
            are ares
        """,
    }.items()
}

BARE: Mapping[str, dict[int, int]] = {"ro": str.maketrans("ăâîșț", "aaist")}
"""Letters that change into one another from form to form: parte, părți; oraș, orașe."""
BARE_ENDINGS: Mapping[str, frozenset[str]] = {
    base: frozenset(ending.translate(letters) for ending in ENDINGS[base]) for base, letters in BARE.items()
}

# A word may lead another one there, or follow it, in one piece.
COMPOUNDING = frozenset({"da", "de", "et", "fi", "hu", "nl", "sv"})
