"""Asking an engine for drafts: what the rest of the system calls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.conf import settings

from translation_workflow.sockets.clock import CLOCK, Clock, Deadline
from translation_workflow.words.said import Sentence

from .cache import Said, forget_refusals, keep, kept, key_of, refuse_in_transaction
from .calls import Call, answered
from .engine import Engine
from .languages import codes_for
from .mask import mask
from .read import Unfit, check_words
from .tongue import Languages


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine says of a text: `words`, an HTML fragment that no rule blocks, or a `fault`.

    Where there is a fault there are no words; it is a sentence in English, which `told` says in any
    language, but for one that was kept. `may_pass`: asking again later may help. `is_cached`: nothing was
    sent.
    """

    text: str
    words: str = ""
    fault: str = ""
    may_pass: bool = False
    is_cached: bool = False
    told: Sentence | None = None

    @property
    def sentence(self) -> Sentence:
        """The fault, to be said in any language; what was kept is said as it was."""
        return self.told or Sentence("{fault}", {"fault": self.fault})

    @property
    def is_refused_before(self) -> bool:
        return self.is_cached and bool(self.fault)


def translate(
    texts: Sequence[str],
    *,
    source: str,
    target: str,
    engine: Engine,
    seconds: float | None = None,
    told: Callable[[int], None] | None = None,
    clock: Clock = CLOCK,
) -> list[Draft]:
    """Return a draft for each text, in order: what is cached at once, the rest from the engine.

    `texts` are HTML fragments as working text holds them; languages are BCP 47 codes of ours. All is
    done in `seconds` (by default the setting's); what is not, has a fault. `told` is called with how
    many texts are done, after each call. Answers are cached as they come, each call's in a transaction
    of its own.

    Raises InTransaction, LanguageUnknown, and EngineFailed where the engine's languages cannot be had;
    whatever happens later is told in the drafts.
    """
    refuse_in_transaction()
    deadline = Deadline.after(settings.MACHINES.batch_seconds if seconds is None else seconds, clock=clock)
    codes = codes_for(engine, source=source, target=target, deadline=deadline)
    languages = Languages(source, target, is_pretence=engine.is_pretence)
    drafts = known_drafts(texts, source=source, target=target, engine=engine)
    tell = told or _nobody
    done = sum(text in drafts for text in texts)
    tell(done)
    missing = [text for text in dict.fromkeys(texts) if text not in drafts]
    number = Counter(texts)
    key = partial(key_of, engine=engine, source=source, target=target)
    for call in answered(missing, codes=codes, languages=languages, engine=engine, deadline=deadline):
        said = {text: Said(words) for text, words in call.words.items()}
        said |= {text: Said(fault=str(call.faults[text])) for text in call.refused}
        keep({key(text): one for text, one in said.items()}, engine=engine, target=target)
        drafts.update(_drafts_of(call))
        done += sum(number[text] for text in call.texts)
        tell(done)
    return [drafts[text] for text in texts]


def known_drafts(texts: Iterable[str], *, source: str, target: str, engine: Engine) -> dict[str, Draft]:
    """Return text → draft for those of which nothing has to be sent: kept ones, and texts without words.

    Kept words are judged again: rules change. Of what was refused the fault is kept; see `ask_again`.
    """
    texts = list(dict.fromkeys(texts))
    languages = Languages(source, target, is_pretence=engine.is_pretence)
    keys = _keys(texts, source=source, target=target, engine=engine)
    found = kept(keys.values())
    drafts = {text: Draft(text, text, is_cached=True) for text in texts if not mask(text).has_words}
    for text, key in keys.items():
        if text in drafts or key not in found:
            continue
        said = found[key]
        if said.fault or _stands(said.words, text=text, languages=languages):
            drafts[text] = Draft(text, said.words, said.fault, is_cached=True)
    return drafts


def ask_again(texts: Iterable[str], *, source: str, target: str, engine: Engine) -> int:
    """Forget that answers for these texts were refused, so that they are asked for; return how many."""
    return forget_refusals(_keys(texts, source=source, target=target, engine=engine).values())


def as_sent(text: str) -> str:
    """Return what would be sent of a text: its words, with marks for tags, placeholders and addresses."""
    return mask(text).text


def _keys(texts: Iterable[str], *, source: str, target: str, engine: Engine) -> dict[str, bytes]:
    return {text: key_of(text, engine=engine, source=source, target=target) for text in texts}


def _stands(words: str, *, text: str, languages: Languages) -> bool:
    try:
        check_words(words, text=text, languages=languages)
    except Unfit:
        return False
    return True


def _drafts_of(call: Call) -> dict[str, Draft]:
    drafts = {text: Draft(text, words) for text, words in call.words.items()}
    faults = {
        text: Draft(text, fault=str(told), may_pass=call.may_pass, told=told)
        for text, told in call.faults.items()
    }
    return drafts | faults


def _nobody(done: int) -> None:
    """Tell nobody."""
