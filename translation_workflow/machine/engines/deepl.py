"""DeepL: a list of texts a call, the key in the head. See https://developers.deepl.com/docs/."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from translation_workflow.machine.codes import are_codes
from translation_workflow.machine.engine import Languages, Limits
from translation_workflow.machine.errors import Garbled
from translation_workflow.machine.options import DeepLOptions
from translation_workflow.machine.wire import Question, ask, json_question
from translation_workflow.sockets.clock import Deadline

PAID, FREE = "https://api.deepl.com", "https://api-free.deepl.com"


class DeepL:
    """Texts leave the house, wherever it is asked: behind another address it is still DeepL."""

    name = "deepl"
    version = "deepl/v2"
    limits = Limits(texts=50, characters=30_000, text=30_000)
    leaves_house = True
    is_pretence = False

    def __init__(self, options: DeepLOptions) -> None:
        self.options = options

    @property
    def url(self) -> str:
        """Keys for the free service end so."""
        own = FREE if self.options.key.reveal().endswith(":fx") else PAID
        return f"{self.options.url or own}/v2"

    @property
    def _headers(self) -> dict[str, str]:
        return {"authorization": f"DeepL-Auth-Key {self.options.key.reveal()}"}

    def languages(self, *, deadline: Deadline) -> Languages:
        targets = self._codes("target", deadline=deadline)
        return {code: targets - {code} for code in self._codes("source", deadline=deadline)}

    def _codes(self, kind: str, *, deadline: Deadline) -> frozenset[str]:
        question = Question(
            f"{self.url}/languages?type={kind}", method="GET", headers=self._headers, keys=[self.options.key]
        )
        rows = ask(question, deadline=deadline).data
        if not isinstance(rows, list) or not rows or not _are_languages(rows):
            raise Garbled(_("The engine's list of languages is none. Is its address right?"))
        return frozenset(row["language"] for row in rows)

    def ask(self, texts: Sequence[str], *, source: str, target: str, deadline: Deadline) -> list[str | None]:
        question = json_question(
            f"{self.url}/translate",
            {"text": list(texts), "source_lang": source, "target_lang": target},
            headers=self._headers,
            keys=[self.options.key],
        )
        data = ask(question, deadline=deadline).data
        answers = data.get("translations") if isinstance(data, dict) else None
        if not isinstance(answers, list):
            raise Garbled(_("The engine's answer holds no list of translations."))
        found = [answer.get("text") if isinstance(answer, dict) else None for answer in answers]
        return [text if isinstance(text, str) else None for text in found]


def _are_languages(rows: list[Any]) -> bool:
    if not all(isinstance(row, dict) for row in rows):
        return False
    return are_codes([row.get("language") for row in rows])
