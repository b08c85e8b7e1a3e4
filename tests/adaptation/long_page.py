"""A page of sixty blocks with fifteen links to pages and fifteen choosers: long enough for any screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wagtail.models import Page

from pages.models import FinanceInstrument, ModulePage, Programme, Tool
from tests.programme.starter import block
from translation_workflow.editions.models import Edition

LINKS, TOOLS, FUNDS = 15, 8, 7


def long_page(linked: Sequence[Page], programme: Programme, edition: Edition) -> ModulePage:
    """Return the page, not saved yet; its tools are the master's, its money the edition's."""
    assert len(linked) == LINKS
    tools = [_tool(programme, number) for number in range(TOOLS)]
    money = [_fund(edition, number) for number in range(FUNDS)]
    return ModulePage(
        title="A long page",
        slug="a-long-page",
        live=False,
        recommended_steps=[_step(number) for number in range(22)],
        processes_people=[
            block(f"l{n}", "text", f'<p>See <a linktype="page" id="{one.pk}">this</a>.</p>')
            for n, one in enumerate(linked)
        ],
        processes_finance=[block(f"f{n}", "finance_instrument", one.pk) for n, one in enumerate(money)],
        guidance_project_tools=[
            block(f"t{n}", "tool", {"tool": one.pk, "note": "<p>Good.</p>"}) for n, one in enumerate(tools)
        ],
        key_questions=[block(f"q{n}", "question", {"question": f"Why {n}?", "hint": ""}) for n in range(8)],
    )


def step_id(number: int) -> str:
    return str(_step(number)["id"])


def _step(number: int) -> dict[str, Any]:
    return block(f"s{number}", "step", {"title": f"Step {number}", "text": f"<p>Do {number}.</p>"})


def _tool(programme: Programme, number: int) -> Tool:
    return Tool.objects.create(
        programme=programme, locale=programme.master_locale, name=f"Long tool {number}", description="d"
    )


def _fund(edition: Edition, number: int) -> FinanceInstrument:
    return FinanceInstrument.objects.create(
        programme=edition.programme, locale=edition.locale, country="SE", name=f"Fund {number}"
    )
