"""LibreTranslate: a list of texts a call, the key in the body. See https://docs.libretranslate.com/."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import httpx
from django.utils.translation import gettext as _

from translation_workflow.machine.codes import are_codes
from translation_workflow.machine.connect import is_loopback
from translation_workflow.machine.engine import Languages, Limits
from translation_workflow.machine.errors import Garbled
from translation_workflow.machine.options import LibreTranslateOptions
from translation_workflow.machine.wire import Question, ask, json_question
from translation_workflow.sockets.clock import Deadline


class LibreTranslate:
    """A server of our own, or somebody's; its texts stay in the house where it listens on the loopback.

    The server does not tell of its models: who changes them clears the cache (`manage.py forget_answers`).
    """

    name = "libretranslate"
    limits = Limits(texts=25, characters=5_000, text=5_000)
    is_pretence = False

    def __init__(self, options: LibreTranslateOptions) -> None:
        self.options = options

    @property
    def version(self) -> str:
        return f"libretranslate/1 {self.options.url}"

    @property
    def leaves_house(self) -> bool:
        return not is_loopback(httpx.URL(self.options.url).host)

    def languages(self, *, deadline: Deadline) -> Languages:
        question = Question(
            f"{self.options.url}/languages",
            method="GET",
            keys=[self.options.key],
            stays=not self.leaves_house,
        )
        rows = ask(question, deadline=deadline).data
        if not isinstance(rows, list) or not rows or not _are_languages(rows):
            raise Garbled(_("The engine's list of languages is none. Is its address right?"))
        every = frozenset(row["code"] for row in rows)
        # Older servers translate from each language into each other one, and do not say so.
        return {row["code"]: frozenset(row.get("targets", every)) - {row["code"]} for row in rows}

    def ask(self, texts: Sequence[str], *, source: str, target: str, deadline: Deadline) -> list[str | None]:
        payload = {"q": list(texts), "source": source, "target": target, "format": "text"}
        if self.options.key:
            payload["api_key"] = self.options.key.reveal()
        question = json_question(
            f"{self.options.url}/translate", payload, keys=[self.options.key], stays=not self.leaves_house
        )
        data = ask(question, deadline=deadline).data
        answers = data.get("translatedText") if isinstance(data, dict) else None
        if not isinstance(answers, list):
            raise Garbled(_("The engine's answer holds no list of translations."))
        return [answer if isinstance(answer, str) else None for answer in answers]


def _are_languages(rows: list[Any]) -> bool:
    if not all(isinstance(row, dict) for row in rows) or not are_codes([row.get("code") for row in rows]):
        return False
    every = [row.get("targets", []) for row in rows]
    return all(isinstance(targets, list) and are_codes(targets) for targets in every)
