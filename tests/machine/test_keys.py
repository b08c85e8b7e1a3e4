"""Keys go to their engine and nowhere else: into no line of the log, no message, no exception, no row."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from django.conf import settings

from cms.logs import JsonFormatter
from translation_workflow.machine.errors import MachineError
from translation_workflow.machine.models import Answer
from translation_workflow.machine.options import Options, Secret
from translation_workflow.machine.redact import WithoutKeys, redact
from translation_workflow.sockets.clock import Deadline

from .asking import Asking, Pauses, asking, options_for
from .faulty import KEY, KNOWN, Behave, Faulty, Handler, body, each, reply, reset, status

pytestmark = pytest.mark.django_db

FIRST = next(iter(KNOWN))
FORMS = {KEY, quote(KEY), quote(KEY, safe=""), quote_plus(KEY), escape(KEY)}
MESSAGE = f"Key {KEY} is wrong: {quote(KEY, safe='')} in the address, {KEY.upper()}"


def leaked(text: str) -> list[str]:
    return [form for form in FORMS if form.lower() in text.lower()]


def echo_request(handler: Handler, payload: dict[str, Any]) -> None:
    """Answer with all that was sent, as some engines do when they refuse."""
    reply(handler, {"error": f"{handler.path} {handler.headers} {payload}"}, 400)


BEHAVES = [
    pytest.param(status(400, {"error": MESSAGE}), id="in a refusal"),
    pytest.param(status(403, {"message": MESSAGE}), id="in another"),
    pytest.param(status(429, {"error": {"message": MESSAGE}}, x_key=KEY), id="in a head"),
    pytest.param(status(500, {"error": MESSAGE * 50}), id="in a long message"),
    pytest.param(status(302, location=f"https://example.org/?key={KEY}"), id="in a redirect"),
    pytest.param(body(f"<h1>{MESSAGE}</h1>".encode(), content_type="text/html"), id="in a page"),
    pytest.param(body(f'{{"translatedText": [{MESSAGE}'.encode()), id="in broken JSON"),
    pytest.param(each(lambda text: None), id="in nothing"),
    pytest.param(reset, id="by a reset"),
    pytest.param(echo_request, id="in an echo"),
]


@pytest.fixture
def everything(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[list[str]]:
    """A list of texts; in the end none of them, nor any line of the log or of the terminal, has a key."""
    caplog.set_level(logging.DEBUG)
    for name in list(logging.Logger.manager.loggerDict):
        caplog.set_level(logging.DEBUG, logger=name)
    told: list[str] = []
    yield told
    written = capfd.readouterr()
    told += [written.out, written.err, caplog.text, repr([vars(record) for record in caplog.records])]
    assert len(told) > 4
    assert [form for text in told for form in leaked(text)] == []


def all_of(error: BaseException | None, *, locals_too: bool = False) -> Iterator[str]:
    """Yield what anybody could print of an exception and of those behind it."""
    while error is not None:
        yield from (str(error), repr(error), repr(error.args), repr(vars(error)))
        yield "".join(traceback.TracebackException.from_exception(error, capture_locals=locals_too).format())
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("name", ["libretranslate", "deepl", "deep-translator"])
@pytest.mark.parametrize("behave", BEHAVES)
def test_no_failure_tells_a_key(
    name: str, behave: Behave, faulty: Faulty, everything: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever an engine says of our key, and wherever it says it."""
    ask = asking(faulty, name, patch=monkeypatch)
    faulty.always = behave
    drafts = ask_past_languages(ask)
    assert faulty.received
    everything += [repr(drafts), repr(ask.engine), repr(vars(ask.engine)), ask.engine.version]
    everything += [str(row) for row in Answer.objects.values_list()]
    assert any(draft.fault for draft in drafts)


@pytest.mark.parametrize("name", ["libretranslate", "deepl", "deep-translator"])
@pytest.mark.parametrize("behave", BEHAVES)
def test_no_exception_holds_a_key(
    name: str, behave: Behave, faulty: Faulty, everything: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither in itself, nor in what it came from; nor, of what the system asks, in the frames on the way."""
    ask = asking(faulty, name, patch=monkeypatch)
    faulty.always = faulty.languages_fault = behave
    deadline = Deadline.after(10)
    for attempt in (
        lambda: ask.engine.languages(deadline=deadline),
        lambda: ask.engine.ask([FIRST], source="en", target="it", deadline=deadline),
    ):
        try:
            everything.append(repr(attempt()))
        except MachineError as error:
            everything += list(all_of(error))
    try:
        everything.append(repr(ask([FIRST])))
    except MachineError as error:
        # What an error page or a letter to the operators would show, too.
        everything += list(all_of(error, locals_too=True))
    everything.append("asked")


def ask_past_languages(ask: Asking) -> list[Any]:
    """Ask in the languages of the faulty server, which speaks as LibreTranslate does and not as DeepL."""
    if ask.engine.name != "deepl":
        return ask([FIRST])
    from translation_workflow.machine import drafts
    from translation_workflow.machine.languages import Codes

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drafts, "codes_for", lambda *told, **more: Codes("EN", "IT"))
        return ask([FIRST])


def test_options_do_not_show_keys(faulty: Faulty) -> None:
    """A setting that somebody prints is dots where its keys are."""
    options = options_for(faulty)
    assert options.keys == (KEY,) * 3
    assert leaked(f"{options} {options!r} {options.deepl.key} {options.deepl.key!r} {[options]}") == []
    assert str(Secret()) == ""
    assert not Secret()
    assert Options().keys == ()


def test_a_secret_is_not_pickled() -> None:
    """It would be written down by whoever keeps the pickle."""
    import pickle

    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(Secret(KEY))


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_way_to_write_a_key_is_taken_out(form: str) -> None:
    """Addresses, pages and JSON quote it in ways of their own."""
    assert redact(f"before {form} after", keys=[KEY]) == "before … after"


def test_the_log_of_the_system_writes_no_key(faulty: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where somebody logs it: in the message, in its values, in a fault and in whatever is beside."""
    monkeypatch.setattr(settings, "MACHINES", options_for(faulty))
    try:
        raise ValueError(KEY)
    except ValueError:
        fault = sys.exc_info()
    record = logging.LogRecord("any", logging.ERROR, "f.py", 1, "key %s", (KEY,), fault)
    record.extra = f"and {KEY}"
    assert WithoutKeys().filter(record)
    assert leaked(JsonFormatter().format(record) + repr(vars(record) | {"exc_info": None})) == []
    assert "key …" in record.getMessage()
    (handler,) = settings.LOGGING["handlers"].values()
    assert "without_keys" in handler["filters"]


def test_it_is_sent_where_the_engine_wants_it(faulty: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreTranslate has it in the body, DeepL in the head, and neither in an address."""
    asking(faulty, patch=monkeypatch)([FIRST])
    assert faulty.received[-1]["api_key"] == KEY
    ask_past_languages(Asking(asking(faulty, "deepl", patch=monkeypatch).engine, Pauses()))
    heads = {name.lower(): value for name, value in faulty.heads[-1].items()}
    assert heads["authorization"] == f"DeepL-Auth-Key {KEY}"
