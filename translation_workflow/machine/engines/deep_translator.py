"""The providers of deep-translator: its requests and its reading of answers, over our connections.

That library has no time limit anywhere, follows redirects, obeys proxies of the environment, and quotes
keys. Each provider's module asks a module `requests` of its own; here that name stands for `Network`, so
that whatever it asks is bounded and ends as any other call, and nothing is left running. Nothing else of
this system imports the library.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from json import dumps
from types import ModuleType
from typing import Any

import httpx
import requests
from deep_translator import deepl, google, libre, microsoft, mymemory
from django.utils.translation import gettext as _

from translation_workflow.machine.connect import is_loopback
from translation_workflow.machine.engine import Languages, Limits
from translation_workflow.machine.errors import EngineFailed, Garbled
from translation_workflow.machine.options import DeepTranslatorOptions, Secret
from translation_workflow.machine.wire import Question, Reply, ask
from translation_workflow.sockets.clock import Deadline

Credentials = Callable[[DeepTranslatorOptions], dict[str, Any]]


@dataclass(frozen=True)
class Provider:
    """Where a provider is in the library, what it is told beside languages, and its longest text."""

    module: ModuleType
    translator: str
    credentials: Credentials = lambda options: {}
    longest: int = 4900


def _libre(options: DeepTranslatorOptions) -> dict[str, Any]:
    # The library insists on a key; a server that wants none does not look at it.
    told = {"api_key": options.key.reveal() or "none", "use_free_api": False}
    return told | ({"custom_url": f"{options.url}/"} if options.url else {})


def _deepl(options: DeepTranslatorOptions) -> dict[str, Any]:
    key = options.key.reveal()
    return {"api_key": key, "use_free_api": key.endswith(":fx")}


def _microsoft(options: DeepTranslatorOptions) -> dict[str, Any]:
    return {"api_key": options.key.reveal(), "region": options.region or None}


# Where texts are part of an address they are shorter than the library would have them.
PROVIDERS: Mapping[str, Provider] = {
    "google": Provider(google, "GoogleTranslator"),
    "mymemory": Provider(mymemory, "MyMemoryTranslator", longest=490),
    "libre": Provider(libre, "LibreTranslator", _libre, longest=3000),
    "deepl": Provider(deepl, "DeeplTranslator", _deepl, longest=3000),
    "microsoft": Provider(microsoft, "MicrosoftTranslator", _microsoft),
}


class DeepTranslator:
    """One text a call: the library has no other way."""

    name = "deep-translator"
    is_pretence = False

    def __init__(self, options: DeepTranslatorOptions) -> None:
        self.options = options
        self.provider = PROVIDERS[options.provider]

    @property
    def version(self) -> str:
        return f"deep-translator/1 {self.options.provider} {self.options.url}".rstrip()

    @property
    def limits(self) -> Limits:
        return Limits(texts=1, characters=self.provider.longest, text=self.provider.longest)

    @property
    def leaves_house(self) -> bool:
        is_here = self.options.provider == "libre" and is_loopback(httpx.URL(self.options.url).host)
        return not is_here

    def languages(self, *, deadline: Deadline) -> Languages:
        """What the library knows of its provider, which may be less than the provider does."""
        known = self._asked(
            lambda: self._translator(source=AUTO, target=AUTO).get_supported_languages(as_dict=True),
            deadline=deadline,
        )
        codes = frozenset(str(code) for code in known.values())
        return {code: codes - {code} for code in codes}

    def ask(self, texts: Sequence[str], *, source: str, target: str, deadline: Deadline) -> list[str | None]:
        def ask_each() -> list[object]:
            translator = self._translator(source=source, target=target)
            return [translator.translate(text) for text in texts]

        answers = self._asked(ask_each, deadline=deadline)
        return [answer if isinstance(answer, str) else None for answer in answers]

    def _translator(self, *, source: str, target: str) -> Any:
        credentials = self.provider.credentials(self.options)
        translator = getattr(self.provider.module, self.provider.translator)
        return translator(source=source, target=target, **credentials)

    def _asked(self, ask: Callable[[], Any], *, deadline: Deadline) -> Any:
        """Return what the library says; tell whatever it raises as a fault of ours, without its text."""
        _now.call = Call(deadline, keys=(self.options.key,), stays=not self.leaves_house)
        fault: EngineFailed
        try:
            return ask()
        except EngineFailed as error:
            fault = error
        except Exception as error:
            # Keys, addresses and texts are quoted in these; their names are enough.
            kind = type(error).__name__
            fault = Garbled(_("deep-translator cannot read the engine's answer (%(kind)s).") % {"kind": kind})
        finally:
            del _now.call
        # By itself: what the library was doing meanwhile is nobody's business.
        fault.__context__ = None
        raise fault.with_traceback(None)


AUTO = "auto"


@dataclass(frozen=True)
class Call:
    """What bounds the requests of this thread."""

    deadline: Deadline
    keys: Sequence[Secret]
    stays: bool


class _Now(threading.local):
    call: Call


_now = _Now()


class Network:
    """What the library's providers use of `requests`. What is not 200 is a fault before they see it."""

    exceptions = requests.exceptions

    def get(self, url: str, **told: Any) -> Answer:
        return self._ask("GET", url, **told)

    def post(self, url: str, **told: Any) -> Answer:
        return self._ask("POST", url, **told)

    def _ask(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        json: Any = None,
        proxies: None = None,
    ) -> Answer:
        call = _now.call
        address = httpx.URL(url).copy_merge_params(params or {})
        if not is_loopback(address.host):
            # One provider would send texts in the clear.
            address = address.copy_with(scheme="https")
        body = b"" if json is None else dumps(json, ensure_ascii=False).encode()
        sent = {"accept": "*/*"} | {name.lower(): value for name, value in (headers or {}).items()}
        question = Question(str(address), method, sent, body, keys=call.keys, stays=call.stays)
        return Answer(ask(question, deadline=call.deadline))


for _provider in PROVIDERS.values():
    _provider.module.requests = Network()  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Answer:
    """What the library's providers use of a response."""

    reply: Reply

    @property
    def status_code(self) -> int:
        return self.reply.status

    @property
    def text(self) -> str:
        return self.reply.text

    def json(self) -> Any:
        return self.reply.data

    def close(self) -> None:
        """It is closed."""
