"""Our languages by an engine's codes: asked from the engine, remembered for a while, never guessed."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel.core import get_global
from django.conf import settings
from django.utils.translation import gettext as _

from translation_workflow.editions.languages import language_for
from translation_workflow.sockets.clock import CLOCK, Clock, Deadline

from .engine import Engine, Languages
from .errors import LanguageUnknown
from .line import line_of
from .redact import redact

KEPT_SECONDS = 600.0
SHOWN = 30
"""So many codes of an engine stand in a sentence."""
# Where most who speak Portuguese live is not where our editions are read.
HOMES = {"pt": "pt-pt"}
# What engines call otherwise than BCP 47 does.
OTHER_NAMES = {"nb": "no"}


@dataclass(frozen=True)
class Codes:
    """A pair of languages as the engine calls them."""

    source: str
    target: str


def codes_for(
    engine: Engine, *, source: str, target: str, deadline: Deadline | None = None, clock: Clock = CLOCK
) -> Codes:
    """Return what an engine calls two languages of ours (BCP 47).

    A country is left out where the engine does not know it: nl-BE is translated as nl; and named where it
    knows nothing else: sv is sv-SE. Raises LanguageUnknown, EngineFailed, UnknownLanguage.
    """
    known = languages_of(engine, deadline=deadline, clock=clock)
    if language_for(source).base == language_for(target).base and not engine.is_pretence:
        raise LanguageUnknown(
            _("%(source)s and %(target)s are one language: there is nothing to translate.")
            % {"source": source, "target": target}
        )
    their_source = code_for(source, known)
    if not their_source:
        raise LanguageUnknown(_unknown(engine, source, known))
    their_target = code_for(target, known[their_source])
    if not their_target:
        raise LanguageUnknown(_unknown(engine, target, known[their_source], source=source))
    return Codes(their_source, their_target)


def code_for(ours: str, known: Iterable[str]) -> str:
    """Return what stands for a language among an engine's codes; "" where nothing does.

    The very code comes first, then the language without a country, then the country it is at home
    in. Large and small letters, `-` and `_` are the same.
    """
    theirs = {code.lower().replace("_", "-"): code for code in sorted(known)}
    ours = ours.lower()
    base = ours.split("-")[0]
    likely = get_global("likely_subtags").get(base, "").split("_")
    home = HOMES.get(base, f"{base}-{likely[-1].lower()}")
    ways = [ours, base, OTHER_NAMES.get(base, base), home]
    return next((theirs[way] for way in ways if way in theirs), "")


def languages_of(engine: Engine, *, deadline: Deadline | None = None, clock: Clock = CLOCK) -> Languages:
    """Return what an engine translates, as it said within the last minutes. Raises EngineFailed."""
    deadline = deadline or Deadline.after(settings.MACHINES.batch_seconds, clock=clock)
    with _lock:
        kept = _kept.get(engine.version)
    if kept is not None and clock.now() - kept.at < KEPT_SECONDS:
        return kept.languages
    languages = line_of(engine).call(engine.languages, deadline=deadline)
    with _lock:
        _kept[engine.version] = _Kept(languages, clock.now())
    return languages


def forget_languages() -> None:
    """Ask again next time."""
    with _lock:
        _kept.clear()


@dataclass(frozen=True)
class _Kept:
    languages: Languages
    at: float


_kept: dict[str, _Kept] = {}
_lock = threading.Lock()


def _unknown(engine: Engine, code: str, known: Iterable[str], *, source: str = "") -> str:
    told = {
        "engine": engine.name,
        "language": f"{language_for(code).name} ({code})",
        "source": source,
        "known": _told(sorted(known)),
    }
    if source:
        return (
            _(
                "The engine %(engine)s does not translate from %(source)s into %(language)s. "
                "It does into: %(known)s."
            )
            % told
        )
    return _("The engine %(engine)s does not translate from %(language)s. It does from: %(known)s.") % told


def _told(codes: Sequence[str]) -> str:
    """Return some codes as people read them, without keys: an engine may list whatever looks like a code."""
    shown = [redact(code, keys=settings.MACHINES.keys) for code in codes[:SHOWN]]
    if left := len(codes) - len(shown):
        shown.append(_("and %(number)d more") % {"number": left})
    return ", ".join(shown) or "–"
