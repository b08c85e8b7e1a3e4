"""What may go wrong with an engine, as exceptions; each text is a sentence for people, without any key.

MachineError               the text says what, where and what next
├── NotSetUp               no engine has this name, or it lacks a setting
├── InTransaction          somebody asked from inside a transaction: a mistake in the program
├── LanguageUnknown        the engine does not translate between the two languages
└── EngineFailed           a call did not bring what was asked for
    ├── Passing            another try may help: nobody answered, too busy, a fault of its own
    │   └── Resting        it failed so often that it is left alone for a while
    ├── OutOfTime          the time that was given is over
    ├── Refused            it will not, however often it is asked so
    │   └── NotAllowed     it will not, whatever it is asked: the key, what is paid for
    └── Garbled            the answer is not what an engine answers
Unusable                   an answer came that cannot be used; `told` says why
├── MaskFault              see `mask`
└── Unfit                  see `read`
"""

from __future__ import annotations

from translation_workflow.words.said import Sentence


class Unusable(Exception):
    """An answer cannot be used. `template` is marked by `said`; `told` is the sentence, for any language."""

    def __init__(self, template: str, /, **values: object) -> None:
        self.told = Sentence(template, values)
        super().__init__(str(self.told))


class MachineError(Exception):
    """An engine, or how it was asked, is at fault."""


class NotSetUp(MachineError):
    """There is no such engine here."""


class InTransaction(MachineError):
    """A network call inside a transaction would hold its locks for as long as somebody else likes."""


class LanguageUnknown(MachineError):
    """The engine does not translate this pair of languages."""


class EngineFailed(MachineError):
    """A call failed. `may_pass`: asking again later may help, without anybody changing anything."""

    may_pass = False


class Passing(EngineFailed):
    """A failure that another try may outlast; `after` is how many seconds the engine asks us to wait."""

    may_pass = True

    def __init__(self, sentence: str, *, after: float | None = None) -> None:
        super().__init__(sentence)
        self.after = after


class Resting(Passing):
    """The circuit is open: the engine was not asked."""


class OutOfTime(EngineFailed):
    """The deadline of the call or of the batch came first."""

    may_pass = True


class Refused(EngineFailed):
    """The engine understood, and said no."""


class NotAllowed(Refused):
    """The engine does not let us in; no other call will fare better."""


class Garbled(EngineFailed):
    """What came back is no answer to what was asked."""
