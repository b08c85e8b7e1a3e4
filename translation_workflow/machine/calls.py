"""The calls of a batch, some at once: threads ask, and whoever wanted to know reads and judges.

No thread touches the database. Where one call says that no other will fare better, none is begun after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from translation_workflow.sockets.clock import Deadline
from translation_workflow.words.said import Sentence, said

from .chunks import chunks
from .engine import Engine
from .errors import EngineFailed, Garbled, NotAllowed
from .languages import Codes
from .line import line_of
from .mask import ForeignMark, Masked, MaskFault, mask
from .order import are_mixed_up
from .read import Unfit, Unsaid, read_answer
from .tongue import Languages, is_judgeable, language_fault

Answers = Sequence[str | None] | EngineFailed


@dataclass
class Call:
    """What became of some texts: `words` of those that can be used, `faults` of the others.

    `refused` are those of which an answer came that cannot be used: the engine would say the same again.
    """

    texts: Sequence[str]
    words: dict[str, str] = field(default_factory=dict)
    faults: dict[str, Sentence] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    may_pass: bool = False

    def refuse(self, text: str, why: Sentence) -> None:
        self.faults[text] = Sentence(_NOT_KEPT, {"why": why})
        self.refused.add(text)


@dataclass(frozen=True)
class Asked:
    """Texts that go together, masked, with the numbers of no other's marks."""

    texts: Sequence[str]
    masked: Sequence[Masked]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Asked:
        masked: list[Masked] = []
        for text in texts:
            masked.append(mask(text, first=masked[-1].numbers.stop if masked else 0))
        return cls(texts, masked)

    def failed(self, fault: EngineFailed) -> Call:
        told = Sentence("{fault}", {"fault": str(fault)})
        return Call(self.texts, faults=dict.fromkeys(self.texts, told), may_pass=fault.may_pass)


def answered(
    texts: Sequence[str], *, codes: Codes, languages: Languages, engine: Engine, deadline: Deadline
) -> Iterator[Call]:
    """Yield what became of different texts, call by call, as the engine answers."""
    limits = engine.limits
    lengths = {text: len(mask(text).text) for text in texts}
    for text in (text for text in texts if lengths[text] > limits.text):
        sentence = Sentence(
            said(
                "This text has {n} characters; {engine} takes {most} at most. "
                "Translate it by hand, or part it in the master."
            ),
            {"n": lengths[text], "engine": engine.name, "most": limits.text},
        )
        yield Call([text], faults={text: sentence})
    short = [text for text in texts if lengths[text] <= limits.text]
    groups = chunks(short, lengths=[lengths[text] for text in short], limits=limits)
    desk = _Desk(engine, codes, deadline)
    pool = ThreadPoolExecutor(max_workers=limits.at_once, thread_name_prefix=f"machine-{engine.name}")
    try:
        running = {pool.submit(desk.ask, asked): asked for asked in map(Asked.of, groups)}
        for future in as_completed(running):
            asked, answer = running[future], future.result()
            yield _outcome(asked, answer, languages)
    finally:
        # What is under way ends at its own deadline; nothing else begins.
        pool.shutdown(wait=True, cancel_futures=True)


def _outcome(asked: Asked, answer: Answers, languages: Languages) -> Call:
    return asked.failed(answer) if isinstance(answer, EngineFailed) else read_call(asked, answer, languages)


class _Desk:
    """Where threads ask; after a refusal for all it asks no more."""

    def __init__(self, engine: Engine, codes: Codes, deadline: Deadline) -> None:
        self.engine = engine
        self.codes = codes
        self.deadline = deadline
        self.refused: NotAllowed | None = None

    def ask(self, asked: Asked) -> Answers:
        if self.refused is not None:
            return self.refused
        texts = [masked.text for masked in asked.masked]
        ask = partial(self.engine.ask, texts, source=self.codes.source, target=self.codes.target)
        try:
            return line_of(self.engine).call(ask, deadline=self.deadline)
        except NotAllowed as error:
            self.refused = error
            return error
        except EngineFailed as error:
            return error


def read_call(asked: Asked, answers: Sequence[str | None], languages: Languages) -> Call:
    """Return what of a call's answers can be used. Where their order is in doubt, none can."""
    if len(answers) != len(asked.texts):
        told = _("The engine answered %(texts)d texts with %(answers)d: nothing was kept.")
        return asked.failed(Garbled(told % {"texts": len(asked.texts), "answers": len(answers)}))
    call = Call(asked.texts)
    for text, masked, answer in zip(asked.texts, asked.masked, answers, strict=True):
        try:
            call.words[text] = read_answer(answer, masked, text=text, languages=languages)
        except ForeignMark as error:
            if len(asked.texts) > 1:
                return asked.failed(Garbled(str(_MIXED_UP)))
            call.refuse(text, error.told)
        except Unsaid as error:
            call.faults[text] = Sentence(_NOT_KEPT, {"why": error.told})
        except (MaskFault, Unfit) as error:
            call.refuse(text, error.told)
    if are_mixed_up([masked.text for masked in asked.masked], [answer or "" for answer in answers]):
        return asked.failed(Garbled(str(_MIXED_UP)))
    _judge_together(call, languages)
    return call


def _judge_together(call: Call, languages: Languages) -> None:
    """Take back short words that, all together, are plainly in another language."""
    short = {text: words for text, words in call.words.items() if not is_judgeable(words)}
    together = "\n".join(short.values())
    if template := language_fault(together, text="\n".join(short), languages=languages):
        why = Sentence(said("with others of its call, {fault}"), {"fault": Sentence(template)})
        for text in short:
            del call.words[text]
            call.refuse(text, why)


_NOT_KEPT = said("Nothing of the engine's answer was kept: {why}")
_MIXED_UP = gettext_lazy(
    "The engine's answers are in another order than the texts: nothing of them was kept."
)
